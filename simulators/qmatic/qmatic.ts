import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with the next questions. */
type QmaticBehaviour = 'answers' | 'broken' | 'takenMeanwhile' | 'lostAfterBooking' | 'lostBeforeBooking';

/** The one branch and service of the stand-in. */
export const simulatedBranch = 'f19fa2030bd653d429c42772209ba60c';
export const simulatedService = 'Identiteitskaart';

interface StoredAppointment {
  readonly publicId: string;
  readonly customers: readonly Readonly<Record<string, unknown>>[];
  readonly title: string;
  readonly notes: string;
  startsAt: number;
  endsAt: number;
}

type Reply = { readonly status: number; readonly body?: unknown; readonly error?: string } | 'drop';

const root = '/qmatic/calendar-backend/public/api/';
const branch = { publicId: simulatedBranch, name: 'KCC', timeZone: 'Europe/Brussels', fullTimeZone: 'Europe/Brussels' };
const service = { publicId: simulatedService, name: 'Identiteitskaart', duration: 10, additionalCustomerDuration: 5 };
const capacity = 2;
const clock = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: branch.timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
});

/** The moment at which clocks of the branch show a time: tried in winter time, then in summer time. */
function momentOf(day: string, time: string): number {
  const tries = ['+01:00', '+02:00'].map((offset) => Date.parse(`${day}T${time}:00${offset}`));
  return tries.find((at) => clock.format(at) === `${day} ${time}`) ?? Number.NaN;
}

