import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  citizenAuthor,
  clash,
  freeSlots,
  lengthOf,
  occupationOf,
  type PlannerData,
  type Slot,
  slotAt,
  type Wish,
} from '@onthaal/contract/rules/planner/index.ts';
import { v7 } from 'uuid';
import { tellAppointment } from '../../correspondence/tell-appointment.ts';
import type { Orm } from '../../database/database.ts';
import { changeTime } from '../../documents/change-time.ts';
import { lockDocument, writeDocument } from '../../documents/write-document.ts';
import { lockDays, placed, readAppointment, readOccupations, readPlannerData, stretchFrom } from '../planner-rows.ts';
import { type AppointmentLink, keepUndo, type Undo } from './appointment-link.ts';
import { citizenSession, type Page } from './citizen-session.ts';
import { unseenBy } from './message-seen.ts';

type Appointment = DocumentOf<'appointments'>;

const undoMinutes = 30;
/** Who works at a desk sees what starts soon, and has the papers ready. */
const leadMinutes = 60;

const standing: readonly Appointment['state'][] = ['booked', 'confirmed', 'reminded'];

/** What a citizen does on the page, and how it ended. */
export type Outcome = 'seen' | 'cancelled' | 'moved' | 'kept' | 'taken' | 'stale';

/** What the page shows of an appointment. */
export interface CitizenView {
  readonly appointment: Appointment;
  readonly product: PlannerData['product'][number] | undefined;
  readonly place: string | undefined;
  /** It stands; otherwise it was cancelled here and that can be taken back. */
  readonly stands: boolean;
  /** It has not begun: it can be cancelled. */
  readonly isChangeable: boolean;
  /** The planner gave out its time, and can give another. */
  readonly isMovable: boolean;
  /** What was cancelled can be taken back here; not when another system has given out the time, and may give it to another. */
  readonly isRestorable: boolean;
  /** Nobody has said yet that they saw it. */
  readonly asksSeen: boolean;
}

function canUndo({ undo }: AppointmentLink, { state, updatedAt }: Appointment, now: Date): boolean {
  if (undo === null) return false;
  return state === 'cancelled' && undo.updatedAt === updatedAt && Date.parse(undo.until) > now.getTime();
}

/** What a link shows now; undefined when the appointment is over, gone, or no longer the citizen's to look at. */
export async function viewOf({ orm, now }: Page, link: AppointmentLink): Promise<CitizenView | undefined> {
  const read = await readAppointment(orm, link.appointmentId);
  if (read === undefined || read.raw.deleted) return undefined;
  const { appointment } = read;
  const stands = standing.includes(appointment.state);
  if (!stands && !canUndo(link, appointment, now)) return undefined;
  if (!(Date.parse(appointment.endsAt) > now.getTime())) return undefined;
  const data = await readPlannerData(orm);
  const product = data.product.find(({ code }) => code === appointment.productCode);
  const location = data.location.find(({ id }) => id === appointment.locationId);
  const isChangeable = Date.parse(appointment.startsAt) > now.getTime();
  const isOurs = appointment.external === undefined;
  const isMovable = isOurs && isChangeable && product !== undefined && location !== undefined;
  const asksSeen = stands && isChangeable && (await unseenBy(orm, link, appointment)).length > 0;
  const can = { isChangeable, isMovable, isRestorable: isOurs, asksSeen };
  return { appointment, product, place: location?.name, stands, ...can };
}

function wishOf({ productCode, persons = 1, mode, locationId = '' }: Appointment): Wish {
  return { productCode, persons, mode, locationId };
}

/** Free moments for another day or hour, from a moment on; one that is nearly now is not given. */
export async function otherSlots(
  { orm, now }: Page,
  appointment: Appointment,
  from: number,
  most: number,
): Promise<readonly Slot[]> {
  const start = Math.max(from, now.getTime() + leadMinutes * 60_000);
  const within = { from: start, until: start + 60 * 86_400_000 };
  const data = await readPlannerData(orm);
  const occupations = await readOccupations(orm, within, now, appointment.id);
  const slots = freeSlots(data, wishOf(appointment), occupations, within, most + 1);
  return slots.filter(({ startsAt }) => startsAt !== appointment.startsAt).slice(0, most);
}

function because(appointment: Appointment, stateReason: string | undefined): Appointment {
  const { stateReason: _before, ...rest } = appointment;
  return stateReason === undefined ? rest : { ...rest, stateReason };
}

