import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAgreed } from '@onthaal/contract/rules/messages/index.ts';
import { measureSms, smsPriceCents } from '@onthaal/contract/rules/money/index.ts';
import { type MessagePreview, type MessageQuestion, messageQuestions } from '@onthaal/contract/store/messages.ts';
import { Compile } from 'typebox/compile';
import type { Orm } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { isInScope } from '../documents/scope-check.ts';
import { lockDocument } from '../documents/write-document.ts';
import { withPageLinkToCome } from '../planner/appointment-page/with-page-link.ts';
import { readAppointment } from '../planner/planner-rows.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import type { Services } from '../server/services.ts';
import type { Session } from '../session/session.ts';
import { type Executor, readMessage } from './message-writer.ts';
import { composeMessage, requestMessage } from './request-message.ts';

type Appointment = DocumentOf<'appointments'>;
type Asked = MessageQuestion<'previewMessage'>;

const previewCheck = Compile(messageQuestions.previewMessage);
const sendCheck = Compile(messageQuestions.sendMessage);
const malformed = failure('ARGUMENT_INVALID').error;

/** What the member may write about now: an appointment that is to come, or the cancellation of one. */
async function subjectOf(
  executor: Executor,
  { configuration, faults }: Services,
  session: Session,
  { appointmentId }: Asked,
): Promise<Result<Appointment & { readonly personId: string }>> {
  if (mayWrite(session, 'messages', 'create').kind !== 'allowed') return failure('NOT_ALLOWED');
  const appointment = (await readAppointment(executor, appointmentId))?.appointment;
  if (appointment?.personId === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  const { scope, workOnly } = configuration;
  if (!(await isInScope({ session, scope, workOnly }, executor, 'appointments', appointment))) {
    return failure('ACCESS_LOST');
  }
  const isToCome = Date.parse(appointment.startsAt) > faults.now().getTime();
  const isTold = isAgreed(appointment) || appointment.state === 'cancelled';
  if (!isToCome || !isTold) return failure('APPOINTMENT_STATE_NOT_NOW');
  return success({ ...appointment, personId: appointment.personId });
}

function requestFor(appointment: Appointment & { readonly personId: string }, channel: Asked['channel']) {
  const purpose = isAgreed(appointment) ? ('confirmation' as const) : ('cancellation' as const);
  return { purpose, personId: appointment.personId, appointment, channel };
}

async function preview(services: Services, session: Session, asked: Asked): Promise<Result<MessagePreview>> {
  const executor = services.database.orm;
  const subject = await subjectOf(executor, services, session, asked);
  if (!subject.ok) return subject;
  const message = await composeMessage(executor, requestFor(subject.value, asked.channel), services.faults.now());
  if (message === undefined) {
    return success({ subject: '', body: '', problem: asked.channel === 'sms' ? 'notAllowed' : 'noAddress' });
  }
  const { address, notBefore } = message;
  const { correspondence, citizens } = services.configuration;
  const { shown, measured } = withPageLinkToCome(citizens.pageUrl, message);
  const price = correspondence?.sms?.priceCents ?? 0;
  const costs = { parts: measureSms(measured).segments, costCents: smsPriceCents(measured, price) };
  return success({
    ...{ subject: message.subject, body: shown },
    ...(address === undefined ? {} : { address }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(asked.channel === 'sms' ? costs : {}),
    ...(services.channels[asked.channel] === undefined ? { problem: 'notConfigured' as const } : {}),
  });
}

async function send(
  services: Services,
  session: Session,
  { operationId, ...asked }: MessageQuestion<'sendMessage'>,
): Promise<Result<true>> {
  const sent = await services.database.orm.transaction(async (transaction): Promise<Result<true>> => {
    const executor = transaction as unknown as Orm;
    await lockDocument(executor, 'messages', { id: operationId });
    if ((await readMessage(executor, operationId)) !== undefined) return success(true);
    const subject = await subjectOf(executor, services, session, asked);
    if (!subject.ok) return subject;
    const writer = { session, workOnly: services.configuration.workOnly };
    const request = { ...requestFor(subject.value, asked.channel), id: operationId };
    const message = await requestMessage(executor, writer, request, services.faults.now());
    return message === undefined ? failure('MESSAGE_NO_ADDRESS') : success(true);
  });
  if (sent.ok) await services.jobs.soon('send-messages', 0);
  return sent;
}

/** What a desk asks about messages. */
export const messageQueries = {
  previewMessage: async (_parent: unknown, args: object, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('previewMessage');
    // What GraphQL hands over has no prototype, which the check takes for no object.
    const asked: object = { ...args };
    if (!previewCheck.Check(asked)) throw graphqlErrorOf(malformed);
    return valueOrThrow(await preview(context.services, session, asked));
  },
};

/** What a desk has the centre send. */
export const messageMutations = {
  sendMessage: async (_parent: unknown, args: object, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('sendMessage');
    const asked: object = { ...args };
    if (!sendCheck.Check(asked)) throw graphqlErrorOf(malformed);
    return valueOrThrow(await send(context.services, session, asked));
  },
};
