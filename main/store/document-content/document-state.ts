import { readDatabaseId } from '../database/recovery.ts';
import { type DatabaseFile, openDatabaseFile, tableNameOf } from '../storage/index.ts';

/**
 * How the document of a content stands. `onItsWay`: the centre has not accepted it, or refused it and a person must decide. `missing`:
 * nothing of it is here and nobody gave it up: it left the scope, or an older backup does not have it yet.
 */
export type DocumentStanding = 'here' | 'onItsWay' | 'missing' | 'givenUp';

/** Looks, on a connection that only reads, at what the store knows of the documents that contents belong to. */
export class DocumentStates {
  readonly #file: DatabaseFile;

  /** @throws StorageError */
  constructor(file: string, key: Uint8Array, nativeBinding: string | undefined) {
    this.#file = openDatabaseFile({ file, key, nativeBinding, readOnly: true });
  }

  /** The mid-office's database that this desk belongs to. */
  get databaseId(): string | undefined {
    return readDatabaseId(this.#file);
  }

  standingOf(documentId: string): DocumentStanding {
    const states = this.#file
      .rows<{ readonly state: string; readonly pending: number }>(
        "SELECT state, pending FROM outbox WHERE collection = 'documents' AND document_id = ?",
        documentId,
      )
      .map(({ state, pending }) => (pending === 1 ? 'local' : state));
    if (states.some((state) => state !== 'accepted' && state !== 'discarded')) return 'onItsWay';
    if (this.has(documentId)) return 'here';
    return states.includes('discarded') && !states.includes('accepted') ? 'givenUp' : 'missing';
  }

  /** Whether the document is on this desk. */
  has(documentId: string): boolean {
    const sql = `SELECT 1 FROM ${tableNameOf('documents', 0)} WHERE id = ? AND deleted = 0`;
    return this.#file.rows(sql, documentId).length > 0;
  }

  close(): void {
    this.#file.close();
  }
}
