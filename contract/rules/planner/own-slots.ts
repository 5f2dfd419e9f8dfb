/** A moment that is offered; with `reservedId` one that is kept for the desk that offers it. */
interface Offered {
  readonly startsAt: string;
  readonly reservedId?: string | undefined;
  /** The desk books it at once: its lease is not over. */
  readonly isCertain?: true | undefined;
}

/**
 * What is free at the centre with what is kept for a desk, in order of time, as far as the centre told. Where both begin at the same time the
 * free one is offered: what is kept is worth more without a line.
 *
 * @param free the earliest first
 * @param most so many were asked for: when there are fewer, nothing is free behind them
 */
export function withOwnSlots<Slot extends Offered>(
  free: readonly Slot[],
  own: readonly Slot[],
  most: number,
): readonly Slot[] {
  const last = free.length < most ? undefined : free.at(-1)?.startsAt;
  const known = new Set(free.map(({ startsAt }) => startsAt));
  const more = own.filter(
    ({ startsAt, isCertain }) => isCertain && !known.has(startsAt) && (last === undefined || startsAt < last),
  );
  return [...free, ...more].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
}
