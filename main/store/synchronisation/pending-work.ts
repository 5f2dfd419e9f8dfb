import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';

/** At most so many documents are offered in one round. */
const OFFERED_AT_ONCE = 50;
/** After so many offers that never reached the line, RxDB must take the document for one that the centre already has. */
const OFFERS_IN_VAIN = 3;

export interface PendingWorkParts {
  readonly outbox: Outbox;
  /** Makes a new revision of a document without changing it, so that its push is tried again. */
  readonly nudge: (collection: CollectionName, documentId: string) => Promise<void>;
  /** Makes RxDB forget what it believes the centre has of a document. */
  readonly forget: (collection: CollectionName, documentId: string) => void;
}

/**
 * Offers what is pending again and again, at every start and regularly: RxDB forgets a push that failed in its own bookkeeping, and
 * goes by a clock that may have been put back since; the outbox does neither.
 */
export class PendingWork {
  readonly #parts: PendingWorkParts;
  /** Rows up to here were pending a round ago: whatever they wait for has had its time. */
  #knownUpTo: number;
  /** Offers in a row after which the number of attempts of a document stayed the same. */
  readonly #inVain = new Map<string, { readonly attempts: number; readonly offers: number }>();

  constructor(parts: PendingWorkParts) {
    this.#parts = parts;
    this.#knownUpTo = parts.outbox.allPending().at(-1)?.sequence ?? 0;
  }

  /** One round; leaves out collections that are being pushed right now. */
  async offer(isBusy: (collection: CollectionName) => boolean): Promise<void> {
    const pending = this.#parts.outbox.allPending();
    const waiting = pending.filter((row) => row.sequence <= this.#knownUpTo && !isBusy(row.collection));
    this.#knownUpTo = pending.at(-1)?.sequence ?? 0;
    const documents = new Map(waiting.map((row) => [`${row.collection}/${row.document_id}`, row]));
    for (const key of this.#inVain.keys()) if (!documents.has(key)) this.#inVain.delete(key);
    for (const [key, row] of [...documents].slice(0, OFFERED_AT_ONCE)) await this.#offerOne(key, row);
  }

  async #offerOne(key: string, row: OutboxRow): Promise<void> {
    const before = this.#inVain.get(key);
    const offers = before?.attempts === row.attempts ? before.offers + 1 : 1;
    this.#inVain.set(key, { attempts: row.attempts, offers });
    if (offers > OFFERS_IN_VAIN) {
      this.#parts.forget(row.collection, row.document_id);
      this.#inVain.delete(key);
    }
    await this.#parts.nudge(row.collection, row.document_id);
  }
}
