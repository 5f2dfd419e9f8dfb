import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceData, ReferenceKind } from '@onthaal/contract/entities/reference.ts';
import { v7 } from 'uuid';
import { appointmentPageAddress } from '../planner/appointment-page/appointment-page-address.ts';
import { Desk } from './desk.ts';
import { engines } from './engines.ts';
import { personFixture, referenceFixture } from './fixture-documents.ts';
import { row } from './planned-hall.ts';
import { startForTests, type TestMidoffice } from './start-for-tests.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

const by = { memberId: 'member-els', name: 'Els Peeters' };
/** Of the town hall, on the pages. */
export const telephone = '09 000 00 00';
/** Where messages say that the pages are. */
export const pageUrl = 'https://afspraak.example';

function named<Kind extends ReferenceKind>(kind: Kind, id: string, name: string, data: ReferenceData[Kind]) {
  return { ...row(kind, id, data), name };
}

const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '17:00' }));
const places = {
  collection: 'references' as const,
  documents: [
    named('location', 'hall', 'Gemeentehuis', { building: 'Hall', openingHours, slotMinutes: 30 }),
    named('desk', 'desk-a', 'Loket A', { building: 'Hall', number: 'A', teamIds: ['team-onthaal'] }),
    named('product', 'kaart', 'Identiteitskaart', {
      ...{ theme: 'x', minutes: 20, minutesPerExtraPerson: 0, teamId: 'team-onthaal', bufferMinutes: 10 },
      ...{ modes: ['physical'], bring: [], names: { fr: 'Carte d’identité' } },
      bringNames: { 'Uw oude kaart': { fr: 'Votre ancienne carte' } },
    }),
  ],
};
/** A citizen who gets e-mail. */
export const writable = personFixture({ emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] });

/** The hidden word in a form of a page. */
export const formTokenIn = (html: string): string => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
/** The moments that a page offers. */
export const momentsIn = (html: string): readonly string[] =>
  [...html.matchAll(/name="startsAt" value="([^"]+)"/g)].map(([, one]) => one ?? '');

/** A mid-office with a hall, and what a citizen and a desk do with appointments there. */
export class CitizenPages {
  readonly midoffice: TestMidoffice;
  readonly els: Desk;
  #days = 0;

  private constructor(midoffice: TestMidoffice, els: Desk) {
    this.midoffice = midoffice;
    this.els = els;
  }

  /** On PostgreSQL, which has real concurrency: PGlite has one transaction at a time. */
  static async start(): Promise<CitizenPages> {
    const engine = engines.find(({ name }) => name === 'PostgreSQL');
    if (engine === undefined) throw new Error('There is no PostgreSQL');
    const persons = { collection: 'persons' as const, documents: [writable] };
    const citizens = { pageUrl, telephone };
    const midoffice = await startForTests(engine, { citizens }, [referenceFixture, places as never, persons]);
    return new CitizenPages(midoffice, await Desk.logIn(midoffice.url, 'member-els', 'device-els'));
  }

  /** From now on appointments are on another day, so that the tests do not meet. */
  nextDays(count = 1): void {
    this.#days += count;
  }

  dayStart(): string {
    const day = new Date(Date.now() + (2 + this.#days) * 86_400_000).toISOString().slice(0, 10);
    return `${day}T10:00:00.000Z`;
  }

  async booked(startsAt = this.dayStart(), more: Partial<Appointment> = {}): Promise<Appointment> {
    const now = new Date().toISOString();
    const appointment: Appointment = {
      ...{ id: v7(), createdAt: now, updatedAt: now, updatedBy: by, code: 'A2345678', state: 'booked' },
      ...{ mode: 'physical', productCode: 'kaart', subject: 'Geheim onderwerp', answers: {}, personId: 'persoon' },
      ...{ guests: [{ id: 'g', name: 'Jozef Geheim', role: 'x', remote: false }], memberIds: ['member-els'] },
      ...{ teamId: 'team-onthaal', startsAt, endsAt: new Date(Date.parse(startsAt) + 20 * 60_000).toISOString() },
      ...{ bring: ['Uw oude kaart'], notices: [], notes: [], locationId: 'hall', deskId: 'desk-a', persons: 1 },
      ...{ bufferMinutes: 10, ...more },
    };
    const { outcome } = await this.els.pushOne('appointments', appointment);
    if (outcome !== 'accepted') throw new Error(`The appointment is ${outcome}`);
    return appointment;
  }

  /** A page of the appointment, by a link of its own that no message has. */
  async pageOf(appointment: Appointment, language: 'nl' | 'fr' = 'nl'): Promise<string> {
    const { orm } = this.midoffice.services.database;
    const address = await appointmentPageAddress(orm, pageUrl, appointment, language);
    if (address === undefined) throw new Error('No address');
    return address.replace(pageUrl, this.midoffice.url);
  }

  /** The appointment as a desk has it now. */
  async now({ id }: Appointment): Promise<Appointment> {
    const { documents } = await this.els.pullAll('appointments');
    const found = (documents as unknown as readonly Appointment[]).find((one) => one.id === id);
    if (found === undefined) throw new Error('Not there');
    return found;
  }

  /** The messages about an appointment, as a desk has them, the oldest first. */
  async messagesOf({ id }: Appointment): Promise<readonly Message[]> {
    const { documents } = await this.els.pullAll('messages');
    const about = (documents as unknown as readonly Message[]).filter(({ appointmentId }) => appointmentId === id);
    return about.sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  /** Does what a browser does with a form: reads the page, sends it, and follows to the next page. */
  async does(
    page: string,
    action: string,
    fields: Readonly<Record<string, string>> = {},
    view = action,
  ): Promise<Response> {
    const html = await (await fetch(`${page}?view=${view}`)).text();
    const body = new URLSearchParams({ action, seen: formTokenIn(html), ...fields });
    const headers = { origin: this.midoffice.url, 'sec-fetch-site': 'same-origin' };
    return fetch(page, { method: 'POST', body, headers });
  }
}
