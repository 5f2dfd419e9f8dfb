import { type Observable, Subject } from 'rxjs';
import type { DocumentTable } from './document-table.ts';
import type { ChangeBulk } from './types.ts';

/** What the instances on one table share: its statements, its events, and whose turn it is to write a bulk. */
export class TableState {
  readonly table: DocumentTable;
  readonly bulks = new BulkLine();
  readonly events = new TableEvents();
  openInstances = 0;
  removed = false;
  /** About how long the storage works on one row of a bulk, write hooks included; decides how many go in one transaction. */
  millisecondsPerRow = 0.3;

  constructor(table: DocumentTable) {
    this.table = table;
  }
}

/** Bulks of one table go one after the other, in the order in which they came. */
export class BulkLine {
  #last: Promise<void> | undefined;

  /** Waits for the bulks before; answers what must be called at the end. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => undefined;
    const own = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#last = own;
    if (before !== undefined) await before;
    return () => {
      if (this.#last === own) this.#last = undefined;
      leave();
    };
  }
}

/** The change stream of a table: what was committed first is told first, also while a bulk is under way. */
export class TableEvents {
  readonly #changes = new Subject<ChangeBulk>();
  /** Committed, but not told yet: the bulk goes on. */
  #held: ChangeBulk | undefined;

  get stream(): Observable<ChangeBulk> {
    return this.#changes.asObservable();
  }

  /** Holds the events of a committed part of a bulk, to tell them with the next parts. */
  hold(bulk: ChangeBulk): void {
    if (this.#held === undefined) {
      this.#held = bulk;
      return;
    }
    for (const event of bulk.events) this.#held.events.push(event);
    this.#held.checkpoint = bulk.checkpoint ?? this.#held.checkpoint;
  }

  /** Tells what is held. */
  flush(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined && held.events.length > 0) this.#changes.next(held);
  }

  /** Tells about a committed write, after what was committed before it. */
  announce(bulk: ChangeBulk): void {
    this.flush();
    if (bulk.events.length > 0) this.#changes.next(bulk);
  }
}
