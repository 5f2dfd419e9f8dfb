import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import { newerVersion, STORE_VERSION, storeVersionOf, writeSetting } from '../database/own-tables.ts';
import { adaptationRows, adaptTable, type DatabaseFile, layoutUpgradeOf, upgradeLayout } from '../storage/index.ts';
import { bringOwnTablesUp } from './own-tables-up.ts';
import { isRebuildNeeded, type Rebuild, rowsOf, runRebuild, versionOf } from './rebuild.ts';
import { projectionsRebuild, searchRebuild } from './rebuilds.ts';
import { changedCollections, noteSchemas, ownerOf, storedSchemaOf } from './stored-schemas.ts';
import { presentTarget, type StoreTarget } from './target.ts';

/** What must happen to a file before this program can work on it. */
export type MigrationPlan =
  | { readonly kind: 'none' }
  /** It can be brought up to date where it is; make a backup first. */
  | { readonly kind: 'here'; readonly fromVersion: number }
  /** Its documents have another shape: set it aside, fill a new file from the centre and carry the unsent work over. */
  | { readonly kind: 'fillAnew' };

/** Small checkpoints of the log: one of SQLite's default size would hold up the event loop for long. */
const CHECKPOINT_PAGES = 200;

function rebuildsOf(target: StoreTarget): readonly Rebuild[] {
  return [projectionsRebuild(target.projectionsVersion), searchRebuild(target.searchVersion)];
}

/** Throws NEWER_VERSION when a newer program made or changed the file. The layout's version is looked at when it is opened. */
function refuseNewer(file: DatabaseFile, storeVersion: number, target: StoreTarget): void {
  if (storeVersion > STORE_VERSION) throw newerVersion('store', storeVersion, STORE_VERSION);
  const known = {
    documents: target.documentsVersion,
    search: target.searchVersion,
    projections: target.projectionsVersion,
  };
  for (const what of ['documents', 'search', 'projections'] as const) {
    const found = versionOf(file, what);
    if (found > known[what]) throw newerVersion(what, found, known[what]);
  }
}

/**
 * Looks, without writing anything, what a file needs.
 *
 * @param target what a program expects; tests give that of a later one
 * @throws StorageError NEWER_VERSION for a file of a newer program
 */
export function planMigration(file: DatabaseFile, target: StoreTarget = presentTarget): MigrationPlan {
  const fromVersion = storeVersionOf(file);
  if (fromVersion === undefined) return { kind: 'none' };
  refuseNewer(file, fromVersion, target);
  const changed = changedCollections(file, target.schemas);
  if (changed.some(({ change }) => change === 'breaking')) return { kind: 'fillAnew' };
  const isNeeded =
    fromVersion < STORE_VERSION ||
    changed.length > 0 ||
    versionOf(file, 'documents') < target.documentsVersion ||
    layoutUpgradeOf(file).isNeeded ||
    rebuildsOf(target).some((rebuild) => isRebuildNeeded(file, rebuild));
  return isNeeded ? { kind: 'here', fromVersion } : { kind: 'none' };
}

/** Adds up the rows of all steps, and tells no more often than a screen can show. */
class Progress {
  #done = 0;
  #total = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  readonly #report: (progress: OpeningProgress) => void;

  constructor(report: (progress: OpeningProgress) => void) {
    this.#report = report;
  }

  expect(rows: number): void {
    this.#total += rows;
  }

  add(rows: number): void {
    this.#done = Math.min(this.#done + rows, this.#total);
    const now = performance.now();
    if (now - this.#toldAt < 50) return;
    this.#toldAt = now;
    this.tell();
  }

  /** The numbers were estimates; it is over. */
  end(): void {
    this.#done = this.#total;
    this.tell();
  }

  tell(): void {
    this.#report({ stage: 'migration', done: this.#done, total: this.#total });
  }
}

/** A file of the first layout has no registry that can be asked yet: its rows are moved by the new layout first, then again. */
function rowsToAdapt(file: DatabaseFile, target: StoreTarget, name: CollectionName): number {
  return adaptationRows(file, ownerOf(file, name), storedSchemaOf(target.schemas[name]));
}

/** RxDB opens a collection only when its note has the present schema, so the note comes after the table. */
async function adaptDocuments(
  file: DatabaseFile,
  target: StoreTarget,
  changed: readonly CollectionName[],
  progress: Progress,
): Promise<void> {
  for (const name of changed) {
    await adaptTable(file, ownerOf(file, name), storedSchemaOf(target.schemas[name]), (rows) => progress.add(rows));
  }
  await noteSchemas(file, changed, target.schemas);
  writeSetting(file, 'documentsVersion', String(target.documentsVersion));
}

/**
 * Brings a file up to date where it is, in small transactions. Cut off anywhere it is whole, `planMigration` still says 'here', and
 * calling this again goes on where it was.
 *
 * @throws StorageError when the disk does not take it; what is done stays done
 */
export async function migrate(
  file: DatabaseFile,
  report: (progress: OpeningProgress) => void,
  target: StoreTarget = presentTarget,
): Promise<void> {
  if (planMigration(file, target).kind !== 'here') return;
  const progress = new Progress(report);
  const pages = file.database.pragma('wal_autocheckpoint', { simple: true });
  file.database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  try {
    bringOwnTablesUp(file);
    const layout = layoutUpgradeOf(file);
    const rebuilds = rebuildsOf(target).filter((rebuild) => isRebuildNeeded(file, rebuild));
    const changed = changedCollections(file, target.schemas).map(({ name }) => name);
    progress.expect(layout.rows);
    for (const name of changed) progress.expect(rowsToAdapt(file, target, name));
    for (const rebuild of rebuilds) progress.expect(rowsOf(file, rebuild));
    progress.tell();
    let moved: number | undefined;
    await upgradeLayout(file, ({ doneRows }) => {
      // What an earlier try moved is not among the expected rows.
      progress.add(moved === undefined ? 0 : doneRows - moved);
      moved = doneRows;
    });
    await adaptDocuments(file, target, changed, progress);
    for (const rebuild of rebuilds) await runRebuild(file, rebuild, (rows) => progress.add(rows));
    progress.end();
  } finally {
    if (file.database.open) file.database.pragma(`wal_autocheckpoint = ${pages}`);
  }
}
