import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { storageFailure } from '../database/storage-failure.ts';
import { plainFields } from '../outbox/changed-fields.ts';
import type { LocalWrite, Outbox } from '../outbox/outbox.ts';
import type { SearchIndex } from '../search/search-index.ts';
import {
  type DatabaseFile,
  nextDocumentData,
  type RxStorageBetterSqlite,
  type StoredDocument,
  tableNameOf,
  type WriteRow,
  writeDocuments,
} from '../storage/index.ts';

/** The next state of one document. */
export interface DocumentChange {
  readonly collection: CollectionName;
  /** All fields of the document; checked against its schema before it is written. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A document as it is stored now. */
export interface CurrentDocument<Name extends CollectionName> {
  readonly stored: StoredDocument;
  readonly fields: DocumentOf<Name>;
}

export interface StoreWriterParts {
  readonly file: DatabaseFile;
  readonly storage: RxStorageBetterSqlite;
  readonly databaseToken: string;
  readonly outbox: Outbox;
  readonly searchIndex: SearchIndex;
}

/** How often a write is tried again after the sync changed the same document in between. */
const ATTEMPTS = 5;

/** Writes what clerks do: several documents and their outbox rows in one transaction. */
export class StoreWriter {
  readonly file: DatabaseFile;
  readonly #parts: StoreWriterParts;

  constructor(parts: StoreWriterParts) {
    this.file = parts.file;
    this.#parts = parts;
  }

  /** The stored document, tombstones included. */
  stored(collection: CollectionName, id: string): StoredDocument | undefined {
    const data = this.file
      .prepare<string>(`SELECT data FROM ${tableNameOf(collection, 0)} WHERE id = ?`)
      .pluck()
      .get(id);
    return data === undefined ? undefined : (JSON.parse(data) as StoredDocument);
  }

  /** The document as the clerk knows it; undefined when it does not exist or was deleted. */
  current<Name extends CollectionName>(collection: Name, id: string): CurrentDocument<Name> | undefined {
    const stored = this.stored(collection, id);
    if (stored === undefined || stored._deleted) return undefined;
    return { stored, fields: plainFields(stored) as unknown as DocumentOf<Name> };
  }

  /**
   * Writes all or nothing; durable on disk when it answers with success. `plan` runs again when the sync changed one of
   * the documents in between, so it must read them itself.
   *
   * @returns ARGUMENT_INVALID, FIELD_INVALID, FIELD_REQUIRED, DISK_FULL, DISK_READ_ONLY, or the failure of `plan`
   */
  async write(
    write: LocalWrite,
    plan: () => Result<readonly DocumentChange[]>,
  ): Promise<Result<readonly DocumentChange[]>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const planned = plan();
      if (!planned.ok) return planned;
      for (const { collection, fields } of planned.value) {
        const checked = checkDocument(collection, fields);
        if (!checked.ok) return checked;
      }
      const outcome = await this.#writeOnce(write, planned.value);
      if (!outcome.ok) return outcome;
      if (outcome.value) return planned;
    }
    return failure('STORE_UNAVAILABLE', { retryable: true });
  }

  /** Answers false when another write came in between. */
  async #writeOnce(write: LocalWrite, changes: readonly DocumentChange[]): Promise<Result<boolean>> {
    const { outbox, storage, searchIndex } = this.#parts;
    const { context, done } = outbox.begin(write);
    try {
      const result = await writeDocuments(storage, this.#batches(changes), context);
      if (!result.written) searchIndex.forgetTerms();
      return success(result.written);
    } catch (error) {
      searchIndex.forgetTerms();
      const refused = storageFailure(error);
      if (refused === undefined) throw error;
      return refused;
    } finally {
      done();
    }
  }

  #batches(changes: readonly DocumentChange[]): { collectionName: string; rows: WriteRow[] }[] {
    const batches = new Map<CollectionName, WriteRow[]>();
    for (const { collection, fields } of changes) {
      const previous = this.stored(collection, String(fields.id));
      const document = nextDocumentData(previous, { ...fields, _deleted: false }, this.#parts.databaseToken);
      const row = previous === undefined ? { document } : { previous, document };
      batches.set(collection, [...(batches.get(collection) ?? []), row as WriteRow]);
    }
    return [...batches].map(([collectionName, rows]) => ({ collectionName, rows }));
  }
}
