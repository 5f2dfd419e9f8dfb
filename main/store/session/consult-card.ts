import { type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { ConsultedCard } from '@onthaal/contract/store/control.ts';
import { v7 } from 'uuid';
import type { ReadConnection } from '../reads/read-connection.ts';

/**
 * Writes down that a card is read before anything of it is shown. Who is not in the register here gets the id under which they would be
 * registered, so that the row and the new person are about the same one.
 *
 * @param run the command that writes the row
 * @returns what the disk or the policy says when it could not be written: then nothing is shown
 */
export async function consultCard(
  run: (args: CommandArguments['consultCard']) => Promise<Result<unknown>>,
  reader: Pick<ReadConnection, 'personWithNationalNumber'>,
  nationalNumber: string | null,
): Promise<Result<ConsultedCard>> {
  const known = nationalNumber === null ? undefined : reader.personWithNationalNumber(nationalNumber);
  const personId = known ?? v7();
  const written = await run({ personId });
  return written.ok ? success({ personId, isRegistered: known !== undefined }) : written;
}
