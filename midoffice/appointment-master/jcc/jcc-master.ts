import type { Logger } from 'pino';
import { instantOf, laterDay, localDay, localWithOffset } from '../local-time.ts';
import type {
  AppointmentMaster,
  BookingOutcome,
  Found,
  Listed,
  MasterBooking,
  MasterCustomer,
  MasterEntry,
  MasterSlot,
  MasterWish,
  Sight,
} from '../master.ts';
import type { MasterReply } from '../master-line.ts';
import { readAnswer } from '../read-answer.ts';
import {
  Acknowledged,
  Activities,
  DateRange,
  Existing,
  Locations,
  Problem,
  RequiredFields,
  TimeList,
} from './jcc-answers.ts';
import { JccLine, type JccSettings } from './jcc-line.ts';

const away = { kind: 'away' } as const;
/** Two months of times are a hundred kilobytes: most questions end in the first two weeks. */
const daysAtOnce = 14;
const must = 2;

function isDone(reply: MasterReply): reply is Extract<MasterReply, { kind: 'answer' }> {
  return reply.kind === 'answer' && reply.status === 200;
}

/** JCC says 500 with this body for an id that it does not know, as for what it cannot do. */
function isInternalException(reply: MasterReply): boolean {
  if (reply.kind !== 'answer' || reply.status !== 500) return false;
  return readAnswer(Problem, reply.text)?.type.endsWith('/internal-exception') === true;
}

/** The fields of ours for a field that JCC requires; a phone number counts for either of its two. */
const ours: Readonly<Record<string, readonly [to: string, from: keyof MasterCustomer]>> = {
  firstName: ['firstName', 'firstName'],
  birthDate: ['birthDate', 'birthDate'],
  emailAddress: ['emailAddress', 'emailAddress'],
  mainPhoneNumber: ['phoneNumber', 'phoneNumber'],
  mobilePhoneNumber: ['mobilePhoneNumber', 'phoneNumber'],
};
const longest: Readonly<Record<string, number>> = { lastName: 128, emailAddress: 254, mobilePhoneNumber: 16 };

function short(name: string, value: string): string {
  return value.slice(0, longest[name] ?? 128);
}

/** The customer with what is required and no more; the names of the fields that are required and not known. */
function customerOf(customer: MasterCustomer, required: Readonly<Record<string, unknown>>) {
  const names = Object.keys(required).filter((name) => required[name] === must && name !== 'lastName');
  if (required.areFirstNameOrInitialsRequired === true && !names.includes('firstName')) names.push('firstName');
  const phones = ['mainPhoneNumber', 'mobilePhoneNumber'];
  if (required.isAnyPhoneNumberRequired === true && !names.some((name) => phones.includes(name))) {
    names.push('mainPhoneNumber');
  }
  const known: Record<string, string> = { lastName: short('lastName', customer.lastName) };
  const missing: string[] = [];
  for (const name of names) {
    const [to, from] = ours[name] ?? [];
    const value = from === undefined ? undefined : customer[from];
    if (to === undefined || value === undefined || value === '') missing.push(name);
    else known[to] = short(to, value);
  }
  return { missing, body: { gender: 0, ...known, id: null, isMainCustomer: true } };
}

/**
 * JCC-Afspraken by its WARP interface. It offers moments without a zone, lengths in seconds, and books; it has no call that lists
 * appointments, moves one, or tells of changes, and no key against booking twice.
 */
export class JccMaster implements AppointmentMaster {
  readonly name = 'jcc' as const;
  readonly #line: JccLine;

  constructor(settings: JccSettings, logger: Logger) {
    this.#line = new JccLine(settings, logger);
  }

  async products(): Promise<Listed<MasterEntry>> {
    const reply = await this.#line.ask('GET', 'activity/listforappointment');
    const answer = isDone(reply) ? readAnswer(Activities, reply.text) : undefined;
    if (answer === undefined) return away;
    return { kind: 'listed', values: answer.map(({ id, description = '' }) => ({ id, name: description.trim() })) };
  }

  async locations(): Promise<Listed<MasterEntry>> {
    const reply = await this.#line.ask('GET', 'location');
    const answer = isDone(reply) ? readAnswer(Locations, reply.text) : undefined;
    if (answer === undefined) return away;
    const active = answer.filter(({ isActive }) => isActive !== false);
    return { kind: 'listed', values: active.map(({ id, description = '' }) => ({ id, name: description.trim() })) };
  }

