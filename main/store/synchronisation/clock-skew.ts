const TOLERATED_SECONDS = 120;

/** Compares this computer's clock with the centre's, from the Date of its answers. */
export class ClockSkew {
  #seconds = 0;

  /** Hears the server's time at this moment, in milliseconds since 1970. */
  hear(serverTime: number): void {
    this.#seconds = Math.round((Date.now() - serverTime) / 1000);
  }

  /** Seconds that this clock is ahead (negative: behind), when it is more than two minutes. */
  get seconds(): number | undefined {
    return Math.abs(this.#seconds) > TOLERATED_SECONDS ? this.#seconds : undefined;
  }
}
