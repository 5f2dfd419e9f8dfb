import { clockOffset, hearCentreTime } from '../database/clock.ts';

const TOLERATED_SECONDS = 120;

/** Compares this computer's clock with the centre's, from the Date of its answers. */
export class ClockSkew {
  /** Hears the server's time at this moment, in milliseconds since 1970. Answers whether the store counts differently now. */
  hear(serverTime: number): boolean {
    return hearCentreTime(serverTime);
  }

  /** Seconds that this clock is ahead (negative: behind), when it is more than two minutes. */
  get seconds(): number | undefined {
    const seconds = Math.round(-clockOffset() / 1000);
    return Math.abs(seconds) > TOLERATED_SECONDS ? seconds : undefined;
  }
}