/** Changes the appointment of a link, when it is still as it was seen. Answers what hindered it. */
async function change(
  { orm, now, workOnly }: Page,
  link: AppointmentLink,
  seenAt: string,
  decide: (executor: Orm, before: Appointment) => Promise<Appointment | Outcome>,
  undoOf: (before: Appointment, at: string) => Undo | null,
): Promise<Outcome | undefined> {
  return orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    const known = await readAppointment(executor, link.appointmentId);
    if (known === undefined) return 'stale';
    await lockDocument(executor, 'appointments', known.appointment);
    const read = await readAppointment(executor, link.appointmentId);
    // Somebody at the town hall, or the same form sent twice, was first: the page shows how it is now.
    if (read === undefined || read.raw.deleted || read.appointment.updatedAt !== seenAt) return 'stale';
    const decided = await decide(executor, read.appointment);
    if (typeof decided === 'string') return decided;
    const at = changeTime(now, read.appointment);
    const next = { ...decided, updatedAt: at, updatedBy: { ...citizenAuthor } };
    const target = {
      session: citizenSession,
      collection: 'appointments' as const,
      operationId: v7(),
      documentId: next.id,
      workOnly,
    };
    await writeDocument(executor, target, read.raw, { data: next, deleted: false }, at);
    await tellAppointment(executor, { session: citizenSession, workOnly }, read.appointment, next, now);
    await keepUndo(executor, link.selector, undoOf(read.appointment, at));
    return undefined;
  });
}

/** Cancels; for half an hour the citizen can take that back. */
export async function cancelByCitizen(page: Page, link: AppointmentLink, seenAt: string): Promise<Outcome> {
  const until = new Date(page.now.getTime() + undoMinutes * 60_000).toISOString();
  const outcome = await change(
    page,
    link,
    seenAt,
    async (_executor, before) =>
      standing.includes(before.state) && Date.parse(before.startsAt) > page.now.getTime()
        ? because({ ...before, state: 'cancelled' }, 'Afgezegd door de burger')
        : 'stale',
    ({ state, stateReason }, updatedAt) => ({
      ...{ state, updatedAt, until },
      ...(stateReason === undefined ? {} : { stateReason }),
    }),
  );
  return outcome ?? 'cancelled';
}

/** Takes a cancellation back, when nobody got the time meanwhile. */
export async function undoByCitizen(page: Page, link: AppointmentLink, seenAt: string): Promise<Outcome> {
  const { now } = page;
  const outcome = await change(
    page,
    link,
    seenAt,
    async (executor, before) => {
      const { undo } = link;
      if (undo === null || !canUndo(link, before, now) || Date.parse(before.startsAt) <= now.getTime()) return 'stale';
      if (before.external !== undefined) return 'stale';
      const { state, stateReason } = undo;
      const again = { ...before, state };
      const taken = occupationOf(again, now.getTime());
      if (taken === undefined) return 'stale';
      await lockDays(executor, [taken]);
      const others = await readOccupations(executor, taken, now, before.id);
      if (others.some((other) => clash(taken, other))) return 'taken';
      return because(again, stateReason);
    },
    () => null,
  );
  return outcome ?? 'kept';
}

/** Gives the appointment another moment: judged under the lock of the planner, as a booking at a desk is. */
export async function moveByCitizen(
  page: Page,
  link: AppointmentLink,
  seenAt: string,
  startsAt: string,
): Promise<Outcome> {
  const { now } = page;
  const outcome = await change(
    page,
    link,
    seenAt,
    async (executor, before) => {
      const isTheirs = standing.includes(before.state) || canUndo(link, before, now);
      if (!isTheirs || before.external !== undefined || Date.parse(before.startsAt) <= now.getTime()) return 'stale';
      if (Date.parse(startsAt) < now.getTime() + leadMinutes * 60_000) return 'taken';
      const stretch = stretchFrom(startsAt);
      await lockDays(executor, [stretch]);
      const data = await readPlannerData(executor);
      const product = data.product.find(({ code }) => code === before.productCode);
      const wish = wishOf(before);
      const slot = slotAt(data, wish, await readOccupations(executor, stretch, now, before.id), startsAt);
      if (slot === undefined || product === undefined) return 'taken';
      const { bufferMinutes } = lengthOf(product, wish.persons);
      const moved: Appointment = { ...placed(before, slot), state: 'booked', bufferMinutes };
      return because(moved, 'Verzet door de burger');
    },
    () => null,
  );
  return outcome ?? 'moved';
}
