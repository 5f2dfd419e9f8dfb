import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { readSetting, writeSetting } from '../database/own-tables.ts';
import { type DatabaseFile, type StoredDocument, tableNameOf, type WriteHook } from '../storage/index.ts';
import { inSlices, type Piece } from './in-slices.ts';

const DOCUMENTS_PER_PIECE = 8;

/** Tables that hold nothing of their own: all of it follows from the documents, so it can be made again. */
export interface Rebuild {
  /** The settings `<name>Version` and `<name>Rebuild` belong to it. */
  readonly name: 'search' | 'projections';
  readonly version: number;
  readonly collections: readonly [CollectionName, ...CollectionName[]];
  /** Removes everything, in slices; may be cut off and done again. */
  readonly empty: (file: DatabaseFile) => Promise<void>;
  /** Makes the empty tables as they are now. Runs inside a transaction. */
  readonly create: (file: DatabaseFile) => void;
  /** A bounded piece of tidying after a slice of a collection; false when there was nothing to do. */
  readonly tidy: (file: DatabaseFile, collection: CollectionName) => boolean;
  /** Ends it, once all is tidy. Runs inside a transaction. */
  readonly finish: (file: DatabaseFile) => void;
  /** What the collections' writes keep these tables with. */
  readonly hook: () => WriteHook;
}

/** How far a rebuild is, kept in the transaction of every slice. */
interface Position {
  /** The version that it leads to: another program starts it anew. */
  readonly version: number;
  readonly collection: CollectionName;
  readonly after: string;
  readonly rows: number;
}

/** The version of the tables in the file; 0 before they had one. */
export function versionOf(file: DatabaseFile, name: Rebuild['name'] | 'documents'): number {
  return Number(readSetting(file, `${name}Version`) ?? 0);
}

/** Whether the tables must be made again, or were being made again when the program ended. */
export function isRebuildNeeded(file: DatabaseFile, rebuild: Rebuild): boolean {
  return versionOf(file, rebuild.name) !== rebuild.version || readSetting(file, `${rebuild.name}Rebuild`) !== undefined;
}

/** About how many documents the rebuild looks at. */
export function rowsOf(file: DatabaseFile, { collections }: Rebuild): number {
  return collections.reduce((sum, name) => sum + rowsIn(file, name), 0);
}

/** From the first and the last row number: counting 100 000 rows would hold up the event loop. */
function rowsIn({ database }: DatabaseFile, collection: CollectionName): number {
  const table = tableNameOf(collection, 0);
  if (database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) === undefined) return 0;
  const end = (which: 'min' | 'max') => database.prepare<number>(`SELECT ${which}(rowid) FROM ${table}`).pluck().get();
  const [first, last] = [end('min'), end('max')];
  return typeof first === 'number' && typeof last === 'number' ? last - first + 1 : 0;
}

/** Makes the tables again; goes on where it was when it was cut off. */
export async function runRebuild(file: DatabaseFile, rebuild: Rebuild, onRows: (rows: number) => void): Promise<void> {
  if (!isRebuildNeeded(file, rebuild)) return;
  const started = positionOf(file, rebuild);
  if (started === undefined) {
    // Half-emptied tables must never be taken for good ones.
    if (readSetting(file, `${rebuild.name}Rebuild`) === undefined) writeSetting(file, `${rebuild.name}Rebuild`, '{}');
    await rebuild.empty(file);
    file.transaction(() => {
      rebuild.create(file);
      keep(file, rebuild, { version: rebuild.version, collection: rebuild.collections[0], after: '', rows: 0 });
    });
  } else onRows(started.rows);
  await fill(file, rebuild, onRows);
  file.transaction(() => {
    rebuild.finish(file);
    writeSetting(file, `${rebuild.name}Version`, String(rebuild.version));
    file.prepare('DELETE FROM setting WHERE name = ?').run(`${rebuild.name}Rebuild`);
  });
}

function positionOf(file: DatabaseFile, { name, version }: Rebuild): Position | undefined {
  const position = JSON.parse(readSetting(file, `${name}Rebuild`) ?? '{}') as Partial<Position>;
  return position.version === version ? (position as Position) : undefined;
}

function keep(file: DatabaseFile, { name }: Rebuild, position: Position): void {
  writeSetting(file, `${name}Rebuild`, JSON.stringify(position));
}

async function fill(file: DatabaseFile, rebuild: Rebuild, onRows: (rows: number) => void): Promise<void> {
  const { collections } = rebuild;
  const hook = rebuild.hook();
  const from = collections.indexOf(positionOf(file, rebuild)?.collection ?? rebuild.collections[0]);
  for (const collection of collections.slice(from)) {
    if (rowsIn(file, collection) === 0) continue;
    const tidy = () => rebuild.tidy(file, collection);
    const onSlice = (rows: number) => {
      file.relaxedTransaction(tidy);
      onRows(rows);
    };
    await inSlices(file, () => fillSome(file, rebuild, collection, hook), onSlice);
    await inSlices(
      file,
      () => ({ rows: 0, isLast: !tidy() }),
      () => {},
    );
  }
}

function fillSome(file: DatabaseFile, rebuild: Rebuild, collectionName: CollectionName, hook: WriteHook): Piece {
  const position = positionOf(file, rebuild);
  const after = position?.collection === collectionName ? position.after : '';
  const rows = file
    .prepare<{ id: string; deleted: number; data: string }>(
      `SELECT id, deleted, data FROM ${tableNameOf(collectionName, 0)} WHERE id > ? ORDER BY id LIMIT ${DOCUMENTS_PER_PIECE}`,
    )
    .all(after);
  const writes = rows
    .filter(({ deleted }) => deleted === 0)
    .map(({ data }) => ({ document: JSON.parse(data) as StoredDocument }));
  if (writes.length > 0) hook({ collectionName, context: 'migration', database: file.database, writes });
  const last = rows.at(-1);
  if (last !== undefined) {
    const done = (position?.rows ?? 0) + rows.length;
    keep(file, rebuild, { version: rebuild.version, collection: collectionName, after: last.id, rows: done });
  }
  return { rows: rows.length, isLast: rows.length < DOCUMENTS_PER_PIECE };
}
