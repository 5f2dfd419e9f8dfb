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
  return saveTo(await chooseFile(`${kind}-${day}.csv`), `${BYTE_ORDER_MARK}${table}`);
}

/** Writes the report of a day as a PDF, likewise. */
export async function saveDayPaper(
  chooseFile: (suggestedName: string) => Promise<string | undefined>,
  { day, pdf }: { readonly day: string; readonly pdf: Uint8Array },
): Promise<Result<{ readonly fileName: string } | null>> {
  return saveTo(await chooseFile(`dagverslag-${day}.pdf`), pdf);
}

async function saveTo(
  file: string | undefined,
  content: string | Uint8Array,
): Promise<Result<{ readonly fileName: string } | null>> {
  if (file === undefined) return success(null);
  try {
    await writeFileAtomically(file, content);
  } catch (error) {
    return failure(diskErrorCode(error));
  }
  return success({ fileName: basename(file) });
}
