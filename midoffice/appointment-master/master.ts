import type { externalMasters } from '@onthaal/contract/entities/appointment.ts';

type MasterName = (typeof externalMasters)[number];

/** A product or a location as the other system names it. */
export interface MasterEntry {
  readonly id: string;
  readonly name: string;
}

/** What time is wanted for, in the words of the other system. */
export interface MasterWish {
  readonly productId: string;
  readonly locationId: string;
  readonly persons: number;
}

/** A moment that the other system offers; instants in UTC. */
export interface MasterSlot {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Who comes, as far as the other system may be told: it gets what it requires and no more. */
export interface MasterCustomer {
  readonly lastName: string;
  readonly firstName?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly emailAddress?: string | undefined;
  readonly phoneNumber?: string | undefined;
}

export interface MasterBooking extends MasterWish, MasterSlot {
  /** The code of the appointment in Onthaal; stands with the booking there, so that people and look-ups recognise it. */
  readonly reference: string;
  readonly customer: MasterCustomer;
}

/** An appointment as the other system has it. */
export interface SeenAppointment extends MasterSlot {
  readonly id: string;
  readonly productIds: readonly string[];
  readonly locationId: string;
  readonly persons: number;
  /** What was written with the booking; Onthaal looks in it for codes of its own. */
  readonly remark: string;
}

/** It does not answer, or answers that it cannot now: nothing was done, and the same may work later. */
type Away = { readonly kind: 'away' };

export type BookingOutcome =
  | { readonly kind: 'booked'; readonly id: string }
  /** Somebody else has the time. */
  | { readonly kind: 'taken' }
  /** It will not, and will not later either; `fields` it misses. */
  | { readonly kind: 'refused'; readonly fields: readonly string[] }
  | Away
  /** It was asked, and nobody knows what it did. */
  | { readonly kind: 'unknown' };

/** What a look-up says of a booking whose answer was lost. */
export type Found =
  | { readonly kind: 'booked'; readonly id: string }
  | { readonly kind: 'absent' }
  /** The other system has no way to look it up: a person has to. */
  | { readonly kind: 'cannotTell' }
  | Away;

export type Sight =
  | { readonly kind: 'there'; readonly appointment: SeenAppointment }
  | { readonly kind: 'gone' }
  | Away;

export type Listed<Value> = { readonly kind: 'listed'; readonly values: readonly Value[] } | Away;

/**
 * Another system that gives out time in a municipality. What goes wrong there is a value: it must never take the desk down. Only
 * `book` can have an unknown outcome; whoever gets one asks `find` before anything else, and never simply books again.
 */
export interface AppointmentMaster {
  readonly name: MasterName;
  readonly products: () => Promise<Listed<MasterEntry>>;
  readonly locations: () => Promise<Listed<MasterEntry>>;
  /** What is free from one moment until another, earliest first; stops after about `most`. */
  readonly slots: (
    wish: MasterWish,
    within: { readonly from: number; readonly until: number },
    most: number,
  ) => Promise<Listed<MasterSlot>>;
  readonly book: (booking: MasterBooking) => Promise<BookingOutcome>;
  readonly find: (booking: MasterBooking) => Promise<Found>;
  readonly get: (id: string) => Promise<Sight>;
  /** Asked twice it is cancelled once. */
  readonly cancel: (id: string) => Promise<{ readonly kind: 'done' } | Away>;
}
