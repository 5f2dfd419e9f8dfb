import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAgreed, isStillTrue, mayWaitAgain, nextSequence } from '@onthaal/contract/rules/messages/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { currentTime, nowInstant } from '../database/clock.ts';
import { documentsWhere } from '../reads/read-context.ts';
import {
  alreadyThere,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

/** Writes down a call about an appointment: who answered knows of it, as by any message. */
export function recordToldByPhone(
  context: CommandContext,
  args: CommandArguments['recordToldByPhone'],
): Result<CommandPlan> {
  const { id, appointmentId, outcome } = args;
  const { writer } = context;
  if (writer.current('messages', id) !== undefined) return alreadyThere('messages', id);
  const appointment = writer.current('appointments', appointmentId)?.fields;
  if (appointment?.personId === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  if (!isAgreed(appointment)) return failure('APPOINTMENT_STATE_NOT_NOW');
  const { personId, dossierId, startsAt, mode, locationId } = appointment;
  return success({
    documents: () => {
      const fields = newDocumentFields(context, id);
      const sequence = nextSequence(messagesAbout(context, appointment));
      return success([
        created('messages', {
          ...fields,
          ...{ channel: 'phone', registered: false, purpose: 'confirmation', personId, dossierId, appointmentId },
          ...{ state: outcome === 'comes' ? 'delivered' : 'failed', stateSince: fields.createdAt },
          ...{ subject: appointment.subject, body: '', documentIds: [], stateReason: undefined, templateId: undefined },
          ...{ proofReference: undefined, language: undefined, address: undefined, costCents: undefined },
          ...{ notBefore: undefined, problem: undefined },
          told: { startsAt, mode, ...(locationId === undefined ? {} : { locationId }), sequence },
        }),
      ]);
    },
  });
}

/** What was written about an appointment, as this computer knows it. */
function messagesAbout({ writer, references, member }: CommandContext, { id, personId }: Appointment): Message[] {
  const context = { file: writer.file, references, member, trail: new Set<string>() };
  const all = documentsWhere(context, 'messages', 'd.field_personId = ?', personId ?? '');
  return all.filter(({ appointmentId }) => appointmentId === id);
}

/** Whether a paper says the same as one that was printed. */
function saysTheSame({ channel, purpose, told }: Message, printed: CommandArguments['recordToldOnPaper']): boolean {
  if (channel !== 'paper' || !isStillTrue(told, printed)) return false;
  return (purpose === 'cancellation') === (printed.purpose === 'cancellation');
}

/**
 * Writes down that a paper about an appointment came out and goes to the citizen. It says what the paper says: when the appointment moved
 * while it was printed, the paper is out of date at once.
 */
export function recordToldOnPaper(
  context: CommandContext,
  printed: CommandArguments['recordToldOnPaper'],
): Result<CommandPlan> {
  const { id, appointmentId, purpose, language, startsAt, mode, locationId, printedAt } = printed;
  const { writer } = context;
  if (writer.current('messages', id) !== undefined) return alreadyThere('messages', id);
  const appointment = writer.current('appointments', appointmentId)?.fields;
  if (appointment?.personId === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  const { personId, dossierId, subject } = appointment;
  const same = (message: Message) => saysTheSame(message, printed);
  const isWritten = (message: Message) => message.state === 'sent' && message.stateSince >= printedAt && same(message);
  const written = messagesAbout(context, appointment).find(isWritten);
  if (written !== undefined) return alreadyThere('messages', written.id);
  return success({
    documents: () => {
      const about = messagesAbout(context, appointment);
      const waiting = about.find((message) => message.state === 'requested' && same(message));
      if (waiting !== undefined) {
        return success([changed(context, 'messages', waiting, { state: 'sent', stateSince: nowInstant() })]);
      }
      const fields = newDocumentFields(context, id);
      const sequence = nextSequence(about);
      const told = { startsAt, mode, ...(locationId === undefined ? {} : { locationId }), sequence };
      return success([
        created('messages', {
          ...fields,
          ...{ channel: 'paper', registered: false, purpose, personId, dossierId, appointmentId, language, told },
          ...{ state: 'sent', stateSince: fields.createdAt, stateReason: undefined },
          ...{ subject, body: '', documentIds: [], templateId: undefined, proofReference: undefined },
          ...{ address: undefined, costCents: undefined, notBefore: undefined, problem: undefined },
        }),
      ]);
    },
  });
}

/** Nobody prints what waits about an appointment: it did not leave, so who has heard nothing else is called. */
export function giveUpPaper(context: CommandContext, args: CommandArguments['giveUpPaper']): Result<CommandPlan> {
  const appointment = context.writer.current('appointments', args.appointmentId)?.fields;
  if (appointment === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  return success({
    documents: () => {
      const waiting = messagesAbout(context, appointment).filter(
        ({ channel, state }) => channel === 'paper' && state === 'requested',
      );
      const given = { state: 'failed', stateSince: nowInstant() } as const;
      return success(waiting.map((message) => changed(context, 'messages', message, given)));
    },
  });
}

/** Has papers that were given up wait again, since they were asked for: somebody pressed beside it. */
export function awaitPaperAgain(
  context: CommandContext,
  { appointmentId, messageIds }: CommandArguments['awaitPaperAgain'],
): Result<CommandPlan> {
  const appointment = context.writer.current('appointments', appointmentId)?.fields;
  if (appointment === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  return success({
    documents: () => {
      const about = messagesAbout(context, appointment);
      const papers = about.filter(({ id }) => messageIds.includes(id));
      const others = about.filter(({ id }) => !messageIds.includes(id));
      if (!papers.every((paper) => mayWaitAgain(paper, appointment, others, currentTime()))) {
        return failure('APPOINTMENT_STATE_NOT_NOW');
      }
      const again = (paper: Message) => ({ state: 'requested', stateSince: paper.createdAt }) as const;
      return success(papers.map((paper) => changed(context, 'messages', paper, again(paper))));
    },
  });
}
