import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { MessagePurpose } from '@onthaal/contract/entities/correspondence.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import {
  afterQuietHours,
  chooseDestination,
  type Destination,
  destinationBy,
  nextSequence,
} from '@onthaal/contract/rules/messages/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { rowsOf } from '../database/database.ts';
import { readMaster } from '../documents/write-document.ts';
import { systemAuthor } from '../session/itself.ts';
import { type AppointmentWords, wordsOf } from './appointment-words.ts';
import { type Executor, type Message, messagesAbout, type Writer, writeMessage } from './message-writer.ts';
import { fillMessage, type MessageValues, momentInWords } from './templates/fill-message.ts';
import { builtInTemplate, type MessageTemplate } from './templates/message-templates.ts';

type Appointment = DocumentOf<'appointments'>;
type Person = DocumentOf<'persons'>;

/** What somebody must be told, and about what. */
export interface MessageRequest {
  readonly purpose: Exclude<MessagePurpose, 'other'>;
  readonly personId: string;
  /** What it is about; its time, place and papers are filled in. */
  readonly appointment?: Appointment;
  /** Left out: what the person prefers and allows. */
  readonly channel?: Destination['channel'];
  /** More for the template: `minutes` of a delay, `link` of a page. */
  readonly values?: MessageValues;
  /** It may not leave earlier, so that it can be taken back. */
  readonly notBefore?: Date;
  /** Its id, so that who asks twice has one message. */
  readonly id?: string;
}

/** A person as they are now. */
export async function readPerson(executor: Executor, id: string): Promise<Person | undefined> {
  const raw = await readMaster(executor, 'persons', id);
  const checked = checkDocument('persons', raw?.data);
  return raw === undefined || raw.deleted || !checked.ok ? undefined : checked.value;
}

/** The texts that an administrator gave this purpose, by language; what is missing is built in. */
async function ownTemplates(
  executor: Executor,
  purpose: MessagePurpose,
  channel: Destination['channel'],
): Promise<ReadonlyMap<string, MessageTemplate>> {
  const rows = await rowsOf<{ data: ReferenceOf<'template'>['data'] }>(
    executor,
    sql`SELECT data -> 'data' AS data FROM document WHERE collection = 'references' AND NOT deleted
        AND data ->> 'kind' = 'template' AND (data ->> 'active')::boolean
        AND data ->> 'code' LIKE ${`appointment-${purpose}-${channel === 'sms' ? 'sms' : 'email'}-%`}`,
  );
  return new Map(rows.map(({ data }) => [data.language, data]));
}

async function referenceName(executor: Executor, id: string | undefined): Promise<string | undefined> {
  const raw = id === undefined ? undefined : await readMaster(executor, 'references', id);
  const name = (raw?.data as { readonly name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}

function valuesOf(
  person: Person,
  appointment: Appointment | undefined,
  names: Readonly<Record<'place' | 'sender', string | undefined>>,
  wordsIn: ((language: Language) => AppointmentWords) | undefined,
  isShort: boolean,
) {
  return (language: Language): MessageValues => {
    if (appointment === undefined || wordsIn === undefined) return { name: person.displayName, ...names };
    const { subject, bring } = wordsIn(language);
    return {
      ...{ name: person.displayName, ...names, subject },
      when: momentInWords(appointment.startsAt, language, isShort),
      code: appointment.code,
      meeting: appointment.meetingLink,
      bring: bring.length === 0 ? undefined : bring.map((one) => `- ${one}`).join('\n'),
    };
  };
}

async function toldBy(executor: Executor, appointment: Appointment): Promise<NonNullable<Message['told']>> {
  const { startsAt, mode, locationId, id } = appointment;
  const sequence = nextSequence(await messagesAbout(executor, id));
  return { startsAt, mode, ...(locationId === undefined ? {} : { locationId }), sequence };
}

/**
 * Makes the message that tells something, in the words and the language of who gets it.
 *
 * @returns undefined when this person cannot or does not want to be written so
 */
export async function composeMessage(
  executor: Executor,
  request: MessageRequest,
  now: Date,
): Promise<Message | undefined> {
  const { purpose, personId, appointment, channel, values, notBefore } = request;
  const person = await readPerson(executor, personId);
  if (person === undefined) return undefined;
  const destination = channel === undefined ? chooseDestination(person) : destinationBy(person, channel);
  if (destination === undefined) return undefined;
  const isShort = destination.channel === 'sms';
  const own = await ownTemplates(executor, purpose, destination.channel);
  const place = await referenceName(executor, appointment?.locationId);
  const sender = await referenceName(executor, appointment?.teamId);
  const wordsIn = appointment && (await wordsOf(executor, appointment));
  const known = valuesOf(person, appointment, { place, sender }, wordsIn, isShort);
  const { subject, body } = fillMessage(
    person.language,
    isShort,
    (language) => own.get(language) ?? builtInTemplate(purpose, destination.channel, language),
    (language) => ({ ...known(language), ...values }),
  );
  const earliest = notBefore ?? now;
  const leaves = isShort ? afterQuietHours(earliest) : earliest;
  const at = now.toISOString();
  const message: Message = {
    ...{ id: request.id ?? v7(), createdAt: at, updatedAt: at, updatedBy: systemAuthor },
    ...{ channel: destination.channel, registered: false, state: 'requested', stateSince: at },
    ...{ personId, purpose, language: person.language, subject, body, documentIds: [] },
    ...(destination.address === undefined ? {} : { address: destination.address }),
    ...(leaves.getTime() > now.getTime() ? { notBefore: leaves.toISOString() } : {}),
    ...(appointment === undefined ? {} : { appointmentId: appointment.id, told: await toldBy(executor, appointment) }),
    ...(appointment?.dossierId === undefined ? {} : { dossierId: appointment.dossierId }),
  };
  return message;
}

/**
 * Writes what must be told as a message that waits to be sent, in the transaction of what it tells about: one without the other is never
 * kept. It leaves by itself (see send-messages.ts), on paper when a clerk prints it.
 *
 * @returns undefined when this person cannot or does not want to be written so
 */
export async function requestMessage(
  executor: Executor,
  writer: Writer,
  request: MessageRequest,
  now: Date,
): Promise<Message | undefined> {
  const message = await composeMessage(executor, request, now);
  if (message !== undefined) await writeMessage(executor, writer, undefined, message);
  return message;
}
