import { type CollectionName, collections } from '@onthaal/contract/entities/index.ts';
import type { RxCollection } from 'rxdb';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { storageErrorIn } from '../database/storage-failure.ts';
import { LineClosed } from './line.ts';
import type { PageReader } from './page-reader.ts';
import { type Checkpoint, type PulledDocument, type PullParts, pageReaderOf, pullBatch } from './pull.ts';
import { type PushParts, pushBatch } from './push.ts';
import { REPLICATION } from './replication-meta.ts';

/** The store answers no command while a transaction of it is written. */
const PULL_BATCH = 500;
/**
 * Ids come in no order, so a transaction touches a page of every index for nearly each of its rows: in a large file a few large
 * transactions write far fewer pages than many small ones.
 */
const FIRST_PULL_BATCH = 2000;
const PUSH_BATCH = 50;
const RETRY_MILLISECONDS = 500;
/** Status of a write that met another one, in RxDB. */
const CONFLICT = 409;
/** A batch that is not on disk after so long counts as failed. */
const LONGEST_PERSIST = 30_000;

export interface ReplicationParts {
  readonly name: CollectionName;
  readonly collection: RxCollection;
  /** The desk is filled for the first time: large pages. */
  readonly isFirstSync: boolean;
  readonly pull: PullParts;
  readonly push: PushParts;
  /** So many documents of the centre are on disk. */
  readonly onReceived: (documents: number) => void;
  readonly onActive: (active: boolean) => void;
  /** The database refused a write; the replication stands still until it is started anew. */
  readonly onBroken: (error: unknown) => void;
}

interface Unconfirmed {
  readonly checkpoint: string;
  readonly confirmed: Promise<void>;
  readonly confirm: () => void;
}

/**
 * RxDB's replication of one collection. RxDB goes on pulling when a batch could not be written and would then remember a
 * checkpoint behind the lost batch; so each batch is only handed over after the one before is on disk.
 */
export class CollectionReplication {
  readonly name: CollectionName;
  readonly #parts: ReplicationParts;
  readonly #pages: PageReader;
  readonly #state: RxReplicationState<Record<string, unknown>, Checkpoint>;
  #unconfirmed: Unconfirmed | undefined;
  #broken = false;

  constructor(parts: ReplicationParts) {
    this.name = parts.name;
    this.#parts = parts;
    this.#pages = pageReaderOf(parts.pull, parts.name);
    this.#state = replicateRxCollection<Record<string, unknown>, Checkpoint>({
      replicationIdentifier: REPLICATION,
      collection: parts.collection,
      deletedField: 'deleted',
      live: true,
      retryTime: RETRY_MILLISECONDS,
      waitForLeadership: false,
      autoStart: false,
      pull: {
        batchSize: parts.isFirstSync ? FIRST_PULL_BATCH : PULL_BATCH,
        handler: async (checkpoint, batchSize) => {
          const batch = await this.#pull(checkpoint, batchSize);
          return { documents: batch.documents as never, checkpoint: batch.checkpoint };
        },
      },
      ...(collections[parts.name].readOnlyOnDesk
        ? {}
        : {
            push: {
              batchSize: PUSH_BATCH,
              handler: async (rows) => (await pushBatch(parts.push, parts.name, rows)) as never,
            },
          }),
    });
    let received = 0;
    this.#state.received$.subscribe(() => {
      received += 1;
      if (received === 1) {
        setImmediate(() => {
          parts.onReceived(received);
          received = 0;
        });
      }
    });
    this.#state.active$.subscribe(parts.onActive);
    this.#state.error$.subscribe((error) => this.#onError(error));
  }

  /** Starts; resolves when the first pull is complete. Never rejects; after `cancel` it may never resolve. */
  async start(): Promise<void> {
    await this.#state.start();
    this.#state.metaInstance?.changeStream().subscribe((bulk) => {
      for (const { documentData } of bulk.events) {
        if (documentData.isCheckpoint !== '1' || documentData.itemId !== 'down') continue;
        if (JSON.stringify(documentData.checkpointData) === this.#unconfirmed?.checkpoint) this.#unconfirmed?.confirm();
      }
    });
    await this.#state.awaitInitialReplication();
  }

  /** Asks the centre for what is new, and pushes what is left. */
  reSync(): void {
    this.#state.reSync();
  }

  async cancel(): Promise<void> {
    this.#broken = true;
    this.#parts.push.order.close();
    await this.#state.cancel();
  }

  async #pull(since: Checkpoint | undefined, batchSize: number) {
    const [batch] = await Promise.all([
      pullBatch(this.#parts.pull, this.#pages, this.name, since, batchSize),
      this.#unconfirmed?.confirmed,
    ]);
    if (this.#broken) throw new LineClosed();
    this.#expect(batch);
    return batch;
  }

  /** Remembers that a batch is on its way to the disk. */
  #expect(batch: { readonly documents: readonly PulledDocument[]; readonly checkpoint: Checkpoint | undefined }): void {
    const checkpoint = JSON.stringify(batch.checkpoint);
    if (batch.documents.length === 0 || checkpoint === this.#unconfirmed?.checkpoint) return;
    let confirm = () => {};
    const confirmed = new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#break(new Error('A batch was not written in time'));
        resolve();
      }, LONGEST_PERSIST);
      confirm = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#unconfirmed = { checkpoint, confirmed, confirm };
  }

  #onError(error: unknown): void {
    // The handlers deal with everything about the line themselves; what arrives here is a write that failed.
    if (isLineClosed(error) || isOvertakenNote(error)) return;
    this.#break(error);
  }

  #break(error: unknown): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#unconfirmed?.confirm();
    this.#parts.onBroken(storageErrorIn(error) ?? error);
  }
}

/**
 * RxDB notes the centre's state of a document after it wrote the document. When its push side noted the same document in between
 * (it looks at everything that is new, also at what came from the centre), the note is refused as a conflict. Nothing is wrong
 * then: the document is written, the note of the push side stands, and the batch and its checkpoint go on.
 */
function isOvertakenNote(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('parameters' in error)) return false;
  const { id, writeError } = error.parameters as {
    readonly id?: string;
    readonly writeError?: { readonly status?: number };
  };
  // With an id it is about a note; an error of the document itself has none.
  return id !== undefined && writeError?.status === CONFLICT;
}

/** RxDB wraps an error as plain JSON in `parameters.errors`. */
function isLineClosed(error: unknown): boolean {
  if (error instanceof LineClosed) return true;
  if (typeof error !== 'object' || error === null || !('parameters' in error)) return false;
  const { errors } = error.parameters as { readonly errors?: readonly { readonly name?: string }[] };
  return (errors ?? []).some((inner) => inner.name === 'LineClosed');
}
