import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { smsNumber } from '@onthaal/contract/rules/messages/index.ts';
import { measureSms, smsPriceCents } from '@onthaal/contract/rules/money/index.ts';
import { pageTokenBytes, visitPagePath } from '@onthaal/contract/rules/visits/index.ts';
import { type MessageQuestion, messageQuestions, type TicketLink } from '@onthaal/contract/store/messages.ts';
import { sql } from 'drizzle-orm';
import { Compile } from 'typebox/compile';
import { rowsOf } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { isInScope } from '../documents/scope-check.ts';
import { issuePositionToken } from '../queue/position-page/position-link.ts';
import { readVisit } from '../queue/queue-rows.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import type { Services } from '../server/services.ts';
import type { Session } from '../session/session.ts';
import type { Channel, SendOutcome } from './channel.ts';
import { readPerson } from './request-message.ts';
import { fillMessage } from './templates/fill-message.ts';
import { builtInTemplate } from './templates/message-templates.ts';

type Asked = MessageQuestion<'sendTicketLink'>;
type Visit = DocumentOf<'visits'>;

const check = Compile(messageQuestions.sendTicketLink);
const malformed = failure('ARGUMENT_INVALID').error;
/** Stands for the token in what the desk hears: the address is a key, and is only in the message. As long, so that the price is right. */
const shownToken = '.'.repeat(Math.ceil((pageTokenBytes * 4) / 3));

/** A try of this operation begins; false when one began before, of which the answer may have got lost. */
async function begins({ database }: Services, operationId: string): Promise<boolean> {
  const rows = await rowsOf(
    database.orm,
    sql`INSERT INTO message_delivery (message_id, attempts, next_at) VALUES (${operationId}, 1, now())
        ON CONFLICT (message_id) DO NOTHING RETURNING message_id`,
  );
  return rows.length > 0;
}

function problemOf(outcome: SendOutcome): Partial<TicketLink> {
  if (outcome.kind === 'accepted') return {};
  if (outcome.kind === 'refused') return { problem: outcome.problem };
  return { problem: outcome.kind === 'uncertain' ? 'uncertain' : 'unreachable' };
}

/** The visit as it waits here now; undefined for one that is not here yet. */
async function visitOf(services: Services, session: Session, id: string): Promise<Result<Visit | undefined>> {
  const { database, configuration } = services;
  const visit = (await readVisit(database.orm, id))?.visit;
  if (visit === undefined) return success(undefined);
  const { scope, workOnly } = configuration;
  const isAllowed = await isInScope({ session, scope, workOnly }, database.orm, 'visits', visit);
  return isAllowed ? success(visit) : failure('ACCESS_LOST');
}

async function sendNow(
  services: Services,
  owner: Channel,
  { operationId, visitId }: Asked,
  link: TicketLink & { readonly telephone: string },
): Promise<TicketLink> {
  if (!(await begins(services, operationId))) return { ...link, problem: 'uncertain' };
  const token = await issuePositionToken(services.database.orm, visitId);
  const body = link.body.replaceAll(shownToken, token);
  const outcome = await owner.send({ id: operationId, to: link.telephone, subject: visitId, body, language: 'nl' });
  return { ...link, ...problemOf(outcome), isSent: outcome.kind === 'accepted' };
}

/**
 * Sends somebody who waits the address at which they follow their turn, at once or not at all: later it is of no use. They stand at the
 * desk and gave the number for this, so it needs no opt-in and no quiet hours, and the number is kept nowhere.
 */
async function ticketLink(services: Services, session: Session, asked: Asked): Promise<Result<TicketLink>> {
  if (mayWrite(session, 'visits', 'update').kind !== 'allowed') return failure('NOT_ALLOWED');
  const { channels, configuration, database } = services;
  const { pageUrl } = configuration.citizens;
  const nothing = { body: '', parts: 0, costCents: 0, isSent: false };
  if (channels.sms === undefined || pageUrl === undefined) return success({ ...nothing, problem: 'notConfigured' });
  const found = await visitOf(services, session, asked.visitId);
  if (!found.ok) return found;
  const visit = found.value;
  if (asked.send && visit?.state !== 'waiting') return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  const person = visit?.personId === undefined ? undefined : await readPerson(database.orm, visit.personId);
  const { body } = fillMessage(
    person?.language ?? 'nl',
    true,
    (language) => builtInTemplate('link', 'sms', language),
    () => ({ link: `${pageUrl}${visitPagePath}${shownToken}` }),
  );
  const price = configuration.correspondence?.sms?.priceCents ?? 0;
  const cost = { body, parts: measureSms(body).segments, costCents: smsPriceCents(body, price), isSent: false };
  const numbers = asked.telephone === undefined ? (person?.phoneNumbers ?? []) : [{ number: asked.telephone }];
  const telephone = numbers.map(({ number }) => smsNumber(number)).find((number) => number !== undefined);
  if (telephone === undefined) return success({ ...cost, problem: 'noAddress' });
  const link = { ...cost, telephone };
  return success(asked.send ? await sendNow(services, channels.sms, asked, link) : link);
}

/** What a desk has the centre send to who waits. */
export const ticketLinkMutations = {
  sendTicketLink: async (_parent: unknown, args: object, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('sendTicketLink');
    const asked: object = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
    if (!check.Check(asked)) throw graphqlErrorOf(malformed);
    return valueOrThrow(await ticketLink(context.services, session, asked));
  },
};
