import type { Logger } from 'pino';
import type { Static } from 'typebox';
import { instantOf, localDay, localWithOffset } from '../local-time.ts';
import type {
  AppointmentMaster,
  BookingOutcome,
  Found,
  Listed,
  MasterBooking,
  MasterEntry,
  MasterSlot,
  MasterWish,
  SeenAppointment,
  Sight,
} from '../master.ts';
import { type LineTimes, MasterLine, type MasterReply } from '../master-line.ts';
import { readAnswer } from '../read-answer.ts';
import {
  type Appointment,
  Appointments,
  Booked,
  Branches,
  Dates,
  OneAppointment,
  OneBranch,
  Services,
  Times,
} from './qmatic-answers.ts';

/** How the mid-office reaches Qmatic. */
export interface QmaticSettings extends LineTimes {
  /** Address of the public interface of the calendar, e.g. `https://.../calendar-backend/public/api/`. */
  readonly url: string;
  /** Sent as `auth-token`. */
  readonly token: string;
}

const away = { kind: 'away' } as const;
/** Days are asked one by one: more than this in one question would keep a desk waiting. */
const mostDays = 20;

function isDone(reply: MasterReply): reply is Extract<MasterReply, { kind: 'answer' }> {
  return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** Moments come with `+0000` or `+00:00`. */
function utc(text: string): string {
  return new Date(Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))).toISOString();
}

function seen(appointment: Static<typeof Appointment>): SeenAppointment {
  const { publicId, start, end, services, branch, customers, notes } = appointment;
  return {
    ...{ id: publicId, startsAt: utc(start), endsAt: utc(end), locationId: branch.publicId },
    productIds: services.map((service) => service.publicId),
    persons: Math.max(1, customers.length),
    remark: notes ?? '',
  };
}

