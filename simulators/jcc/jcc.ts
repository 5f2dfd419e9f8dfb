import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JccActivity, type JccAppointment, JccCalendar, type JccLocation } from './jcc-calendar.ts';
import { localText, minutesLater } from './jcc-clock.ts';

/** What the stand-in does with the next questions. */
export type JccBehaviour =
  | 'answers'
  /** Takes the question and never answers. */
  | 'silent'
  /** Its own 500 to every question. */
  | 'broken'
  /** A gateway before it that says 503. */
  | 'unavailable'
  /** Somebody else takes the moment just before a booking. */
  | 'takenMeanwhile'
  /** Books, and breaks the line before it answers. */
  | 'lostAfterBooking'
  /** Breaks the line before it books. */
  | 'lostBeforeBooking';

/** The activities and locations of the stand-in, unless others are given. */
export const simulatedActivities: readonly JccActivity[] = [
  {
    id: '7b1c0a52-90f4-4f0d-9f35-0d6a3fd0c101',
    number: 13,
    description: 'Omgevingsvergunning (aanvraag)',
    minutes: 30,
  },
  { id: '7b1c0a52-90f4-4f0d-9f35-0d6a3fd0c102', number: 24, description: 'Identiteitskaart', minutes: 20 },
];
export const simulatedLocations: readonly JccLocation[] = [
  { id: '41f0a7e6-6a0b-4f0c-8d52-6c2b9a7be201', locationNumber: 1, description: 'Gemeentehuis ', capacity: 2 },
];

type Reply = { readonly status: number; readonly body: unknown } | 'silence' | 'drop';

const root = '/JCC/Simulator/G-Plan/api/api/warp/v1/';
const must = 2;
const hidden = 1;

/**
 * JCC-Afspraken as its WARP interface shows it on the wire: tokens that end, times without a zone, lengths in seconds here and in
 * minutes there, 500 for an id that it does not know, and no list of appointments.
 */
export class SimulatedJcc {
  behaviour: JccBehaviour = 'answers';
  /** What happens elsewhere while it thinks about a booking. */
  whileBooking: () => Promise<void> = () => Promise.resolve();
  /** Per field: 0 may, 1 hidden, 2 must. */
  requiredFields: Record<string, number | boolean> = {
    firstName: hidden,
    emailAddress: hidden,
    mobilePhoneNumber: hidden,
  };
  readonly calendar: JccCalendar;
  readonly clientId = 'onthaal';
  readonly clientSecret = 'a secret for simulators only';
  /** Bodies of bookings, in the order that they came. */
  readonly bookings: Readonly<Record<string, unknown>>[] = [];
  tokensGiven = 0;
  /** How many questions came, whatever became of them. */
  asked = 0;
  readonly #tokens = new Set<string>();
  readonly #server: Server;

  private constructor(calendar: JccCalendar) {
    this.calendar = calendar;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one on this computer. */
  static async start(
    activities = simulatedActivities,
    locations = simulatedLocations,
    port = 0,
  ): Promise<SimulatedJcc> {
    const jcc = new SimulatedJcc(new JccCalendar(activities, locations));
    await new Promise<void>((resolve) => jcc.#server.listen(port, '127.0.0.1', resolve));
    return jcc;
  }

  /** Root of its interface. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${root}`;
  }

  /** From now on every token that was given is over. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  /** Somebody books by the e-loket. */
  bookElsewhere(startsAt: string, activityId: string, locationId: string, message = ''): JccAppointment {
    const endsAt = minutesLater(startsAt, this.calendar.minutesOf([activityId], [1]) ?? 0);
    const activityList = [{ activityId, amount: 1 }];
    return this.calendar.add({ startsAt, endsAt, locationId, activityList, customerList: [], message });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'POST' && request.url?.endsWith('/appointment')) await this.whileBooking();
    const reply = this.#reply(request, Buffer.concat(chunks).toString());
    if (reply === 'silence') return;
    if (reply === 'drop') {
      request.socket.destroy();
      return;
    }
    const text = JSON.stringify(reply.body, undefined, 2).replaceAll('\n', '\r\n');
    response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
  }

  #reply(request: IncomingMessage, body: string): Reply {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    if (this.behaviour === 'silent') return 'silence';
    if (this.behaviour === 'unavailable') return { status: 503, body: { message: 'Service Unavailable' } };
    if (!pathname.startsWith(root)) return { status: 404, body: {} };
    const path = pathname.slice(root.length);
    if (path === 'connect/token') return this.#token(request, body);
    const token = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (!this.#tokens.has(token)) return { status: 401, body: {} };
    if (this.behaviour === 'broken') return exception(path);
    if (path === 'appointment' && request.method === 'POST') return this.#book(body);
    if (path === 'appointment' && request.method === 'DELETE') return this.#cancel(searchParams.get('id') ?? '');
    const value = this.#value(path, searchParams);
    return value === undefined ? exception(path) : { status: 200, body: value };
  }

  #token(request: IncomingMessage, body: string): Reply {
    const form = new URLSearchParams(body);
    const proof = [this.clientId, this.clientSecret].map((part) => encodeURIComponent(part)).join(':');
    const isProven = request.headers.authorization === `Basic ${Buffer.from(proof).toString('base64')}`;
    const isAsked = form.get('grant_type') === 'client_credentials' && form.get('scope') === 'warp-api';
    if (!isProven || !isAsked) return { status: 400, body: { error: 'invalid_client' } };
    const token = randomBytes(24).toString('base64url');
    this.#tokens.add(token);
    this.tokensGiven += 1;
    return { status: 200, body: { access_token: token, expires_in: 3600, token_type: 'Bearer', scope: 'warp-api' } };
  }

