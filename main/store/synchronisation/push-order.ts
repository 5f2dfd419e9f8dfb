import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import { type Line, LineClosed } from './line.ts';

/**
 * What refers to what: a document is only pushed after what it may refer to. The log goes first: a change of another team's dossier
 * is refused while the centre does not know why it was opened.
 */
const order: readonly CollectionName[] = [
  'consultations',
  'persons',
  'dossiers',
  'appointments',
  'interactions',
  'tasks',
  'documents',
  'messages',
  'payments',
  'visits',
];
/**
 * So long nothing that comes first may move on while the line is up, in milliseconds; then what waits goes all the same: a wrong
 * order costs a refusal that a clerk can try again, a row that never goes costs everything behind it.
 */
const LONGEST_STANDSTILL = 20_000;

/**
 * RxDB pushes every collection by itself; a dossier that reaches the centre before its new applicant would be refused. So a
 * push waits for older unsent work in the collections that come first.
 */
export class PushOrder {
  readonly #outbox: Pick<Outbox, 'oldestPending'>;
  readonly #board: ChangeBoard;
  readonly #line: Pick<Line, 'state'>;
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(outbox: Pick<Outbox, 'oldestPending'>, board: ChangeBoard, line: Pick<Line, 'state'>) {
    this.#outbox = outbox;
    this.#board = board;
    this.#line = line;
  }

  /**
   * Resolves when rows of this collection up to this sequence number may be pushed.
   *
   * @param newest sequence number of the newest row of the batch: an old change goes with the batch of a new document
   * @throws LineClosed
   */
  async turn(collection: CollectionName, newest: number): Promise<void> {
    if (this.#closed) throw new LineClosed();
    const before = order.slice(0, Math.max(0, order.indexOf(collection)));
    let first = this.#first(before, newest);
    if (first === undefined) return;
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        stopListening();
        this.#waiting.delete(finish);
        resolve();
      };
      // Without a line nothing moves, and what would go now would race with what comes first as soon as the line is back.
      const onStandstill = () => (this.#line.state.kind === 'up' ? finish() : timer.refresh());
      const timer = setTimeout(onStandstill, LONGEST_STANDSTILL);
      const stopListening = this.#board.listen((topics) => {
        if (!topics.has('sync')) return;
        const next = this.#first(before, newest);
        if (next === undefined) finish();
        else if (next !== first) timer.refresh();
        first = next;
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

  /** Sequence number of the row to wait for; undefined when there is none. */
  #first(before: readonly CollectionName[], newest: number): number | undefined {
    const oldest = this.#outbox.oldestPending(before);
    return oldest !== undefined && oldest < newest ? oldest : undefined;
  }
}
