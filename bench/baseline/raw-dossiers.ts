import type { RxDocumentData } from 'rxdb';
import type { DatabaseFile } from '../../main/store/storage/index.ts';
import { FIXED_COLUMNS, type TableLayout } from '../../main/store/storage/table-layout.ts';
import type { BenchDossier } from '../data/storage-dossiers.ts';

/** A dossier with what RxDB adds to it. */
export type StoredDossier = RxDocumentData<BenchDossier>;

/**
 * What somebody would write by hand for dossiers: a table with the same columns and indexes as the storage's, statements
 * prepared once, one transaction per batch.
 */
export class RawDossiers {
  readonly #file: DatabaseFile;
  readonly #insert;
  #sequence = 0;

  constructor(file: DatabaseFile, { tableName, columns, indexes }: TableLayout) {
    this.#file = file;
    const fields = columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
    file.database.exec(`CREATE TABLE ${tableName} (${FIXED_COLUMNS}${fields}, data TEXT NOT NULL)`);
    for (const create of indexes.values()) file.database.exec(create);
    this.#insert = file.database.prepare(
      `INSERT INTO ${tableName} (id, rev, deleted, lwt, sequence, field_number, field_applicantId, field_teamId, field_status,
         field_handlerId, field_dueOn, field_updatedAt, data) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  insert(documents: readonly StoredDossier[]): void {
    this.#file.transaction(() => {
      for (const one of documents) {
        this.#sequence += 1;
        this.#insert.run(
          ...[one.id, one._rev, one._meta.lwt, this.#sequence, one.number, one.applicantId, one.teamId, one.status],
          ...[one.handlerId ?? null, one.dueOn ?? null, one.updatedAt, JSON.stringify(one)],
        );
      }
    });
  }
}
