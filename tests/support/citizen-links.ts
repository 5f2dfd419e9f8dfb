import { createHash, randomBytes } from 'node:crypto';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import type { Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { personFixture } from '../../midoffice/testing/fixture-documents.ts';
import type { MailServer } from '../../simulators/mail-server/mail-server.ts';

type Appointment = DocumentOf<'appointments'>;

const by = { memberId: 'member-els', name: 'Els Peeters' };

/** Pushes a document as a desk does. */
async function keep<Name extends 'persons' | 'appointments' | 'visits'>(
  desk: WireDesk,
  collection: Name,
  document: DocumentOf<Name>,
): Promise<void> {
  const { outcome, error } = await desk.pushOne(collection, document);
  if (outcome !== 'accepted') throw new Error(`Not kept: ${JSON.stringify(error)}`);
}

/** A working day in three weeks, at ten in Brussels in winter. */
function laterDay(): string {
  const day = new Date(Date.now() + 21 * 86_400_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** Books an appointment for somebody with e-mail; answers it with the address of its page, as the confirmation that arrives has it, and where that went. */
export async function bookedWithLink(
  desk: WireDesk,
  mails: MailServer,
  language: 'nl' | 'fr' | 'en' | 'de' = 'nl',
  { startsAt, ...more }: { readonly startsAt?: Date; readonly teamId?: string } = {},
): Promise<{ readonly appointment: Appointment; readonly link: string; readonly address: string }> {
  const address = `${v7()}@example.org`;
  // One fictional citizen after the other: a national number is of one person.
  const { nationalNumber: _number, ...person } = personFixture({ language, emailAddresses: [{ id: 'e', address }] });
  await keep(desk, 'persons', person);
  const now = new Date().toISOString();
  const start = startsAt ?? new Date(`${laterDay()}T09:00:00.000Z`);
  const appointment: Appointment = {
    ...{ id: v7(), createdAt: now, updatedAt: now, updatedBy: by, code: 'K7P4MQ2X', state: 'booked' },
    ...{ mode: 'physical', productCode: 'reispas', subject: 'Reispas aanvragen', answers: {}, guests: [] },
    ...{ personId: person.id, memberIds: [], teamId: 'team-burgerzaken', locationId: 'location-gemeentehuis' },
    ...{ startsAt: start.toISOString(), endsAt: new Date(start.getTime() + 900_000).toISOString(), persons: 1 },
    ...{ bring: ['Een recente pasfoto', 'Uw identiteitskaart'], notices: [], notes: [] },
    ...more,
  };
  await keep(desk, 'appointments', appointment);
  const { mail } = await mails.mailTo(address);
  const link = /https?:\/\/\S+\/a\/[\w-]+/.exec(mail.text ?? '')?.[0];
  if (link === undefined) throw new Error('The mail has no link');
  return { appointment, link, address };
}

/** Has somebody come in, with a ticket as a desk prints it; answers the visit and the path of its page. */
export async function arrivedWithTicket(
  desk: WireDesk,
): Promise<{ readonly visit: DocumentOf<'visits'>; readonly path: string }> {
  const at = new Date().toISOString();
  const token = randomBytes(18).toString('base64url');
  const visit: DocumentOf<'visits'> = {
    ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: by, ticket: 'C1-42', state: 'waiting', arrivedAt: at },
    ...{ locationId: 'location-gemeentehuis', priority: 9, draft: '', notes: [] },
    services: [{ id: v7(), productCode: 'reispas', state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
    steps: [{ id: v7(), at, by, event: 'arrived' }],
    pageHashes: [createHash('sha256').update(token).digest('hex')],
  };
  await keep(desk, 'visits', visit);
  return { visit, path: `/position/${token}` };
}
