import { openDatabaseFile } from '../database-file.ts';
import { tableNameOf } from '../names.ts';
import { rowValuesOf, tableLayoutOf } from '../table-layout.ts';
import { fromColumnText } from '../text-order.ts';
import type { DocumentFields, StoredDocument, StoredSchema } from '../types.ts';
import { TEST_KEY } from './test-database.ts';

/** One table of a file of layout 1. */
export interface OldTable {
  readonly collectionName: string;
  readonly schema: StoredSchema;
  readonly documents: readonly StoredDocument[];
}

/** Makes a file as layout 1 had it: no sequence, an index on (lwt, id), one RxDatabase. */
export function makeLayout1File(file: string, databaseName: string, tables: readonly OldTable[]): void {
  const opened = openDatabaseFile({ file, key: TEST_KEY });
  const { database } = opened;
  database.exec(`DROP TABLE storage_tables; DROP TABLE storage_sequences;
    CREATE TABLE storage_tables (
      table_name TEXT PRIMARY KEY COLLATE NOCASE, database_name TEXT NOT NULL, collection_name TEXT NOT NULL,
      version INTEGER NOT NULL, layout TEXT NOT NULL)`);
  for (const { collectionName, schema, documents } of tables) {
    const tableName = tableNameOf(collectionName, schema.version);
    const layout = tableLayoutOf(collectionName, schema, tableName);
    const fields = layout.columns.map(({ name, sqlType }) => `, ${name} ${sqlType}`).join('');
    database.exec(
      `CREATE TABLE ${tableName} (id TEXT PRIMARY KEY NOT NULL, rev TEXT NOT NULL, deleted INTEGER NOT NULL,
         lwt REAL NOT NULL${fields}, data TEXT NOT NULL)`,
    );
    const indexes = [...layout.indexes.values()].filter((sql) => !sql.includes('sequence'));
    indexes.push(`CREATE INDEX ${tableName}_by_lwt_id ON ${tableName} (lwt, id)`);
    for (const sql of indexes) database.exec(sql);
    const signature = JSON.stringify([layout.columns.map(({ name, sqlType }) => [name, sqlType]), indexes]);
    opened
      .prepare('INSERT INTO storage_tables VALUES (?, ?, ?, ?, ?)')
      .run(tableName, databaseName, collectionName, schema.version, signature);
    const names = ['id', 'rev', 'deleted', 'lwt', ...layout.columns.map(({ name }) => name), 'data'];
    const insert = database.prepare(
      `INSERT INTO ${tableName} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    opened.transaction(() => {
      for (const document of documents) {
        // Layout 1 kept texts as they are.
        const [rev, deleted, lwt, ...values] = rowValuesOf(layout, document);
        const data = values.pop() ?? null;
        const plain = values.map((value) => (typeof value === 'string' ? fromColumnText(value) : value));
        const id = (document as DocumentFields)[layout.primaryField] as string;
        insert.run(id, rev ?? null, deleted ?? null, lwt ?? null, ...plain, data);
      }
    });
  }
  database.pragma('user_version = 1');
  opened.close();
}
