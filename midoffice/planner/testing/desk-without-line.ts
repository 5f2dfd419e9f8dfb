import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { certaintyOf, isReserved } from '@onthaal/contract/rules/planner/index.ts';
import type { Desk } from '../../testing/desk.ts';
import { allOf } from './planner-fixture.ts';

type Appointment = DocumentOf<'appointments'>;

interface Pending {
  readonly base: Appointment;
  readonly next: Appointment;
}

function later(one: Appointment, changes: Partial<Appointment>): Appointment {
  return { ...one, ...changes, updatedAt: new Date(Date.parse(one.updatedAt) + 1).toISOString() };
}

/** A desk with its own copy, clock and unsent work, as far as moments that are kept for it go. It does on the wire what the store does. */
export class DeskWithoutLine {
  readonly desk: Desk;
  /** How much its clock is ahead of the centre's, in milliseconds. */
  readonly ahead: number;
  readonly #copy = new Map<string, Appointment>();
  readonly #pending = new Map<string, Pending>();

  constructor(desk: Desk, ahead = 0) {
    this.desk = desk;
    this.ahead = ahead;
  }

  get deviceId(): string {
    return this.desk.grant.member.deviceId;
  }

  /** What it may book, as far as it knows. `now` by the centre's clock. */
  bookable(now: number): readonly { readonly appointment: Appointment; readonly isCertain: boolean }[] {
    return [...this.#copy.values()].flatMap((appointment) => {
      const certainty = certaintyOf(appointment, this.deviceId, now + this.ahead);
      return certainty === undefined ? [] : [{ appointment, isCertain: certainty === 'certain' }];
    });
  }

  /** Books one for a person, without asking anybody. */
  book(appointment: Appointment, isCertain: boolean, personId: string): void {
    const { heldUntil: _until, ...free } = appointment;
    this.#write(appointment, later(free, { state: isCertain ? 'booked' : 'requested', personId }));
  }

  /** What comes of a booking that it knows: the citizen came or did not, or cancels. False when it is not booked here (any more). */
  goOn(id: string, state: 'arrived' | 'noShow' | 'cancelled'): boolean {
    const known = this.#copy.get(id);
    if (known?.state !== 'booked') return false;
    this.#write(known, later(known, { state }));
    return true;
  }

  /** Gives back what the centre asks for, or all; how many. */
  giveBack(all = false): number {
    const asked = [...this.#copy.values()].filter(isReserved).filter(({ reservation }) => all || reservation.release);
    for (const one of asked) {
      this.#write(one, later(one, { reservation: { ...one.reservation, freedAt: one.updatedAt } }));
    }
    return asked.length;
  }

  #write(base: Appointment, next: Appointment): void {
    this.#pending.set(next.id, { base: this.#pending.get(next.id)?.base ?? base, next });
    this.#copy.set(next.id, next);
  }

  /** Takes over what the centre has, except of what it has changed itself. */
  async pull(): Promise<void> {
    const all = await allOf(this.desk);
    for (const id of this.#copy.keys()) if (!this.#pending.has(id)) this.#copy.delete(id);
    for (const one of all) {
      if (one.reservation?.deviceId === this.deviceId && !this.#pending.has(one.id)) this.#copy.set(one.id, one);
    }
  }

  /** The line is back: sends what waits, merging what the centre changed meanwhile, and then pulls. Codes of what was refused. */
  async back(): Promise<readonly string[]> {
    const refused: string[] = [];
    for (const [id, pending] of this.#pending) {
      let { base, next } = pending;
      for (let tries = 0; tries < 3; tries += 1) {
        const { outcome, master, error } = await this.desk.pushOne('appointments', next, base);
        if (outcome === 'rejected') refused.push(error?.code ?? '');
        if (outcome !== 'conflict') break;
        const { deleted: _deleted, ...theirs } = master as unknown as Appointment & { readonly deleted: boolean };
        base = theirs;
        // The store's policy: of the reservation the centre's version stands.
        const { reservation: _own, ...own } = next;
        const merged = { ...own, ...(theirs.reservation === undefined ? {} : { reservation: theirs.reservation }) };
        if (next.state === 'held') break;
        next = later({ ...merged, updatedAt: theirs.updatedAt }, {});
      }
      this.#pending.delete(id);
    }
    await this.pull();
    return refused;
  }
}
