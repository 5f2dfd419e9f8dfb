/** Asks the store's worker how long its event loop stood still since the last question. */
export interface WatchRequest {
  readonly kind: 'watch';
}

/** Milliseconds. */
export interface WatchAnswer {
  readonly kind: 'watched';
  readonly longestStall: number;
  /** 99.9 % of the moments waited less than this. */
  readonly stall999: number;
}
