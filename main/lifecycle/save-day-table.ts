import { basename } from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';

/** Spreadsheets take text without it for the old alphabet of the computer. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Writes a list of a day to a file that only the user of this computer may read.
 *
 * @param kind begins the name that is proposed
 * @param chooseFile asks the person at the desk; undefined when they changed their mind
 * @param day `YYYY-MM-DD`
 * @param table CSV text
 * @returns null when no file was chosen; DISK_FULL, DISK_READ_ONLY
 */
export async function saveDayTable(
  kind: 'kassa' | 'dagverslag',
  chooseFile: (suggestedName: string) => Promise<string | undefined>,
  { day, table }: { readonly day: string; readonly table: string },
): Promise<Result<{ readonly fileName: string } | null>> {
  const file = await chooseFile(`${kind}-${day}.csv`);
  if (file === undefined) return success(null);
  try {
    await writeFileAtomically(file, `${BYTE_ORDER_MARK}${table}`);
  } catch (error) {
    return failure(diskErrorCode(error));
  }
  return success({ fileName: basename(file) });
}