  /** The answer to a question; undefined: an exception, which is also what an unknown id is. */
  #value(path: string, query: URLSearchParams): unknown {
    const { calendar } = this;
    const [activityIds, amounts] = [query.getAll('activityId'), query.getAll('amount').map(Number)];
    if (path === 'version') return { warpApiVersion: '1.0', afsprakenVersion: '2026.2' };
    if (path.startsWith('activity/listforappointment')) return calendar.activities.map(shownActivity);
    if (path === 'location' || path === 'location/forappointment') return calendar.locations.map(shownLocation);
    if (path === 'activity/appointmentdaterange') {
      if (
        calendar.minutesOf(
          activityIds,
          activityIds.map(() => 1),
        ) === undefined
      )
        return undefined;
      const [from, until] = [Date.now(), Date.now() + 365 * 86_400_000].map((at) => localText(at).slice(0, 10));
      return { minDate: `${from}T00:00:00`, maxDate: `${until}T00:00:00` };
    }
    if (path === 'appointment/calculateduration') return calendar.minutesOf(activityIds, amounts);
    if (path === 'appointment/availabletimelist') return this.#times(query, activityIds, amounts);
    if (path === 'customer/customerfields/required') return this.requiredFields;
    const appointment = calendar.appointments.get(query.get('id') ?? '');
    if (appointment === undefined) return undefined;
    if (path === 'appointment') return this.#shown(appointment);
    return path === 'appointment/qrcode' ? `e4${appointment.number.toString(16).padStart(12, '0')}` : undefined;
  }

  #times(query: URLSearchParams, activityIds: readonly string[], amounts: readonly number[]): unknown {
    const locationId = query.get('locationId') ?? '';
    const minutes = this.calendar.minutesOf(activityIds, amounts);
    const isKnown = this.calendar.locations.some(({ id }) => id === locationId);
    if (minutes === undefined || !isKnown) return undefined;
    const [from = '', until = ''] = [query.get('fromDate'), query.get('toDate')].map(String);
    return {
      availableTimesList: this.calendar.freeTimes(locationId, from, until, minutes),
      appointmentDuration: minutes * 60,
    };
  }

  #book(text: string): Reply {
    if (this.behaviour === 'lostBeforeBooking') return 'drop';
    const body = JSON.parse(text) as Record<string, unknown>;
    this.bookings.push(body);
    const activityList = body.activityList as JccAppointment['activityList'];
    const customerList = body.customerList as JccAppointment['customerList'];
    const minutes = this.calendar.minutesOf(
      activityList.map(({ activityId }) => activityId),
      activityList.map(({ amount }) => amount),
    );
    const offset = /[+-]\d\d:\d\d$/;
    const [from, to] = [String(body.fromDateTime), String(body.toDateTime)];
    const locationId = String(body.locationId);
    if (minutes === undefined || !offset.test(from) || !offset.test(to)) return exception('appointment');
    const [startsAt, endsAt] = [localText(Date.parse(from)), localText(Date.parse(to))];
    if (this.behaviour === 'takenMeanwhile') {
      while (this.calendar.isFree(locationId, startsAt, endsAt)) {
        this.calendar.add({ startsAt, endsAt, locationId, activityList, customerList: [], message: '' });
      }
    }
    const [main] = customerList;
    const names: Readonly<Record<string, string>> = { mainPhoneNumber: 'phoneNumber' };
    const errors = Object.entries(this.requiredFields)
      .filter(([name, state]) => state === must && main?.[names[name] ?? name] === undefined)
      .map(([name]) => `${name} is required`);
    if (!this.calendar.isFree(locationId, startsAt, endsAt)) errors.push('The time is not available');
    if (minutesLater(startsAt, minutes) !== endsAt) errors.push('The duration is not valid');
    if (errors.length > 0) return { status: 200, body: { acknowledgeIsSuccess: false, validateErrors: errors } };
    const message = String(body.message ?? '');
    const { id } = this.calendar.add({ startsAt, endsAt, locationId, activityList, customerList, message });
    return this.behaviour === 'lostAfterBooking' ? 'drop' : { status: 200, body: { id, acknowledgeIsSuccess: true } };
  }

  #cancel(id: string): Reply {
    return this.calendar.appointments.delete(id) ? { status: 200, body: { id } } : exception('appointment');
  }

  #shown({ id, startsAt, endsAt, number, activityList, customerList, ...more }: JccAppointment): object {
    const { locationId, message, createdAt } = more;
    const location = this.calendar.locations.find((one) => one.id === locationId);
    return {
      ...{ id, startDateTime: startsAt, endDateTime: endsAt, number },
      activityList: activityList.map(({ activityId, amount }) => {
        const activity = this.calendar.activities.find((one) => one.id === activityId);
        return { amount, activity: activity === undefined ? { id: activityId } : shownActivity(activity) };
      }),
      customerList,
      location: { id: locationId, description: location?.description },
      fieldList: [],
      // What is empty is left out.
      ...(message === '' ? {} : { message }),
      creationDateTime: createdAt,
    };
  }
}

function shownActivity({ id, number, description, minutes }: JccActivity): object {
  return { id, number, description, appointmentDuration: minutes * 60, maxCountForEvent: 1 };
}

function shownLocation({ id, locationNumber, description }: JccLocation): object {
  return { isDefault: locationNumber === 1, locationNumber, phoneNumberList: [], description, isActive: true, id };
}

function exception(path: string): Reply {
  const detail = 'InternalException: code -1';
  return {
    status: 500,
    body: {
      ...{ title: 'InternalException', detail, instance: `/api/warp/v1/${path}` },
      ...{ type: 'http://www.jccsoftware.nl/rfc7807/internal-exception', status: 500, code: -1 },
      errors: [{ code: -1, name: 'InternalException', detail }],
    },
  };
}
