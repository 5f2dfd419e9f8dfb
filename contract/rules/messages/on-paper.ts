import type { DocumentOf } from '../../entities/index.ts';
import { isAgreed, isStillTrue, tellsAnew } from './what-to-tell.ts';
import { hasArrived } from './who-to-call.ts';

type Appointment = Pick<DocumentOf<'appointments'>, 'state' | 'startsAt' | 'locationId' | 'mode'>;
type Message = Pick<DocumentOf<'messages'>, 'channel' | 'state' | 'purpose' | 'told' | 'stateSince' | 'createdAt'>;

/** What a paper about an appointment says: that it is there, that it is another than before, or that it is no more. */
export const paperPurposes = ['confirmation', 'change', 'cancellation'] as const;
export type PaperPurpose = (typeof paperPurposes)[number];

/** Whether a paper says what the appointment is now, or that it is cancelled when it is. */
function isPaperTrue({ purpose, told }: Pick<Message, 'purpose' | 'told'>, appointment: Appointment): boolean {
  if (purpose === 'cancellation') return appointment.state === 'cancelled';
  return appointment.state !== 'cancelled' && isStillTrue(told, appointment);
}

const withCitizen: readonly Message['state'][] = ['sent', 'delivered', 'read'];

/** Whether the citizen has a paper that was true and is so no longer: it moved, or was cancelled. What is over has changed nothing. */
export function isOutOfDate(message: Message, appointment: Appointment): boolean {
  const { channel, state, told } = message;
  if (channel !== 'paper' || told === undefined || !withCitizen.includes(state)) return false;
  if (!isAgreed(appointment) && appointment.state !== 'cancelled') return false;
  return !isPaperTrue(message, appointment);
}

/** The last paper that the citizen has, as far as anybody knows. */
function lastPaper<Paper extends Message>(messages: readonly Paper[]): Paper | undefined {
  return messages
    .filter(({ channel, told, state }) => channel === 'paper' && told !== undefined && withCitizen.includes(state))
    .sort((one, other) => other.stateSince.localeCompare(one.stateSince))[0];
}

/** Whether the last paper that the citizen has is true, and nothing that they heard since says otherwise: in a call, say. */
function knowsByPaper(last: Message, appointment: Appointment, all: readonly Message[]): boolean {
  const isOtherwise = (one: Message) =>
    one.channel !== 'paper' &&
    one.createdAt > last.stateSince &&
    tellsAnew(one) &&
    hasArrived(one) &&
    !isPaperTrue(one, appointment);
  return isPaperTrue(last, appointment) && !all.some(isOtherwise);
}

/** Whether a paper waits that nobody has to print any more: the desk did so before it heard that the centre asked for it. */
export function isNeedless(message: Message, appointment: Appointment, all: readonly Message[]): boolean {
  const last = lastPaper(all);
  if (message.channel !== 'paper' || message.state !== 'requested' || last === undefined) return false;
  return knowsByPaper(last, appointment, all);
}

/**
 * Whether a paper that somebody gave up may wait again, as if nobody had: it never left, it says what is so, and nothing else was said or
 * asked for about the appointment since. What the centre stopped has a problem, and stays stopped.
 *
 * @param now milliseconds since 1970
 */
export function mayWaitAgain(
  paper: Message & Pick<DocumentOf<'messages'>, 'problem'>,
  appointment: Appointment,
  others: readonly Message[],
  now: number,
): boolean {
  const { channel, state, problem, purpose, stateSince } = paper;
  if (channel !== 'paper' || state !== 'failed' || problem !== undefined || purpose === undefined) return false;
  if (!isAgreed(appointment) && appointment.state !== 'cancelled') return false;
  if (Date.parse(appointment.startsAt) <= now || !isPaperTrue(paper, appointment)) return false;
  return !others.some((one) => tellsAnew(one) && one.state !== 'failed' && one.stateSince > stateSince);
}

/**
 * What must be printed for the citizen now: the paper that waits for it, or one in place of the last that they have and that is so no
 * longer.
 */
export function paperToPrint(appointment: Appointment, messages: readonly Message[]): PaperPurpose | undefined {
  if (!isAgreed(appointment) && appointment.state !== 'cancelled') return undefined;
  const last = lastPaper(messages);
  if (last !== undefined && knowsByPaper(last, appointment, messages)) return undefined;
  const waiting = messages.find(
    (one) => one.channel === 'paper' && one.state === 'requested' && isPaperTrue(one, appointment),
  );
  const wanted = paperPurposes.find((purpose) => purpose === waiting?.purpose);
  if (wanted !== undefined || last === undefined) return wanted;
  return appointment.state === 'cancelled' ? 'cancellation' : 'change';
}
