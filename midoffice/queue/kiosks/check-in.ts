import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { admitted, type CheckInOutcome, checkInOutcome } from '@onthaal/contract/rules/visits/index.ts';
import type { KioskCheckIn, KioskCheckInOutcome, KioskProof } from '@onthaal/contract/session/kiosk-hall.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import { changeTime } from '../../documents/change-time.ts';
import { lockDocument, writeDocument } from '../../documents/write-document.ts';
import { readAppointment } from '../../planner/planner-rows.ts';
import { brusselsDay } from '../../scope/work-days.ts';
import { readVisit } from '../queue-rows.ts';
import { appointmentsFor } from './find-appointment.ts';
import { giveNumber, givenBefore, lockNumbers, type NumberGiver, ticketOf } from './give-number.ts';
import { type GivingKiosk, giverOf } from './giving-kiosk.ts';
import { type Hall, hallAt } from './kiosk-hall.ts';

type Appointment = DocumentOf<'appointments'>;
type Visit = DocumentOf<'visits'>;

/** As at the reception: who is late goes with those who walk in. */
const priorities = { inTime: 5, early: 5, late: 3 } as const;
/** What a name and a birth date, which others know too, bring to light. */
const toldByName: readonly CheckInOutcome[] = admitted;
const toldByProof: readonly CheckInOutcome[] = [...admitted, 'alreadyIn', 'otherBuilding'];

/** What a kiosk asks for whoever has an appointment. */
export interface CheckInAsked {
  readonly operationId: string;
  readonly proof: KioskProof;
  /** SHA-256 of the token by which the page of the number will be asked. */
  readonly pageHash?: string | undefined;
}

/** An appointment as it is judged at this place. */
interface Judged {
  readonly appointment: Appointment;
  readonly outcome: CheckInOutcome;
  readonly building?: string | undefined;
  /** Of whoever is in already. */
  readonly visit?: Visit | undefined;
}

/** What a transaction decided; the ticket is read after it. */
interface Decided {
  readonly outcome: KioskCheckInOutcome;
  readonly appointment?: Appointment | undefined;
  readonly building?: string | undefined;
  readonly visit?: Visit | undefined;
}

async function buildingOf(executor: Orm, { locationId, roomId }: Appointment): Promise<string | undefined> {
  const [row] = await rowsOf<{ building: string | null }>(
    executor,
    sql`SELECT data -> 'data' ->> 'building' AS building FROM document WHERE collection = 'references'
          AND id = ${locationId ?? roomId ?? ''} AND NOT deleted AND data ->> 'kind' IN ('location', 'room')`,
  );
  return row?.building ?? undefined;
}

