import { basename } from 'node:path';
import type { LogExported } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LogExport, LogExportText } from '@onthaal/contract/store/control.ts';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';

/** What the export works with. */
export interface ExportLogParts {
  /** Asks the person at the desk for a file; undefined when they changed their mind. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>;
  /** Fetches the log from the mid-office. */
  readonly fetch: (question: LogExport) => Promise<Result<LogExportText>>;
  readonly now: () => Date;
}

/**
 * Writes the log of consultations about a person or by a member to a file that only the user of this computer may read. The file is chosen
 * first: what nobody will keep is not taken out, and not written down as taken out.
 *
 * @returns null when no file was chosen; NOT_ALLOWED, MIDOFFICE_UNREACHABLE and the like, DISK_FULL, DISK_READ_ONLY
 */
export async function exportLogToFile(
  { chooseFile, fetch, now }: ExportLogParts,
  question: LogExport,
): Promise<Result<LogExported | null>> {
  // Neither a name nor a number of somebody: the file may stand in a list of recent files for years.
  const file = await chooseFile(`raadplegingen-${now().toISOString().slice(0, 10)}.${question.format}`);
  if (file === undefined) return success(null);
  const fetched = await fetch(question);
  if (!fetched.ok) return fetched;
  try {
    await writeFileAtomically(file, fetched.value.text);
  } catch (error) {
    return failure(diskErrorCode(error));
  }
  return success({ rows: fetched.value.rows, fileName: basename(file) });
}
