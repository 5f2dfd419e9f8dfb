import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import { LineClosed } from './line.ts';

/** What refers to what: a document is only pushed after what it may refer to. */
const order: readonly CollectionName[] = [
  'persons',
  'dossiers',
  'appointments',
  'interactions',
  'tasks',
  'documents',
  'messages',
  'visits',
  'consultations',
];
/** Never wait longer than this: a wrong order only costs a refusal that can be tried again. */
const LONGEST_WAIT = 20_000;

/**
 * RxDB pushes every collection by itself; a dossier that reaches the centre before its new applicant would be refused. So a
 * push waits for older unsent work in the collections that come first.
 */
export class PushOrder {
  readonly #outbox: Outbox;
  readonly #board: ChangeBoard;
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(outbox: Outbox, board: ChangeBoard) {
    this.#outbox = outbox;
    this.#board = board;
  }

  /**
   * Resolves when rows of this collection from this sequence number on may be pushed.
   *
   * @throws LineClosed
   */
  async turn(collection: CollectionName, sequence: number): Promise<void> {
    if (this.#closed) throw new LineClosed();
    const before = order.slice(0, Math.max(0, order.indexOf(collection)));
    if (!this.#mustWait(before, sequence)) return;
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        stopListening();
        this.#waiting.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, LONGEST_WAIT);
      const stopListening = this.#board.listen((topics) => {
        if (topics.has('sync') && !this.#mustWait(before, sequence)) finish();
      });
      this.#waiting.add(finish);
    });
    if (this.#closed) throw new LineClosed();
  }

  /** Ends the waiting with LineClosed: the board goes on with the next database, and this one can be asked nothing any more. */
  close(): void {
    this.#closed = true;
    for (const finish of this.#waiting) finish();
  }

  #mustWait(before: readonly CollectionName[], sequence: number): boolean {
    const oldest = this.#outbox.oldestPending(before);
    return oldest !== undefined && oldest < sequence;
  }
}
