import type { DatabaseFile } from './database-file.ts';
import { CREATE_STORAGE_SEQUENCES, LAYOUT_VERSION, layoutVersionOf } from './file-layout.ts';
import { sequenceIndexOf, signatureOf } from './table-layout.ts';
import {
  finishRebuild,
  pendingRebuilds,
  type Rebuild,
  rebuildSizeOf,
  rowSpanOf,
  startRebuild,
} from './table-rebuild.ts';

/** How far an upgrade is, over all tables. `totalRows` is an estimate; `doneRows` is never more. */
export interface LayoutProgress {
  readonly doneRows: number;
  readonly totalRows: number;
}

/** What `upgradeLayout` would do. */
export interface LayoutUpgrade {
  readonly isNeeded: boolean;
  /** The layout the file says it has; half-way through an upgrade that is the new one already. */
  readonly fromVersion: number;
  /** About how many rows must be moved. */
  readonly rows: number;
}

interface RegisteredLayout {
  readonly table_name: string;
  readonly layout: string;
}

/** Looks, without writing anything, whether a file has an older layout or a half-way upgrade. @throws StorageError */
export function layoutUpgradeOf(file: DatabaseFile): LayoutUpgrade {
  return file.guard(() => {
    const fromVersion = layoutVersionOf(file.database);
    const tables = fromVersion === 1 ? registeredTables(file) : fromVersion === 0 ? [] : pendingRebuilds(file);
    const rows = tables.reduce((sum, table) => sum + rowSpanOf(file, table), 0);
    return { isNeeded: fromVersion === 1 || tables.length > 0, fromVersion, rows };
  });
}

/**
 * Brings a file of an older layout up to this program's: in small transactions with a turn of the event loop between, and
 * from where it was when it is called again after a kill. Nothing else may use the tables meanwhile, so it comes before
 * RxDB and before readers; `createStorageInstance` waits for it by itself when it was forgotten.
 *
 * @param onProgress called after every transaction
 * @throws StorageError DISK_FULL, READ_ONLY, ...: what was done stays done
 */
export async function upgradeLayout(
  file: DatabaseFile,
  onProgress: (progress: LayoutProgress) => void = () => undefined,
): Promise<void> {
  if (file.guard(() => layoutVersionOf(file.database)) === 1) file.transaction(() => startUpgrade(file));
  const tables = file.guard(() => pendingRebuilds(file));
  const sizes = file.guard(() => tables.map((table) => rebuildSizeOf(file, table)));
  const totalRows = sizes.reduce((sum, size) => sum + size.done + size.left, 0);
  let doneRows = sizes.reduce((sum, size) => sum + size.done, 0);
  for (const table of tables) {
    await finishRebuild(file, table, (rows) => {
      doneRows = Math.min(totalRows, doneRows + rows);
      onProgress({ doneRows, totalRows });
    });
  }
  if (tables.length > 0) onProgress({ doneRows: totalRows, totalRows });
}

function registeredTables(file: DatabaseFile): string[] {
  return file.prepare<string>('SELECT table_name FROM storage_tables').pluck().all();
}

/** Layout 1 to 2. The version comes first: an older program must refuse a file of which the rows are on their way. */
function startUpgrade(file: DatabaseFile): void {
  const { database } = file;
  if (layoutVersionOf(database) !== 1) return;
  database.exec("ALTER TABLE storage_tables ADD COLUMN prefix TEXT NOT NULL DEFAULT ''");
  database.exec('ALTER TABLE storage_tables ADD COLUMN rebuild TEXT');
  database.exec(CREATE_STORAGE_SEQUENCES);
  const tables = file.prepare<RegisteredLayout>('SELECT table_name, layout FROM storage_tables').all();
  for (const table of tables) startRebuild(file, table.table_name, rebuildOfLayout1(table));
  database.pragma(`user_version = ${LAYOUT_VERSION}`);
}

/** The same columns and indexes, with the index of the sequence for that of (lwt, id). */
function rebuildOfLayout1({ table_name, layout }: RegisteredLayout): Rebuild {
  const [columns, indexes] = JSON.parse(layout) as [[name: string, sqlType: string][], string[]];
  const named = columns.map(([name, sqlType]) => ({ path: '', name, sqlType, type: null }));
  const kept = indexes.filter((sql) => !sql.endsWith(' (lwt, id)'));
  const all = [sequenceIndexOf(table_name).sql, ...kept];
  return { columns: named, filled: [], indexes: all, signature: signatureOf(named, all), order: 'lwt' };
}
