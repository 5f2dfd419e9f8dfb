import { createHash } from 'node:crypto';
import { RateLimiter } from './rate-limit.ts';

/** Who tries to log in. */
export interface LoginTry {
  /** The address that it comes from. */
  readonly address: string;
  /** Account, device, token, as far as the request names them; each counts by itself. */
  readonly names: readonly string[];
}

// Behind one address can be all the desks of a town hall.
const addressShare = 40;
const secondsPerMinute = 60;

/** How often somebody may try to log in, in the memory of one node. */
export class LoginLimits {
  readonly #names: RateLimiter | undefined;
  readonly #addresses: RateLimiter | undefined;

  /**
   * @param perMinute tries of one account or device; an address has forty times as many; 0: no limit
   * @param now milliseconds of a clock that never goes back
   */
  constructor(perMinute: number, now?: () => number) {
    if (perMinute === 0) return;
    const perSecond = perMinute / secondsPerMinute;
    this.#names = new RateLimiter({ perSecond, burst: perMinute }, now);
    const atAddress = { perSecond: perSecond * addressShare, burst: perMinute * addressShare };
    this.#addresses = new RateLimiter(atAddress, now);
  }

  /** Counts a try. Answers how many seconds to wait before the next one; 0 when it is welcome. */
  take({ address, names }: LoginTry): number {
    const waits = names.map((name) => this.#names?.take(shortOf(name)) ?? 0);
    return Math.max(this.#addresses?.take(address) ?? 0, ...waits);
  }
}

/** Names may be secrets or as long as a request: neither stays in memory. */
function shortOf(name: string): string {
  return createHash('sha256').update(name, 'utf8').digest('base64url');
}