async function visitFor(executor: Orm, appointmentId: string): Promise<Visit | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT id FROM document WHERE collection = 'visits' AND NOT deleted AND data ->> 'appointmentId' = ${appointmentId}
          AND data ->> 'state' IN ('waiting', 'called', 'serving', 'parked', 'finished') LIMIT 1`,
  );
  return row === undefined ? undefined : (await readVisit(executor, row.id))?.visit;
}

async function judge(executor: Orm, found: Appointment, hall: Hall, now: Date): Promise<Judged | undefined> {
  // A desk may be checking in the same one at the moment: it is judged as it is after that.
  await lockDocument(executor, 'appointments', found);
  const appointment = (await readAppointment(executor, found.id))?.appointment;
  if (appointment === undefined) return undefined;
  const [building, visit] = [await buildingOf(executor, appointment), await visitFor(executor, found.id)];
  const today = brusselsDay(now);
  const outcome = checkInOutcome(appointment, {
    ...{ now: now.getTime(), today, day: brusselsDay(new Date(appointment.startsAt)) },
    ...{ building, here: hall.building, hasTicket: visit !== undefined },
  });
  return { appointment, outcome, building, visit };
}

async function arrive(
  executor: Orm,
  giver: NumberGiver,
  { appointment, outcome }: Judged,
  operationId: string,
): Promise<Result<Decided>> {
  const { id: appointmentId, personId, productCode } = appointment;
  const visit = await giveNumber(executor, giver, {
    ...{ operationId, productCode, appointmentId },
    ...(personId === undefined ? {} : { personId }),
    priority: priorities[outcome as keyof typeof priorities],
  });
  if (visit === undefined) return failure('KIOSK_TOO_OFTEN');
  const read = await readAppointment(executor, appointmentId);
  const updatedAt = changeTime(giver.now, appointment);
  const { session, kioskName, workOnly } = giver;
  const data: Appointment = {
    ...{ ...appointment, state: 'arrived', updatedAt },
    updatedBy: { memberId: session.memberId, name: kioskName },
  };
  const target = { session, collection: 'appointments', operationId, documentId: appointmentId, workOnly } as const;
  await writeDocument(executor, target, read?.raw, { data, deleted: false }, updatedAt);
  return success({ outcome: outcome as KioskCheckInOutcome, appointment, visit });
}

async function decide(
  executor: Orm,
  giver: NumberGiver,
  hall: Hall,
  { operationId, proof }: CheckInAsked,
): Promise<Result<Decided>> {
  const told = 'familyName' in proof ? toldByName : toldByProof;
  const judged: Judged[] = [];
  for (const found of await appointmentsFor(executor, proof, giver.now)) {
    const one = await judge(executor, found, hall, giver.now);
    if (one !== undefined && told.includes(one.outcome)) judged.push(one);
  }
  const next = judged.find(({ outcome }) => admitted.includes(outcome));
  if (next !== undefined) return arrive(executor, giver, next, operationId);
  const [other] = judged;
  if (other === undefined) return success({ outcome: 'notFound' });
  return success({ ...other, outcome: other.outcome as KioskCheckInOutcome });
}

/** The answer to a question whose first answer was lost. */
async function decidedBefore(executor: Orm, visit: Visit): Promise<Decided> {
  const appointment = (await readAppointment(executor, visit.appointmentId ?? ''))?.appointment;
  if (appointment === undefined) return { outcome: 'alreadyIn', visit };
  const arrived = new Date(visit.arrivedAt);
  const day = brusselsDay(arrived);
  const place = { now: arrived.getTime(), today: day, day, hasTicket: false };
  const outcome = checkInOutcome({ ...appointment, state: 'booked' }, place) as KioskCheckInOutcome;
  return { outcome, appointment, visit };
}

/**
 * Gives a number to somebody with an appointment. It says when that is and nothing else of it; who is not found, comes on another day or
 * after it is over hears the same.
 *
 * @returns NOT_ALLOWED for who is no kiosk that gives tickets; KIOSK_TOO_OFTEN
 */
export async function checkIn(kiosk: GivingKiosk, asked: CheckInAsked): Promise<Result<KioskCheckIn>> {
  const { orm, session, now, limits } = kiosk;
  const giver = giverOf(kiosk, 'appointments', 'checkIn');
  if (giver === undefined) return failure('NOT_ALLOWED');
  const hall = await hallAt(orm, giver.locationId);
  if (hall === undefined) return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  const decided = await orm.transaction(async (transaction): Promise<Result<Decided>> => {
    const executor = transaction as unknown as Orm;
    await lockNumbers(executor, session.deviceId);
    const before = await givenBefore(executor, session, asked.operationId);
    if (before !== undefined) return success(await decidedBefore(executor, before));
    const act = 'familyName' in asked.proof ? 'name' : 'proof';
    if (limits.isTooOften(act, session.deviceId)) return failure('KIOSK_TOO_OFTEN');
    return decide(executor, giver, hall, asked);
  });
  if (!decided.ok) return decided;
  const { outcome, appointment, building, visit } = decided.value;
  return success({
    outcome,
    ...(appointment === undefined ? {} : { startsAt: appointment.startsAt }),
    ...(outcome === 'otherBuilding' && building !== undefined ? { building } : {}),
    ...(visit === undefined ? {} : { ticket: await ticketOf(orm, visit, now, asked.pageHash) }),
  });
}