/** Names in a path go between `;` and `/`: what is not a name of theirs must not become another question. */
function inPath(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

/**
 * The calendar of Qmatic by its public interface: days, then the times of a day without a zone, and a booking. Whoever books is a
 * customer with a name of ours, by which a booking whose answer was lost is found again.
 */
export class QmaticMaster implements AppointmentMaster {
  readonly name = 'qmatic' as const;
  readonly #settings: QmaticSettings;
  readonly #line: MasterLine;
  readonly #zones = new Map<string, string>();

  constructor(settings: QmaticSettings, logger: Logger) {
    this.#settings = { ...settings, url: settings.url.replace(/\/*$/, '/') };
    this.#line = new MasterLine('qmatic', settings, logger);
  }

  async products(): Promise<Listed<MasterEntry>> {
    const reply = await this.#ask('GET', 'v1/services');
    const answer = isDone(reply) ? readAnswer(Services, reply.text) : undefined;
    if (answer === undefined) return away;
    return { kind: 'listed', values: answer.serviceList.map(({ publicId: id, name = '' }) => ({ id, name })) };
  }

  async locations(): Promise<Listed<MasterEntry>> {
    const reply = await this.#ask('GET', 'v1/branches');
    const answer = isDone(reply) ? readAnswer(Branches, reply.text) : undefined;
    if (answer === undefined) return away;
    return { kind: 'listed', values: answer.branchList.map(({ publicId: id, name = '' }) => ({ id, name })) };
  }

  async slots(
    wish: MasterWish,
    { from, until }: { readonly from: number; readonly until: number },
    most: number,
  ): Promise<Listed<MasterSlot>> {
    const zone = await this.#zoneOf(wish.locationId);
    const minutes = await this.#minutesOf(wish);
    if (zone === undefined || minutes === undefined) return away;
    if (minutes === 'notGiven') return { kind: 'listed', values: [] };
    const branch = `v2/branches/${inPath(wish.locationId)}`;
    const reply = await this.#ask('GET', `${branch}/dates${matrixOf(wish)}`);
    const answer = isDone(reply) ? readAnswer(Dates, reply.text) : undefined;
    if (answer === undefined) return away;
    const [first, last] = [localDay(from, zone), localDay(until - 1, zone)];
    const days = answer.dates.map((date) => date.slice(0, 10)).filter((day) => day >= first && day <= last);
    const values: MasterSlot[] = [];
    for (const day of days.toSorted().slice(0, mostDays)) {
      const times = await this.#ask('GET', `${branch}/dates/${day}/times${matrixOf(wish)}`);
      const listed = isDone(times) ? readAnswer(Times, times.text) : undefined;
      if (listed === undefined) return away;
      for (const time of listed.times.toSorted()) {
        const startsAt = instantOf(`${day}T${time.slice(0, 5)}`, zone);
        const at = Date.parse(startsAt);
        if (at < from || at >= until) continue;
        values.push({ startsAt, endsAt: new Date(at + minutes * 60_000).toISOString() });
      }
      if (values.length >= most) break;
    }
    return { kind: 'listed', values: values.slice(0, most) };
  }

  async book(booking: MasterBooking): Promise<BookingOutcome> {
    const zone = await this.#zoneOf(booking.locationId);
    if (zone === undefined) return away;
    const local = localWithOffset(booking.startsAt, zone);
    const path = `v2/branches/${inPath(booking.locationId)}/dates/${local.slice(0, 10)}/times/${local.slice(11, 16)}/book`;
    const { lastName, firstName, emailAddress, phoneNumber } = booking.customer;
    const known = { firstName, email: emailAddress, phone: phoneNumber };
    const contact = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
    const others = Array.from({ length: booking.persons - 1 }, () => ({ lastName }));
    const reply = await this.#ask('POST', path, {
      title: `Onthaal ${booking.reference}`,
      customers: [{ lastName, ...contact, externalId: booking.reference }, ...others],
      services: [{ publicId: booking.productId }],
      notes: `Onthaal ${booking.reference}`,
    });
    if (reply.kind === 'notSent') return away;
    if (reply.kind === 'lost') return { kind: 'unknown' };
    const answer = isDone(reply) ? readAnswer(Booked, reply.text) : undefined;
    if (answer !== undefined) return { kind: 'booked', id: answer.publicId };
    // It says 500 for what it will not do as for trouble: whether it booked is looked up, by our name for the customer.
    const found = await this.find(booking);
    if (found.kind !== 'absent') return found.kind === 'booked' ? found : { kind: 'unknown' };
    const at = Date.parse(booking.startsAt);
    const offered = await this.slots(booking, { from: at, until: at + 1 }, 1);
    if (offered.kind === 'away') return away;
    return offered.values.length === 0 ? { kind: 'taken' } : { kind: 'refused', fields: [] };
  }

  async find({ reference, locationId, startsAt }: MasterBooking): Promise<Found> {
    const reply = await this.#ask('GET', `v1/customers/externalId/${inPath(reference)}/appointments`);
    if (reply.kind === 'answer' && reply.status === 404) return { kind: 'absent' };
    const answer = isDone(reply) ? readAnswer(Appointments, reply.text) : undefined;
    if (answer === undefined) return away;
    const ours = answer.appointmentList
      .map(seen)
      .find((one) => one.startsAt === startsAt && one.locationId === locationId);
    return ours === undefined ? { kind: 'absent' } : { kind: 'booked', id: ours.id };
  }

  async get(id: string): Promise<Sight> {
    const reply = await this.#ask('GET', `v1/appointments/${inPath(id)}`);
    if (reply.kind !== 'answer') return away;
    const answer = isDone(reply) ? readAnswer(OneAppointment, reply.text) : undefined;
    if (answer !== undefined) return { kind: 'there', appointment: seen(answer.appointment) };
    if (reply.status !== 404 && reply.status !== 500) return away;
    // An unknown name is a 500 of its own here; a calendar that has trouble does not list its branches either.
    return (await this.locations()).kind === 'listed' ? { kind: 'gone' } : away;
  }

  async cancel(id: string): Promise<{ readonly kind: 'done' } | typeof away> {
    const reply = await this.#ask('DELETE', `v1/appointments/${inPath(id)}`);
    if (isDone(reply)) return { kind: 'done' };
    return (await this.get(id)).kind === 'gone' ? { kind: 'done' } : away;
  }

  async #ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<MasterReply> {
    const { url, token } = this.#settings;
    const headers = { 'auth-token': token, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await this.#line.ask({ method, url: `${url}${path}`, headers, ...sent });
    if (reply.kind !== 'answer' || (reply.status !== 401 && reply.status !== 403)) return reply;
    this.#line.rest();
    return { kind: 'notSent' };
  }

  /** The zone in which a branch tells times. */
  async #zoneOf(locationId: string): Promise<string | undefined> {
    const known = this.#zones.get(locationId);
    if (known !== undefined) return known;
    const reply = await this.#ask('GET', `v1/branches/${inPath(locationId)}`);
    const answer = isDone(reply) ? readAnswer(OneBranch, reply.text) : undefined;
    if (answer === undefined) return undefined;
    const zone = answer.branch.timeZone ?? 'Europe/Brussels';
    this.#zones.set(locationId, zone);
    return zone;
  }

  async #minutesOf({ productId, locationId, persons }: MasterWish): Promise<number | 'notGiven' | undefined> {
    const reply = await this.#ask('GET', `v1/branches/${inPath(locationId)}/services`);
    const answer = isDone(reply) ? readAnswer(Services, reply.text) : undefined;
    if (answer === undefined) return undefined;
    const service = answer.serviceList.find(({ publicId }) => publicId === productId);
    if (service === undefined) return 'notGiven';
    return service.duration + service.additionalCustomerDuration * (persons - 1);
  }
}

/** What is wanted, as Qmatic writes it behind a path; one customer is what it takes when nothing is said. */
function matrixOf({ productId, persons }: MasterWish): string {
  return `;servicePublicId=${inPath(productId)}${persons > 1 ? `;numberOfCustomers=${persons}` : ''}`;
}