/** The public calendar of Qmatic on the wire: `;` before what is wanted, times without a zone, moments with `+0000`, 202 for a booking. */
export class SimulatedQmatic {
  behaviour: QmaticBehaviour = 'answers';
  /** What happens elsewhere while it thinks about a booking. */
  whileBooking: () => Promise<void> = () => Promise.resolve();
  readonly token = 'a token for simulators only';
  readonly appointments = new Map<string, StoredAppointment>();
  /** Bodies of bookings, in the order that they came. */
  readonly bookings: Readonly<Record<string, unknown>>[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one on this computer. */
  static async start(port = 0): Promise<SimulatedQmatic> {
    const qmatic = new SimulatedQmatic();
    await new Promise<void>((resolve) => qmatic.#server.listen(port, '127.0.0.1', resolve));
    return qmatic;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${root}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'POST') await this.whileBooking();
    const reply = this.#reply(request, Buffer.concat(chunks).toString());
    if (reply === 'drop') {
      request.socket.destroy();
      return;
    }
    const said = reply.error === undefined ? {} : { error_code: '-1', error_message: reply.error };
    response.writeHead(reply.status, { 'content-type': 'application/json', ...said });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  }

  #reply(request: IncomingMessage, body: string): Reply {
    const url = request.url ?? '';
    if (!url.startsWith(root)) return { status: 404 };
    if (request.headers['auth-token'] !== this.token) return { status: 403 };
    if (this.behaviour === 'broken') return trouble('Internal server error');
    const [path = '', ...matrix] = url
      .slice(root.length)
      .split(';')
      .map((part) => decodeURIComponent(part));
    const wanted = new URLSearchParams(matrix.join('&'));
    const parts = path.split('/');
    if (path === 'v1/services' || path === `v1/branches/${simulatedBranch}/services`) {
      return { status: 200, body: around({ serviceList: [service] }) };
    }
    if (path === 'v1/branches') return { status: 200, body: around({ branchList: [branch] }) };
    if (path === `v1/branches/${simulatedBranch}`) return { status: 200, body: around({ branch }) };
    if (parts[1] === 'appointments') return this.#one(request.method ?? '', parts[2] ?? '');
    if (path.startsWith('v1/customers/externalId/')) return this.#ofCustomer(parts[3] ?? '');
    if (!path.startsWith(`v2/branches/${simulatedBranch}/dates`)) return trouble('Unknown branch');
    const [, , , , day, , time] = parts;
    if (time !== undefined && request.method === 'POST') return this.#book(day ?? '', time, body);
    if (wanted.get('servicePublicId') !== simulatedService) return trouble('Unknown service');
    const customers = Number(wanted.get('numberOfCustomers') ?? 1);
    if (day !== undefined) return { status: 200, body: around({ times: this.#times(day, customers) }) };
    const dates = Array.from({ length: 60 }, (_, index) => clock.format(Date.now() + index * 86_400_000).slice(0, 10));
    const open = dates.filter((date) => this.#times(date, customers).length > 0);
    return { status: 200, body: around({ dates: open.map((date) => `${date}T00:00:00`) }) };
  }

  #isFree(from: number, until: number): boolean {
    const there = [...this.appointments.values()].filter((one) => one.startsAt < until && from < one.endsAt);
    return there.length < capacity;
  }

  #times(day: string, customers: number): readonly string[] {
    if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) return [];
    const minutes = service.duration + service.additionalCustomerDuration * (customers - 1);
    const times: string[] = [];
    for (let at = 9 * 60; at + minutes <= 12 * 60; at += 5) {
      const time = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
      const from = momentOf(day, time);
      if (from > Date.now() && this.#isFree(from, from + minutes * 60_000)) times.push(time);
    }
    return times;
  }

  #book(day: string, time: string, text: string): Reply {
    if (this.behaviour === 'lostBeforeBooking') return 'drop';
    const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
    this.bookings.push(body);
    const customers = body.customers as StoredAppointment['customers'];
    const minutes = service.duration + service.additionalCustomerDuration * (customers.length - 1);
    const startsAt = momentOf(day, time);
    const endsAt = startsAt + minutes * 60_000;
    const given = { startsAt, endsAt, title: String(body.title), notes: String(body.notes) };
    if (this.behaviour === 'takenMeanwhile') {
      while (this.#isFree(startsAt, endsAt)) this.#keep({ ...given, customers: [{ lastName: 'Ander' }] });
    }
    if (!this.#times(day, customers.length).includes(time)) return trouble('The selected time is not available');
    const kept = this.#keep({ ...given, customers });
    return this.behaviour === 'lostAfterBooking' ? 'drop' : { status: 202, body: shown(kept, '+0000') };
  }

  #keep(given: Omit<StoredAppointment, 'publicId'>): StoredAppointment {
    const appointment = { ...given, publicId: randomBytes(32).toString('hex') };
    this.appointments.set(appointment.publicId, appointment);
    return appointment;
  }

  #one(method: string, id: string): Reply {
    const found = this.appointments.get(id);
    if (found === undefined) return trouble('Appointment not found');
    if (method !== 'DELETE') return { status: 200, body: around({ appointment: shown(found, '+00:00') }) };
    this.appointments.delete(id);
    return { status: 204 };
  }

  #ofCustomer(externalId: string): Reply {
    const found = [...this.appointments.values()].filter(({ customers }) =>
      customers.some((customer) => customer.externalId === externalId),
    );
    if (found.length === 0) return { status: 404, error: 'Customer not found' };
    return { status: 200, body: around({ appointmentList: found.map((one) => shown(one, '+00:00')) }) };
  }
}

function shown({ publicId, startsAt, endsAt, customers, title, notes }: StoredAppointment, offset: string): object {
  const [start, end] = [startsAt, endsAt].map((at) => new Date(at).toISOString().replace('Z', offset));
  return {
    ...{ publicId, start, end, title, notes, status: 20, allDay: false, blocking: false, custom: null },
    ...{ branch, services: [service], resource: { name: 'Loket 1' } },
    customers: customers.map((customer) => ({ externalId: null, firstName: null, email: null, ...customer })),
  };
}

function around(body: object): object {
  const meta = { start: '', end: '', totalResults: 1, offset: null, limit: null, fields: '', arguments: {} };
  return { ...body, meta, notifications: [] };
}

function trouble(error: string): Reply {
  return { status: 500, body: { msg: error }, error };
}
