import type { Random } from '../../../store/attacks/testing/random.ts';
import type { UnflushedChange } from './lossy-file.ts';

/** Devices write one of these wholly or not at all. */
const SECTORS = [512, 4096] as const;
const NOISE = 0xa5;

/**
 * What becomes of changes that were not flushed: `nothing` of them is left, `everything`, those up to a moment (`queue`), any of
 * them each by chance (`each`), the `latest` ones, or any of their sectors (`torn`).
 */
const FATES = { nothing: 2, everything: 1, queue: 2, each: 3, latest: 1, torn: 4 } as const;
type Fate = keyof typeof FATES;

/** What a power cut leaves, by chance. A disk that works its queue off in order, or one that does each file as it likes. */
export class Survival {
  readonly #random: Random;
  /** One moment up to which everything is left, names and contents alike. */
  readonly #moment: number | undefined;

  /** @param last order of the last change before the cut, `oldest` of the oldest one that may be lost */
  constructor(random: Random, oldest: number, last: number) {
    this.#random = random;
    this.#moment = random.chance(0.25) ? oldest + random.below(Math.max(1, last - oldest + 2)) : undefined;
  }

  /** Which changes of one file are left, and which parts of them. */
  keep(changes: readonly UnflushedChange[]): readonly UnflushedChange[] {
    const moment = this.#moment;
    if (moment !== undefined) return changes.filter(({ order }) => order < moment);
    const random = this.#random;
    const position = random.below(changes.length + 1);
    const chance = random.pick([0.1, 0.5, 0.9]);
    const sector = random.pick(SECTORS);
    const fates: Readonly<Record<Fate, () => readonly UnflushedChange[]>> = {
      nothing: () => [],
      everything: () => changes,
      queue: () => changes.slice(0, position),
      latest: () => changes.slice(position),
      each: () => changes.filter(() => random.chance(chance)),
      torn: () => changes.flatMap((change) => sectorsOf(change, sector)).filter(() => random.chance(chance)),
    };
    return fates[random.weighted(FATES)]();
  }

  /**
   * Which changes of names are left, before those go that need one that is lost: some first ones of them all, all but one, or any.
   */
  keepNames(orders: readonly number[]): ReadonlySet<number> {
    const random = this.#random;
    const moment = this.#moment;
    if (moment !== undefined) return new Set(orders.filter((order) => order < moment));
    if (orders.length > 0 && random.chance(0.2)) {
      const lost = random.pick(orders);
      return new Set(orders.filter((order) => order !== lost));
    }
    const chance = random.pick([0, 0.2, 0.5, 0.8, 1]);
    return new Set(orders.filter(() => random.chance(chance)));
  }

  /** What stands where a file became longer and its new content is lost. */
  fill(): number {
    return this.#random.pick([0, NOISE]);
  }

  /** Whether a file has the length of what is lost. */
  keepsSize(): boolean {
    return this.#random.chance(0.3);
  }

  /** Whether the file of a shared memory is left, with anything in it. */
  leavesMemory(): boolean {
    return this.#random.chance(0.5);
  }
}

/** A write as one for each sector of the file that it touches. */
function sectorsOf(change: UnflushedChange, sector: number): UnflushedChange[] {
  if (change.kind === 'cut') return [change];
  const pieces: UnflushedChange[] = [];
  const { order, bytes } = change;
  for (let from = 0; from < bytes.length; ) {
    const offset = change.offset + from;
    const until = Math.min(bytes.length, from + sector - (offset % sector));
    pieces.push({ order, kind: 'write', offset, bytes: bytes.subarray(from, until) });
    from = until;
  }
  return pieces;
}