  async slots(
    wish: MasterWish,
    { from, until }: { readonly from: number; readonly until: number },
    most: number,
  ): Promise<Listed<MasterSlot>> {
    const range = await this.#line.ask('GET', 'activity/appointmentdaterange', [['activityId', wish.productId]]);
    if (isInternalException(range)) return (await this.#isWell()) ? { kind: 'listed', values: [] } : away;
    const limits = isDone(range) ? readAnswer(DateRange, range.text) : undefined;
    if (limits === undefined) return away;
    const [first, last] = [limits.minDate.slice(0, 10), limits.maxDate.slice(0, 10)];
    const end = [localDay(until - 1), last].sort()[0] ?? last;
    let day = [localDay(from), first].sort()[1] ?? first;
    const values: MasterSlot[] = [];
    while (day <= end && values.length < most) {
      // The last day is not part of what JCC lists.
      const next = [laterDay(day, daysAtOnce), laterDay(end, 1)].sort()[0] ?? day;
      const listed = await this.#timesOf(wish, day, next);
      if (listed === undefined) return away;
      values.push(...listed.filter(({ startsAt }) => Date.parse(startsAt) >= from && Date.parse(startsAt) < until));
      day = next;
    }
    return { kind: 'listed', values: values.slice(0, most) };
  }

  async #timesOf(wish: MasterWish, fromDate: string, toDate: string): Promise<readonly MasterSlot[] | undefined> {
    const reply = await this.#line.ask('GET', 'appointment/availabletimelist', [
      ['locationId', wish.locationId],
      ['fromDate', fromDate],
      ['toDate', toDate],
      ['activityId', wish.productId],
      ['amount', wish.persons],
    ]);
    if (isInternalException(reply)) return (await this.#isWell()) ? [] : undefined;
    const answer = isDone(reply) ? readAnswer(TimeList, reply.text) : undefined;
    return answer?.availableTimesList.toSorted().map((local) => {
      const startsAt = instantOf(local);
      return { startsAt, endsAt: new Date(Date.parse(startsAt) + answer.appointmentDuration * 1000).toISOString() };
    });
  }

  async book(booking: MasterBooking): Promise<BookingOutcome> {
    const fields = await this.#line.ask('GET', 'customer/customerfields/required', [
      ['selectedActivityId', booking.productId],
    ]);
    const required = isDone(fields) ? readAnswer(RequiredFields, fields.text) : undefined;
    if (required === undefined) return away;
    const { missing, body } = customerOf(booking.customer, required);
    if (missing.length > 0) return { kind: 'refused', fields: missing };
    const reply = await this.#line.ask('POST', 'appointment', [], {
      id: null,
      activityList: [{ activityId: booking.productId, amount: booking.persons }],
      customerList: [body],
      fromDateTime: localWithOffset(booking.startsAt),
      toDateTime: localWithOffset(booking.endsAt),
      locationId: booking.locationId,
      message: remarkOf(booking),
      fieldList: null,
    });
    if (reply.kind === 'notSent') return away;
    if (reply.kind === 'lost') return { kind: 'unknown' };
    const answer = readAnswer(Acknowledged, reply.text);
    if (reply.status !== 200 || answer === undefined) {
      // What it refuses it acknowledges as no success: an exception may have come after it was kept.
      return reply.status >= 400 && reply.status < 500 ? this.#refusal(booking) : { kind: 'unknown' };
    }
    if (!answer.acknowledgeIsSuccess) return this.#refusal(booking);
    return typeof answer.id === 'string' ? { kind: 'booked', id: answer.id } : { kind: 'unknown' };
  }

  /** Why it said no: its sentences are for people, but a moment that it does not offer any more was taken. */
  async #refusal(booking: MasterBooking): Promise<BookingOutcome> {
    const day = localDay(Date.parse(booking.startsAt));
    const offered = await this.#timesOf(booking, day, laterDay(day, 1));
    const isFree = offered?.some(({ startsAt }) => startsAt === booking.startsAt) === true;
    return isFree ? { kind: 'refused', fields: [] } : { kind: 'taken' };
  }

  /**
   * JCC has no call to look a booking up without its id. That the moment is not offered any more may be our booking or that of another;
   * that it is offered may be the place of a second member. So a person looks.
   */
  find(): Promise<Found> {
    return Promise.resolve({ kind: 'cannotTell' });
  }

  async get(id: string): Promise<Sight> {
    const reply = await this.#line.ask('GET', 'appointment', [['id', id]]);
    if (isInternalException(reply)) return (await this.#isWell()) ? { kind: 'gone' } : away;
    const answer = isDone(reply) ? readAnswer(Existing, reply.text) : undefined;
    if (answer === undefined) return away;
    const { activityList, location, startDateTime, endDateTime, message = '' } = answer;
    return {
      kind: 'there',
      appointment: {
        ...{ id: answer.id, startsAt: instantOf(startDateTime), endsAt: instantOf(endDateTime), remark: message },
        productIds: activityList.map(({ activity }) => activity.id),
        persons: Math.max(1, ...activityList.map(({ amount }) => amount)),
        locationId: location.id,
      },
    };
  }

  async cancel(id: string): Promise<{ readonly kind: 'done' } | typeof away> {
    const reply = await this.#line.ask('DELETE', 'appointment', [['id', id]]);
    if (isDone(reply)) return { kind: 'done' };
    // It may be gone already, by this very question asked before.
    return (await this.get(id)).kind === 'gone' ? { kind: 'done' } : away;
  }

  async #isWell(): Promise<boolean> {
    return isDone(await this.#line.ask('GET', 'version'));
  }
}

/** What stands with the booking in JCC: no name, only the code by which Onthaal and people at the desk know it. */
function remarkOf({ reference }: Pick<MasterBooking, 'reference'>): string {
  return `Onthaal ${reference}`;
}
