import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { nowInstant } from '../database/clock.ts';
import type { DatabaseFile } from '../storage/index.ts';

/** A row of the centre that breaks its schema. */
export interface SetAsideRow {
  readonly collection: CollectionName;
  readonly documentId: string;
  /** Error code and path of the field at fault. */
  readonly reason: string;
  readonly data: unknown;
}

/** Keeps rows that could not be read, and forgets those whose document came whole since. Answers whether anything changed. */
export function updateSetAside(
  file: DatabaseFile,
  collection: CollectionName,
  broken: readonly SetAsideRow[],
  whole: readonly string[],
): boolean {
  const known = file
    .prepare<string>('SELECT document_id FROM set_aside_row WHERE collection = ?')
    .pluck()
    .all(collection);
  const healed = known.length === 0 ? [] : known.filter((id) => whole.includes(id));
  if (broken.length === 0 && healed.length === 0) return false;
  file.transaction(() => {
    const keep = file.prepare('INSERT OR REPLACE INTO set_aside_row VALUES (?, ?, ?, ?, ?)');
    for (const row of broken) {
      keep.run(collection, row.documentId, row.reason, nowInstant(), JSON.stringify(row.data) ?? 'null');
    }
    const forget = file.prepare('DELETE FROM set_aside_row WHERE collection = ? AND document_id = ?');
    for (const id of healed) forget.run(collection, id);
  });
  return true;
}

/** How many rows are set aside. */
export function countSetAside(file: DatabaseFile): number {
  return file.prepare<number>('SELECT count(*) FROM set_aside_row').pluck().get() ?? 0;
}
