import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { foldText } from '@onthaal/contract/rules/search/index.ts';
import { checkInOutcome } from '@onthaal/contract/rules/visits/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { CheckInRow } from '@onthaal/contract/store/visits.ts';
import { addDays, currentTime, dayInBrussels, instantsOfDay, todayInBrussels } from '../database/clock.ts';
import { documentById, documentsWhere, personNames, type ReadContext } from './read-context.ts';
import { isShielded } from './shielded.ts';

type Appointment = DocumentOf<'appointments'>;

/** Who comes on the wrong day is told which is theirs, as far as this computer knows the days. */
const DAYS_BEFORE = 1;
const DAYS_AFTER = 7;
const MOST_ROWS = 8;
/** Fewer letters find half the town. */
const FEWEST_LETTERS = 2;

/** A code as people say or scan it: without spaces and lines, capitals or not. */
function plainCode(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toLocaleUpperCase('nl-BE');
}

/** Tickets of those who have one, by the id of their appointment. */
function ticketsOf(context: ReadContext, ids: readonly string[]): ReadonlyMap<string, string> {
  const since = instantsOfDay(todayInBrussels()).start;
  const states = ['waiting', 'called', 'serving', 'parked', 'finished'];
  const visits = states.flatMap((state) =>
    documentsWhere(context, 'visits', 'd.field_state = ? AND d.field_arrivedAt >= ?', state, since),
  );
  const wanted = new Set(ids);
  return new Map(
    visits.flatMap(({ appointmentId, ticket }) =>
      appointmentId !== undefined && wanted.has(appointmentId) ? [[appointmentId, ticket] as const] : [],
    ),
  );
}

/** Not what was given up: nobody comes for that. */
function isToBeKept({ state }: Appointment): boolean {
  return !['held', 'cancelled', 'rescheduled', 'refused'].includes(state);
}

/** What may be said of those who come for these appointments, at a desk. */
function rowsOf(
  context: ReadContext,
  appointments: readonly Appointment[],
  names: ReadonlyMap<string, string>,
  deskId: string,
): readonly CheckInRow[] {
  const ids = appointments.map(({ id }) => id);
  const tickets = ticketsOf(context, ids);
  const today = todayInBrussels();
  const { references } = context;
  const here = references.get('desk', deskId)?.data.building;
  const products = new Map(references.list('product').map(({ code, name }) => [code, name]));
  return appointments.map((appointment): CheckInRow => {
    const { id, startsAt, personId, productCode } = appointment;
    const day = dayInBrussels(startsAt);
    const ticket = tickets.get(id);
    const building = references.get('room', appointment.roomId)?.data.building;
    const place = { now: currentTime(), today, day, building, here, hasTicket: ticket !== undefined };
    return {
      ...{ id, startsAt, day, personId, productCode, ticket, building },
      personName: personId === undefined ? undefined : names.get(personId),
      productName: products.get(productCode) ?? productCode,
      outcome: checkInOutcome(appointment, place),
    };
  });
}

/** Appointments that somebody at the reception may mean: the one with exactly this code, else those of persons with this name. */
export function readCheckIn(
  context: ReadContext,
  { text, deskId }: ReadArguments['checkIn'],
): Result<readonly CheckInRow[]> {
  const today = todayInBrussels();
  const { start } = instantsOfDay(addDays(today, -DAYS_BEFORE));
  const { end } = instantsOfDay(addDays(today, DAYS_AFTER));
  const near = documentsWhere(context, 'appointments', 'd.field_startsAt >= ? AND d.field_startsAt < ?', start, end);
  const code = plainCode(text);
  const coded = near.filter((appointment) => plainCode(appointment.code) === code);
  const words = foldText(text).split(/\s+/).filter(Boolean);
  const isName = coded.length === 0 && words.join('').length >= FEWEST_LETTERS;
  const names = personNames(
    context,
    (isName ? near : coded).map(({ personId }) => personId),
  );
  const nameOf = ({ personId }: Appointment) => (personId === undefined ? undefined : names.get(personId));
  const hasName = (appointment: Appointment): boolean => {
    const parts = foldText(nameOf(appointment) ?? '').split(/\s+/);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const found = isName ? near.filter(hasName) : coded;
  const rows = rowsOf(context, found, names, deskId);
  // Today's first, then by time.
  const isOther = ({ day }: CheckInRow) => Number(day !== today);
  return success(
    [...rows]
      .sort((one, other) => isOther(one) - isOther(other) || (one.startsAt < other.startsAt ? -1 : 1))
      .slice(0, MOST_ROWS),
  );
}

/**
 * The appointments of a person today, in the order of the clock; when there are none, the next one of these days. Of who is protected and
 * not this member's nothing is said.
 */
export function readPersonCheckIn(
  context: ReadContext,
  { personId, deskId }: ReadArguments['personCheckIn'],
): Result<readonly CheckInRow[]> {
  const person = documentById(context, 'persons', personId);
  if (person === undefined || isShielded(context, person)) return success([]);
  const today = todayInBrussels();
  const { start } = instantsOfDay(today);
  const { end } = instantsOfDay(addDays(today, DAYS_AFTER));
  const condition = `d.field_personId = ? AND d.field_startsAt >= ? AND d.field_startsAt < ?
    ORDER BY d.field_startsAt, d.id`;
  const coming = documentsWhere(context, 'appointments', condition, personId, start, end).filter(isToBeKept);
  const ofToday = coming.filter(({ startsAt }) => dayInBrussels(startsAt) === today);
  const found = ofToday.length > 0 ? ofToday.slice(0, MOST_ROWS) : coming.slice(0, 1);
  return success(rowsOf(context, found, new Map([[personId, person.displayName]]), deskId));
}
