import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/** Lays a document in the file as the sync would, without one: what no command of a desk writes. */
export function addDocument(
  { database }: DatabaseFile,
  collection: CollectionName,
  document: Readonly<Record<string, unknown>>,
): void {
  const table = tableNameOf(collection, 0);
  const columns = (database.pragma(`table_info(${table})`) as { readonly name: string }[]).map(({ name }) => name);
  const given: Record<string, unknown> = {
    ...{ id: document.id, rev: '1-a', deleted: 0, lwt: 1, data: JSON.stringify(document) },
  };
  for (const name of columns.filter((column) => column.startsWith('field_'))) {
    given[name] = document[name.slice(6)] ?? '';
  }
  const used = columns.filter((name) => name in given);
  database
    .prepare(`INSERT INTO ${table} (${used.join(', ')}) VALUES (${used.map(() => '?').join(', ')})`)
    .run(...used.map((name) => given[name] as never));
}
