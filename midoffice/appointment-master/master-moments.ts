import { setTimeout as wait } from 'node:timers/promises';
import type { FreeSlot } from '@onthaal/contract/store/planner.ts';
import type { Orm } from '../database/database.ts';
import { type Held, heldAt, isHeldFor } from './held-here.ts';
import type { AppointmentMaster, MasterSlot, MasterWish } from './master.ts';

const DAY = 86_400_000;
/** So many days are asked for at once. */
const daysAtOnce = 7;
const mostOfThose = 500;
/** So long the other system is asked for moments in all: a person waits for the answer. */
const longestMilliseconds = 12_000;

interface Wanted {
  readonly wish: MasterWish;
  /** Ours, of which desks hold moments. */
  readonly locationId: string;
  readonly productCode: string;
  /** In milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

type FoundMoment =
  | { readonly kind: 'found'; readonly startsAt: string }
  | { readonly kind: 'noneFree' | 'masterAway' | 'notLooked' };

/** What was listed for a wish so far, and from when on the next question goes on. */
interface Listed {
  slots: MasterSlot[];
  until: number;
}

/** The answer, or undefined when it does not come in time: who waits has a limit of their own, which may be longer than a question takes. */
async function inTime<Value>(answer: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const late = new AbortController();
  const tooLate = wait(Math.max(0, milliseconds), undefined, { signal: late.signal }).catch(() => undefined);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    late.abort();
  }
}

/**
 * Free moments of another system for many appointments, one after the other, the earliest first: what is listed for one serves the next,
 * and no moment is given to two of them. When it does not answer it is not asked again.
 */
export class MasterMoments {
  readonly #master: Pick<AppointmentMaster, 'slots'>;
  readonly #orm: Pick<Orm, 'execute'>;
  readonly #now: Date;
  readonly #ends: number;
  readonly #listed = new Map<string, Listed>();
  readonly #held = new Map<string, Held[]>();
  #isAway = false;

  constructor(
    master: Pick<AppointmentMaster, 'slots'>,
    orm: Pick<Orm, 'execute'>,
    now: Date,
    milliseconds = longestMilliseconds,
  ) {
    this.#master = master;
    this.#orm = orm;
    this.#now = now;
    this.#ends = performance.now() + milliseconds;
  }

  /** The first moment for a wish that nobody holds, nobody was given and that is possible here. */
  async next(wanted: Wanted, isPossible: (startsAt: string, endsAt: string) => boolean): Promise<FoundMoment> {
    const { wish, locationId, productCode, from, until } = wanted;
    const held = await this.#heldAt(locationId);
    const key = JSON.stringify(wish);
    const listed = this.#listed.get(key) ?? { slots: [], until: from };
    this.#listed.set(key, listed);
    // What began before this one is of no use to those after it either.
    listed.slots = listed.slots.filter(({ startsAt }) => Date.parse(startsAt) >= from);
    listed.until = Math.max(listed.until, from);
    let looked = 0;
    for (;;) {
      const fits = (slot: FreeSlot) => !isHeldFor(held, productCode, slot) && isPossible(slot.startsAt, slot.endsAt);
      const slot = listed.slots.slice(looked).find(fits);
      if (slot !== undefined) {
        held.push({ ...slot, id: '', productCode });
        return { kind: 'found', startsAt: slot.startsAt };
      }
      looked = listed.slots.length;
      if (this.#isAway) return { kind: 'masterAway' };
      if (listed.until >= until) return { kind: 'noneFree' };
      if (performance.now() > this.#ends) return { kind: 'notLooked' };
      await this.#listMore(wish, listed);
    }
  }

  async #listMore(wish: MasterWish, listed: Listed): Promise<void> {
    const until = listed.until + daysAtOnce * DAY;
    const asked = this.#master.slots(wish, { from: listed.until, until }, mostOfThose);
    const answer = await inTime(asked, this.#ends - performance.now());
    if (answer === undefined || answer.kind === 'away') {
      this.#isAway = true;
      return;
    }
    const last = answer.values.at(-1);
    const isCut = answer.values.length >= mostOfThose && last !== undefined;
    listed.slots.push(...answer.values);
    listed.until = isCut ? Date.parse(last.startsAt) + 1 : until;
  }

  async #heldAt(locationId: string): Promise<Held[]> {
    const known = this.#held.get(locationId) ?? [...(await heldAt(this.#orm, locationId, this.#now))];
    this.#held.set(locationId, known);
    return known;
  }
}
