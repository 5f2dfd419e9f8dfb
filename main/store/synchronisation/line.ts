import type { OnthaalError } from '@onthaal/contract/result.ts';
import { type RequestError, requestErrorIn } from './request-error.ts';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
/** A proxy that announces an hour of maintenance must not keep a desk away when it takes five minutes. */
const LONGEST_ASKED = 60_000;
/** Errors that a new login heals. */
const SESSION_CODES: readonly string[] = ['SESSION_EXPIRED', 'SESSION_UNKNOWN'];
/** Errors that waiting does not heal: a person must log in again, or the store must start anew. */
const BLOCKING_CODES: readonly string[] = [...SESSION_CODES, 'ACCESS_REVOKED', 'MIDOFFICE_REPLACED'];

export type LineState =
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly error: OnthaalError; readonly nextTryAt: string }
  | { readonly kind: 'blocked'; readonly error: OnthaalError };

/** Thrown to whoever waits for the line when it is closed. */
export class LineClosed extends Error {
  constructor() {
    super('The line is closed');
    this.name = 'LineClosed';
  }
}

/**
 * The line to the mid-office, shared by every request: when one fails they all wait, one of them tries again with growing,
 * random pauses, and when it succeeds they all go on. Nothing is given up.
 */
export class Line {
  readonly #onChange: (state: LineState) => void;
  readonly #onFeedChanged: () => void;
  #state: LineState = { kind: 'up' };
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #probing = false;
  /** The mid-office said itself how long it wants to be left alone, and that is not over. */
  #isAskedToWait = false;
  #closed = false;
  #waiting: { readonly go: () => void; readonly stop: (error: Error) => void }[] = [];

  /** `onFeedChanged`: the centre works with another history or scope than the desk goes by. */
  constructor(onChange: (state: LineState) => void, onFeedChanged: () => void = () => {}) {
    this.#onChange = onChange;
    this.#onFeedChanged = onFeedChanged;
  }

  get state(): LineState {
    return this.#state;
  }

  /**
   * Does a request, again and again until it succeeds.
   *
   * @throws LineClosed, also when the feed is another one now; RequestError REQUEST_TOO_LARGE, which repeating cannot heal; any error that is no RequestError
   */
  async run<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const probe = await this.#turn();
      try {
        const answer = await request();
        this.succeeded();
        return answer;
      } catch (error) {
        if (this.#closed) throw new LineClosed();
        const problem = requestErrorIn(error);
        if (problem?.problem.code === 'FEED_CHANGED') {
          this.succeeded();
          this.#onFeedChanged();
          throw new LineClosed();
        }
        if (problem === undefined || problem.problem.code === 'REQUEST_TOO_LARGE') {
          this.succeeded();
          throw error;
        }
        this.#failed(problem, probe);
      }
    }
  }

  /**
   * The mid-office answered somebody: everybody may go on. When it asked for a pause, only who tried after that pause tells so: a
   * stream that opens, or a request that was under way already, says nothing of how busy it is.
   */
  succeeded(): void {
    if (this.#closed || this.#state.kind === 'blocked' || this.#isAskedToWait) return;
    this.#failures = 0;
    this.#probing = false;
    clearTimeout(this.#timer);
    if (this.#state.kind !== 'up') this.#change({ kind: 'up' });
    this.#release();
  }

  /** Tries now instead of after the pause. */
  tryNow(): void {
    if (this.#state.kind !== 'down' || this.#probing) return;
    this.#failures = 0;
    this.#letOneTry();
  }

  /** Somebody logged in again: what waited for that is tried. Other blocks stay. */
  unblock(): void {
    if (this.#closed || this.#state.kind !== 'blocked' || !SESSION_CODES.includes(this.#state.error.code)) return;
    this.#failures = 0;
    this.#probing = false;
    this.#change({ kind: 'up' });
    this.#release();
  }

  /** Ends the waiting with LineClosed. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const waiter of this.#waiting.splice(0)) waiter.stop(new LineClosed());
  }

  /** Waits until a request may be made; true when it is the one that tries whether the line is back. */
  async #turn(): Promise<boolean> {
    if (this.#closed) throw new LineClosed();
    if (this.#state.kind === 'up') return false;
    await new Promise<void>((go, stop) => this.#waiting.push({ go, stop }));
    return this.#state.kind === 'down';
  }

  #failed(error: RequestError, probe: boolean): void {
    // Requests that were under way when the first one failed tell nothing new.
    if (this.#state.kind !== 'up' && !probe) return;
    if (BLOCKING_CODES.includes(error.problem.code)) {
      clearTimeout(this.#timer);
      this.#change({ kind: 'blocked', error: error.problem });
      return;
    }
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures);
    this.#failures += 1;
    const asked = error.retryAfter === undefined ? undefined : Math.min(LONGEST_ASKED, error.retryAfter);
    const delay = asked ?? longest / 2 + Math.random() * (longest / 2);
    this.#isAskedToWait = asked !== undefined;
    this.#probing = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#letOneTry(), delay);
    this.#change({ kind: 'down', error: error.problem, nextTryAt: new Date(Date.now() + delay).toISOString() });
  }

  #letOneTry(): void {
    clearTimeout(this.#timer);
    this.#isAskedToWait = false;
    const waiter = this.#waiting.shift();
    if (waiter === undefined) {
      // Nobody has a request now: the next one that comes tries by itself.
      this.#change({ kind: 'up' });
      return;
    }
    this.#probing = true;
    waiter.go();
  }

  #release(): void {
    for (const waiter of this.#waiting.splice(0)) waiter.go();
  }

  #change(state: LineState): void {
    this.#state = state;
    this.#onChange(state);
  }
}
