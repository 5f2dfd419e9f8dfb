import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { nowInstant } from '../database/clock.ts';
import type { LostState } from '../outbox/lost-work.ts';
import { isIncluded, markAccepted, markConflict, markRejected, type Outbox } from '../outbox/outbox.ts';
import type { WriteHook } from '../storage/index.ts';
import { insertConflict, type NewConflict } from './conflict-rows.ts';

/** The context in which RxDB writes what its conflict handler answered. */
const CONFLICT_CONTEXT = 'replication-up-write-conflict';

/** What the next conflict write of a document means. */
export type PendingOutcome =
  | {
      readonly kind: 'refused';
      readonly error: OnthaalError;
      /** `updatedAt` of the state that was refused. */
      readonly pushedAt: string;
      /** The writes to blame, by operation id. */
      readonly guilty: readonly string[];
      /** What is left of the document without them, to be pushed again. */
      readonly kept: Readonly<Record<string, unknown>> | undefined;
      /** The centre has no such document at all. */
      readonly unknownToCentre: boolean;
    }
  /** The centre was put back to an older state and lost what this desk offers again. */
  | ({ readonly kind: 'lost' } & LostState)
  /** The centre has all of it already, in a state of that moment: nothing is left to bring. */
  | { readonly kind: 'covered'; readonly pushedAt: string; readonly masterAt: string }
  | {
      readonly kind: 'clash';
      readonly conflict: NewConflict;
      readonly pushedAt: string;
      /** Set when everything that was brought clashes: the document is the centre's version of that moment until a person chose. */
      readonly masterAt: string | undefined;
    };

function keyOf(collection: string, documentId: string): string {
  return `${collection}/${documentId}`;
}

/**
 * Carries what a push learned (refused, clashing) to the transaction in which RxDB writes the document accordingly, so that
 * document and explanation change together or not at all.
 */
export class PendingOutcomes {
  readonly hook: WriteHook;
  readonly #outcomes = new Map<string, PendingOutcome>();

  constructor(outbox: Outbox) {
    this.hook = ({ collectionName, context, database, writes }) => {
      if (context !== CONFLICT_CONTEXT) return;
      const collection = collectionName as CollectionName;
      for (const { document } of writes) {
        const documentId = String((document as Record<string, unknown>).id);
        const outcome = this.#outcomes.get(keyOf(collection, documentId));
        if (outcome === undefined || outcome.kind === 'lost') continue;
        const rows = outbox.pendingRows(collection, documentId).filter((row) => isIncluded(row, outcome.pushedAt));
        if (outcome.kind === 'covered') {
          markAccepted(database, rows, { updatedAt: outcome.masterAt, acceptedAt: nowInstant() });
          continue;
        }
        if (outcome.kind === 'clash') {
          const { conflict, masterAt } = outcome;
          insertConflict(database, conflict);
          markConflict(database, rows);
          // Nothing is pushed that could be accepted later, so these rows would wait for ever.
          if (masterAt !== undefined) markAccepted(database, rows, { updatedAt: masterAt, acceptedAt: nowInstant() });
          continue;
        }
        const guilty = rows.filter((row) => outcome.guilty.includes(row.operation_id));
        markRejected(database, guilty, outcome.error);
        if (outcome.unknownToCentre) {
          database.prepare('INSERT OR IGNORE INTO unknown_to_centre VALUES (?, ?)').run(collection, documentId);
        }
      }
    };
  }

  set(collection: CollectionName, documentId: string, outcome: PendingOutcome): void {
    this.#outcomes.set(keyOf(collection, documentId), outcome);
  }

  get(collection: CollectionName, documentId: string): PendingOutcome | undefined {
    return this.#outcomes.get(keyOf(collection, documentId));
  }

  forget(collection: CollectionName, documentId: string): void {
    this.#outcomes.delete(keyOf(collection, documentId));
  }
}
