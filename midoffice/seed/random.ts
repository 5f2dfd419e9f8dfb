/** A seeded stream of pseudo-random choices: the same seed and label give the same choices on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  /** One of the values, all equally likely; throws on an empty list (a bug). */
  pick<Value>(values: readonly Value[]): Value;
  /** One of the values, in proportion to its weight. */
  weighted<Value extends { readonly weight: number }>(values: readonly Value[]): Value;
  /** 32 random bits as an unsigned whole number. */
  bits(): number;
  /** Which stream this is: no two streams of one label share it, whatever they draw. */
  readonly stream: number;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Makes a stream of its own for each part of the municipality, so that a change to one part leaves the others as they were.
 *
 * @param seed the seed of the whole municipality
 * @param label what the stream is for
 * @param index which one of those (household 17)
 */
export function createRandom(seed: number, label: string, index = 0): Random {
  let state = scramble(scramble(seed ^ hashText(label)) + Math.imul(index + 1, 0x9e3779b1));
  const bits = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 0x1_0000_0000;
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new RangeError('Nothing to pick from');
    return value;
  };
  const weighted = <Value extends { readonly weight: number }>(values: readonly Value[]): Value => {
    let left = next() * values.reduce((sum, value) => sum + value.weight, 0);
    for (const value of values) {
      left -= value.weight;
      if (left < 0) return value;
    }
    return pick(values);
  };
  return {
    stream: scramble(hashText(label) ^ index),
    bits,
    next,
    pick,
    weighted,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
  };
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

/**
 * A fixed shuffling of 0 .. count-1 that needs no memory: consecutive numbers land far from each other, none lands twice.
 * Exact while `count` stays below 90 million (products stay whole numbers).
 */
export function createShuffle(count: number): (index: number) => number {
  if (count <= 1) return () => 0;
  let step = Math.floor(count * 0.6180339887) | 1;
  while (greatestCommonDivisor(step, count) !== 1) step += 1;
  const offset = Math.floor(count * 0.37);
  return (index) => (index * step + offset) % count;
}

/** An exact total, handed out in uneven portions. */
export interface Ration {
  /** About `share`, in whole numbers; what is not handed out counts for a later portion. */
  take(share: number): number;
  /** Keeps a share for later portions. */
  save(share: number): void;
  /** All that is left. */
  rest(): number;
}

/** A ration of `total`; over many portions each gets about its share. */
export function createRation(random: Random, total: number): Ration {
  let left = total;
  let credit = 0;
  return {
    take(share) {
      credit += share;
      const portion = Math.min(left, Math.max(0, Math.round(credit * (0.4 + random.next() * 1.2))));
      credit -= portion;
      left -= portion;
      return portion;
    },
    save(share) {
      credit += share;
    },
    rest() {
      const portion = left;
      left = 0;
      return portion;
    },
  };
}
