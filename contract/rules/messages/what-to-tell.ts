import type { DocumentOf } from '../../entities/index.ts';

type Appointment = Pick<DocumentOf<'appointments'>, 'state' | 'startsAt' | 'locationId' | 'mode'>;
type Message = Pick<DocumentOf<'messages'>, 'state' | 'purpose' | 'told' | 'problem' | 'createdAt'>;

const agreed: readonly Appointment['state'][] = ['booked', 'confirmed', 'reminded'];
const telling: readonly (Message['purpose'] | undefined)[] = ['confirmation', 'change', 'cancellation'];

/** Whether an appointment is going to take place, as far as anybody knows now. */
export function isAgreed({ state }: Pick<Appointment, 'state'>): boolean {
  return agreed.includes(state);
}

/** Whether what a message says of an appointment is still so. */
export function isStillTrue(told: Message['told'], appointment: Omit<Appointment, 'state'>): boolean {
  const { startsAt, locationId, mode } = appointment;
  return told?.startsAt === startsAt && told.locationId === locationId && told.mode === mode;
}

/** Whether a message says what an appointment is, or is no more; a reminder only repeats. */
export function tellsAnew({ purpose }: Pick<Message, 'purpose'>): boolean {
  return telling.includes(purpose);
}

/**
 * The number of what is told next of an appointment, by whatever channel: it comes after all that was told before, so that it counts as
 * what the citizen heard last, and moves what a calendar file put in their calendar.
 */
export function nextSequence(messages: readonly Pick<Message, 'told'>[]): number {
  return Math.max(-1, ...messages.map(({ told }) => told?.sequence ?? -1)) + 1;
}

/** Sorts what was told by its number, the last first; of two that were numbered at the same time at different places the later one. */
export function lastToldFirst(
  one: Pick<Message, 'told' | 'createdAt'>,
  other: Pick<Message, 'told' | 'createdAt'>,
): number {
  const order = (other.told?.sequence ?? 0) - (one.told?.sequence ?? 0);
  return order === 0 ? other.createdAt.localeCompare(one.createdAt) : order;
}

/** What the citizen was told last of an appointment: a failed message told nothing, one that may have left may have been read. */
export function lastTold<Told extends Message>(messages: readonly Told[]): Told | undefined {
  return messages
    .filter(({ told, state, problem }) => told !== undefined && (state !== 'failed' || problem === 'uncertain'))
    .filter(tellsAnew)
    .sort(lastToldFirst)[0];
}

/**
 * What a citizen must be told of an appointment now: nothing when what they heard last is still so. So whatever is done and taken back,
 * by whom and in whatever order, they get one message about the outcome.
 *
 * @param told what they were told last and cannot be stopped any more
 */
export function whatToTell(
  appointment: Appointment,
  told: Pick<Message, 'purpose' | 'told'> | undefined,
): 'confirmation' | 'change' | 'cancellation' | undefined {
  const knowsOfIt = told !== undefined && told.purpose !== 'cancellation';
  if (isAgreed(appointment)) {
    if (!knowsOfIt) return 'confirmation';
    return isStillTrue(told.told, appointment) ? undefined : 'change';
  }
  return appointment.state === 'cancelled' && knowsOfIt ? 'cancellation' : undefined;
}
