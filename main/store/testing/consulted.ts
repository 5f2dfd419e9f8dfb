import { type Result, success } from '@onthaal/contract/result.ts';
import type { CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { ReadArguments, ReadName } from '@onthaal/contract/store/reads.ts';

/** Arguments of a read in a test: a person card may leave out its consultation, which is then written first, as a screen does. */
export type TestReadArguments<Name extends ReadName> = Name extends 'personCard'
  ? { readonly personId: string; readonly consultationId?: string }
  : ReadArguments[Name];

/** The arguments with the consultation that they lack; what the store says when it could not be written. */
export async function consulted(
  run: (name: CommandName, args: unknown) => Promise<Result<CommandResult>>,
  name: ReadName,
  args: unknown,
): Promise<Result<unknown>> {
  const given = args as { readonly personId?: unknown; readonly consultationId?: unknown };
  if (name !== 'personCard' || given.consultationId !== undefined || typeof given.personId !== 'string') {
    return success(args);
  }
  const { personId } = given;
  const written = await run('consultPerson', { personId, purpose: 'counterService', reason: 'Test', reveal: true });
  if (!written.ok) return written;
  return success({ personId, consultationId: written.value.written[0]?.documentId });
}

/** Whether the dossier that a refused command is about has been opened with a reason, as a screen would: then it runs once more. */
export async function glassBrokenFor(
  run: (name: CommandName, args: unknown) => Promise<Result<CommandResult>>,
  args: unknown,
  answer: Result<unknown>,
): Promise<boolean> {
  if (answer.ok || answer.error.code !== 'DOSSIER_OF_OTHER_TEAM') return false;
  const { dossierId, documentId } = args as { readonly dossierId?: unknown; readonly documentId?: unknown };
  return (await run('consultDossier', { dossierId: dossierId ?? documentId, reason: 'Test' })).ok;
}

/** Whether a dossier of another team has been opened with a reason, as a screen would: then it is read once more. */
export async function glassBroken(
  run: (name: CommandName, args: unknown) => Promise<Result<CommandResult>>,
  name: ReadName,
  args: unknown,
  answer: Result<unknown>,
): Promise<boolean> {
  if (name !== 'dossierCard' || answer.ok || answer.error.code !== 'REASON_REQUIRED') return false;
  const { dossierId } = args as { readonly dossierId?: unknown };
  return (await run('consultDossier', { dossierId, reason: 'Test' })).ok;
}
