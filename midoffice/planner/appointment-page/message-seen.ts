import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { isStillTrue } from '@onthaal/contract/rules/messages/index.ts';
import { citizenAuthor } from '@onthaal/contract/rules/planner/index.ts';
import { afterReport } from '../../correspondence/after-report.ts';
import { type Message, messagesAbout, readMessage, writeMessage } from '../../correspondence/message-writer.ts';
import type { Orm } from '../../database/database.ts';
import { lockDocument } from '../../documents/write-document.ts';
import type { AppointmentLink } from './appointment-link.ts';
import { citizenSession, type Page } from './citizen-session.ts';

type Executor = Pick<Orm, 'execute'>;
type Appointment = DocumentOf<'appointments'>;

const arrivable: readonly Message['state'][] = ['sent', 'delivered'];

/**
 * The messages that somebody has seen who looks at the page by this link: the one that it came with and, when that says something else
 * than the page by now, the newest one that left and says what the page shows. Without those that are known to be seen.
 */
export async function unseenBy(
  executor: Executor,
  { messageId }: Pick<AppointmentLink, 'messageId'>,
  appointment: Appointment,
): Promise<readonly Message[]> {
  const own = messageId === null ? undefined : (await readMessage(executor, messageId))?.message;
  if (own === undefined) return [];
  const unseen = own.state === 'read' ? [] : [own];
  if (isStillTrue(own.told, appointment)) return unseen;
  const newest = (await messagesAbout(executor, appointment.id))
    .filter(({ id, told, asksReading }) => id !== own.id && asksReading === true && isStillTrue(told, appointment))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))[0];
  return newest !== undefined && arrivable.includes(newest.state) ? [...unseen, newest] : unseen;
}

async function markRead({ orm, now, workOnly }: Page, id: string): Promise<void> {
  await orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockDocument(executor, 'messages', { id });
    const read = await readMessage(executor, id);
    const next = read === undefined ? undefined : afterReport(read.message, { state: 'read' }, now);
    if (read === undefined || next === undefined) return;
    const written = { ...next, updatedBy: { ...citizenAuthor } };
    await writeMessage(executor, { session: citizenSession, workOnly }, read.raw, written);
  });
}

/** The message of a link was seen: somebody did something by it that only a person does. */
export async function messageSeen(page: Page, { messageId }: Pick<AppointmentLink, 'messageId'>): Promise<void> {
  if (messageId !== null) await markRead(page, messageId);
}

/** "Ik heb dit gezien": the citizen saw the appointment as the page shows it. */
export async function seenByCitizen(page: Page, link: AppointmentLink, appointment: Appointment): Promise<void> {
  for (const { id } of await unseenBy(page.orm, link, appointment)) await markRead(page, id);
}
