import { failure, type Result } from '@onthaal/contract/result.ts';
import type { ReadName } from '@onthaal/contract/store/reads.ts';
import { checkRead, type TrailedAnswer } from '../reads/reader.ts';
import type { Change } from './change.ts';

/** An answer on its way to one window. */
export type TellUpdate = (result: Result<string>, milliseconds: number) => void;

/** What live reads need of an open store. */
export interface LiveStore {
  /** Answers a read whose arguments have been checked. Never throws. */
  readWithTrail(name: ReadName, args: unknown): TrailedAnswer;
  /** Whether a change can alter an answer; `args` have been checked. */
  isTouchedBy(change: Change, name: ReadName, args: unknown, trail: ReadonlySet<string>): boolean;
}

/** A read is run again at most once in so many milliseconds, except for the first change after a pause. */
const UPDATE_PAUSE = 50;
/** So long others wait at most while reads are run one after the other. */
const SLICE_MILLISECONDS = 8;

interface Subscriber {
  readonly tell: TellUpdate;
  /** Text of the last update, so that an unchanged answer is not sent again. */
  last: string | undefined;
}

/** One read with the windows that show it. */
interface LiveRead {
  readonly key: string;
  readonly name: ReadName;
  /** Undefined when they are no valid arguments: `refusal` says why. */
  readonly args: unknown;
  readonly refusal: Result<never> | undefined;
  readonly subscribers: Set<Subscriber>;
  result: Result<string> | undefined;
  trail: ReadonlySet<string>;
  ranAt: number;
  /** When it last showed what a clerk of this desk did. */
  urgentAt: number;
  /** A change of a clerk of this desk waits. */
  urgent: boolean;
  /** In the queue, or waiting for its timer. */
  planned: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** JSON with the keys in order, so that equal arguments are recognised. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/**
 * The reads that windows want to stay fresh. The same read of several windows runs once and shares its text; a change runs
 * only the reads that it can touch: the first at once, bursts at most every 50 ms.
 */
export class LiveReads {
  readonly #reads = new Map<string, LiveRead>();
  #store: LiveStore | undefined;
  #queue: LiveRead[] = [];
  #draining = false;

  /** Runs a read and keeps it fresh for `tell`, which is called at once and with each new answer. Returns the end of it. */
  subscribe(name: string, args: unknown, tell: TellUpdate): () => void {
    const key = `${name} ${textOf(args)}`;
    const live = this.#reads.get(key) ?? this.#newRead(key, name, args);
    const subscriber: Subscriber = { tell, last: undefined };
    live.subscribers.add(subscriber);
    if (live.planned || live.result === undefined) this.#run(live);
    else send(subscriber, live.result, 0);
    return () => {
      live.subscribers.delete(subscriber);
      if (live.subscribers.size === 0) this.#forget(live);
    };
  }

  /** Another store, or none: every read is run again. */
  use(store: LiveStore | undefined): void {
    this.#store = store;
    this.#planTogether(() => {
      for (const live of this.#reads.values()) {
        live.trail = new Set();
        this.#plan(live, false);
      }
    });
  }

  /** Runs what a change can touch; `urgent` when a clerk of this desk waits for it. */
  refresh(change: Change, urgent: boolean): void {
    const store = this.#store;
    if (store === undefined) return;
    this.#planTogether(() => {
      for (const live of this.#reads.values()) {
        if (live.refusal === undefined && store.isTouchedBy(change, live.name, live.args, live.trail)) {
          this.#plan(live, urgent);
        }
      }
    });
  }

  /** Plans several reads before the first of them runs, so that they share one slice. */
  #planTogether(plan: () => void): void {
    if (this.#draining) {
      plan();
      return;
    }
    this.#draining = true;
    plan();
    this.#drain();
  }

  #newRead(key: string, name: string, args: unknown): LiveRead {
    const checked = checkRead(name, args);
    const live: LiveRead = {
      key,
      name: name as ReadName,
      args: checked.ok ? checked.value : undefined,
      refusal: checked.ok ? undefined : checked,
      subscribers: new Set(),
      result: undefined,
      trail: new Set(),
      ranAt: Number.NEGATIVE_INFINITY,
      urgentAt: Number.NEGATIVE_INFINITY,
      urgent: false,
      planned: false,
      timer: undefined,
    };
    this.#reads.set(key, live);
    return live;
  }

  #forget(live: LiveRead): void {
    clearTimeout(live.timer);
    if (this.#reads.get(live.key) === live) this.#reads.delete(live.key);
  }

  #plan(live: LiveRead, urgent: boolean): void {
    live.urgent ||= urgent;
    const now = performance.now();
    const soonest = (urgent ? live.urgentAt : live.ranAt) + UPDATE_PAUSE;
    if (live.planned && (live.timer === undefined || soonest > now)) return;
    live.planned = true;
    clearTimeout(live.timer);
    live.timer = undefined;
    if (soonest <= now) this.#enqueue(live);
    else live.timer = setTimeout(() => this.#enqueue(live), Math.max(0, live.ranAt + UPDATE_PAUSE - now));
  }

  #enqueue(live: LiveRead): void {
    live.timer = undefined;
    this.#queue.push(live);
    if (this.#draining) return;
    this.#draining = true;
    this.#drain();
  }

  /** Runs what waits, with turns for everybody else in between. */
  #drain(): void {
    const start = performance.now();
    while (performance.now() - start < SLICE_MILLISECONDS) {
      const live = this.#queue.shift();
      if (live === undefined) {
        this.#draining = false;
        return;
      }
      if (live.planned && live.subscribers.size > 0) this.#run(live);
    }
    setImmediate(() => this.#drain());
  }

  #run(live: LiveRead): void {
    clearTimeout(live.timer);
    live.timer = undefined;
    live.planned = false;
    const start = performance.now();
    const { result, trail } = this.#answer(live);
    live.ranAt = performance.now();
    if (live.urgent) live.urgentAt = live.ranAt;
    live.urgent = false;
    live.result = result;
    live.trail = trail;
    for (const subscriber of live.subscribers) send(subscriber, result, live.ranAt - start);
  }

  #answer({ name, args, refusal }: LiveRead): TrailedAnswer {
    if (refusal !== undefined) return { result: refusal, trail: new Set() };
    if (this.#store === undefined) return { result: failure('STORE_LOCKED'), trail: new Set() };
    return this.#store.readWithTrail(name, args);
  }
}

function send(subscriber: Subscriber, result: Result<string>, milliseconds: number): void {
  const text = result.ok ? result.value : JSON.stringify(result.error);
  if (text === subscriber.last) return;
  subscriber.last = text;
  subscriber.tell(result, milliseconds);
}
