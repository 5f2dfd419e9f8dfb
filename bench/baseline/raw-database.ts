import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import type { Statement } from 'better-sqlite3';
import { type DatabaseFile, openDatabaseFile, type StoredDocument } from '../../main/store/storage/index.ts';
import { FIXED_COLUMNS, rowValuesOf, type TableLayout, tableLayoutOf } from '../../main/store/storage/table-layout.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import type { PlainDocument } from './graphql.ts';

/**
 * SQLite alone, on the store's own settings (cipher, page size, WAL, FULL): a table per collection with the store's columns
 * and indexes, written without RxDB, search index, projections or outbox.
 */
export class RawDatabase {
  readonly file: DatabaseFile;
  readonly #layouts: ReadonlyMap<CollectionName, TableLayout>;
  readonly #inserts: ReadonlyMap<CollectionName, Statement>;

  constructor(path: string) {
    this.file = openDatabaseFile({ file: path, key: BENCH_KEY });
    const layouts = collectionNames.map((name) => [name, tableLayoutOf(name, rxdbSchemas[name] as never)] as const);
    this.#layouts = new Map(layouts);
    this.#inserts = new Map(layouts.map(([name, layout]) => [name, this.#makeTable(layout)]));
  }

  /** Inserts documents in one transaction. */
  insert(collection: CollectionName, documents: readonly PlainDocument[]): void {
    const layout = this.#layouts.get(collection);
    const insert = this.#inserts.get(collection);
    if (layout === undefined || insert === undefined) throw new Error(`No table for ${collection}`);
    this.file.transaction(() => {
      for (const document of documents) insert.run(document.id, ...rowValuesOf(layout, stored(document)));
    });
  }

  close(): void {
    this.file.close();
  }

  #makeTable({ tableName, columns, indexes }: TableLayout): Statement {
    const fields = columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
    this.file.database.exec(`CREATE TABLE ${tableName} (${FIXED_COLUMNS}${fields}, data TEXT NOT NULL)`);
    for (const create of indexes.values()) this.file.database.exec(create);
    const names = ['id', 'rev', 'deleted', 'lwt', ...columns.map(({ name }) => name), 'data'];
    return this.file.database.prepare(
      `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
  }
}

function stored(document: PlainDocument): StoredDocument {
  const fields = { _deleted: false, _rev: '1-baseline', _meta: { lwt: Date.now() }, _attachments: {} };
  return { ...document, ...fields } as unknown as StoredDocument;
}
