/** How a look ended, as far as the pause before the next one goes. */
export type LookOutcome = 'fine' | 'wrong' | 'away';

/** Milliseconds between two looks. */
export interface LookPauses {
  readonly fine: number;
  /** Somebody is refilling or closing it now: what they did must show soon. */
  readonly wrong: number;
  /** After the first look at which it did not answer; twice as long after each next one. */
  readonly away: number;
  readonly longestAway: number;
}

export const usualLookPauses: LookPauses = { fine: 30_000, wrong: 5_000, away: 5_000, longestAway: 60_000 };

/** Looks at a device over and over: seldom while all is well, soon while something is wrong, and ever less at one that does not answer. */
export class RepeatedLook {
  readonly #look: () => Promise<LookOutcome>;
  readonly #pauses: LookPauses;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #misses = 0;
  #isStopped = false;

  /** @param look never rejects */
  constructor(look: () => Promise<LookOutcome>, pauses: LookPauses) {
    this.#look = look;
    this.#pauses = pauses;
  }

  /** Looks without waiting for the next time, with new patience. Resolves after a look that began after the call. */
  async lookNow(): Promise<void> {
    this.#misses = 0;
    await this.#running;
    if (!this.#isStopped) await this.#run();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#once();
    return this.#running;
  }

  async #once(): Promise<void> {
    const outcome = await this.#look();
    this.#running = undefined;
    if (this.#isStopped) return;
    this.#misses = outcome === 'away' ? this.#misses + 1 : 0;
    this.#timer = setTimeout(() => void this.#run(), this.#pauseAfter(outcome));
  }

  #pauseAfter(outcome: LookOutcome): number {
    const { away, longestAway } = this.#pauses;
    return outcome === 'away' ? Math.min(away * 2 ** (this.#misses - 1), longestAway) : this.#pauses[outcome];
  }
}
