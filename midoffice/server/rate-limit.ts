import type { IncomingMessage } from 'node:http';
import type { TokenKeeper } from '../session/tokens.ts';

/** How often somebody may ask. */
export interface Rate {
  readonly perSecond: number;
  /** So many at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const mostBuckets = 20_000;

/** A token bucket per asker, in the memory of one node: a desk that spreads over nodes gets the rate of each. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Counts a request. Answers how many seconds the asker must wait before it may come again; 0 when it is welcome now. */
  take(asker: string): number {
    const bucket = this.#bucketOf(asker);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.ceil((1 - bucket.tokens) / this.#rate.perSecond);
  }

  #bucketOf(asker: string): Bucket {
    const now = this.#now();
    const { perSecond, burst } = this.#rate;
    const bucket = this.#buckets.get(asker) ?? { tokens: burst, filledAt: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
    bucket.filledAt = now;
    // The last asker is the last in the map, so the first ones are those that were quiet the longest.
    this.#buckets.delete(asker);
    this.#buckets.set(asker, bucket);
    const [quietest] = this.#buckets.keys();
    if (this.#buckets.size > mostBuckets && quietest !== undefined) this.#buckets.delete(quietest);
    return bucket;
  }
}

/** Says how many seconds whoever sent a request must wait; 0 when it is welcome. */
export type RateCheck = (request: IncomingMessage) => Promise<number>;

/**
 * Counts requests per device by the device in a good token; whoever has none shares the bucket of its address, which behind a proxy is
 * everybody's, and is therefore ten times as large.
 *
 * @param perSecond requests of one device; 0 counts nothing
 */
export function openRateCheck(perSecond: number, tokens: TokenKeeper): RateCheck {
  if (perSecond === 0) return () => Promise.resolve(0);
  const devices = new RateLimiter({ perSecond, burst: perSecond * 6 });
  const strangers = new RateLimiter({ perSecond: perSecond * 10, burst: perSecond * 60 });
  return async ({ headers, socket }) => {
    const token = /^Bearer ([\w.-]+)$/.exec(headers.authorization ?? '')?.[1];
    const claims = token === undefined ? undefined : await tokens.read(token);
    return claims?.ok === true
      ? devices.take(claims.value.deviceId)
      : strangers.take(socket.remoteAddress ?? 'unknown');
  };
}
