import { RateLimiter } from '../../server/rate-limit.ts';

/** What a kiosk asks for too often when somebody plays with it, or took its token. */
export type KioskAct = 'ticket' | 'proof' | 'name';

/** A visitor takes longer than this with the screen; who guesses names gets nowhere. */
const rates: Readonly<Record<KioskAct, ConstructorParameters<typeof RateLimiter>[0]>> = {
  ticket: { perSecond: 1 / 5, burst: 10 },
  proof: { perSecond: 1 / 5, burst: 10 },
  name: { perSecond: 1 / 30, burst: 5 },
};

/** How often each kiosk may ask for something, in the memory of one node. */
export class KioskLimits {
  readonly #limiters: Readonly<Record<KioskAct, RateLimiter>>;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now?: () => number) {
    const limiter = (act: KioskAct) => new RateLimiter(rates[act], now);
    this.#limiters = { ticket: limiter('ticket'), proof: limiter('proof'), name: limiter('name') };
  }

  /** Counts one; true when that was one too many. */
  isTooOften(act: KioskAct, deviceId: string): boolean {
    return this.#limiters[act].take(deviceId) > 0;
  }
}
