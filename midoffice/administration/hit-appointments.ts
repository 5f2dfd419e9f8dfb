import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { chooseDestination } from '@onthaal/contract/rules/messages/index.ts';
import {
  type Agreed,
  findHindrances,
  freeSlots,
  lengthOf,
  type Occupation,
  occupationOf,
  occupyingStates,
  type PlannerData,
  type PlannerKind,
  plannerDataWith,
  plannerKindOf,
  type Stretch,
  touchedPeriod,
} from '@onthaal/contract/rules/planner/index.ts';
import { type HitAppointment, mostHits } from '@onthaal/contract/store/administration.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type ExternalTime, isGoverned } from '../appointment-master/external-time.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { longestAppointment, readOccupations, readPlannerData } from '../planner/planner-rows.ts';

type Appointment = DocumentOf<'appointments'>;
type Person = DocumentOf<'persons'>;
type Reference = DocumentOf<'references'>;
type Executor = Pick<Orm, 'execute'>;

const DAY = 86_400_000;
/** A moment is looked for so many days from the old one on, for so many appointments: each takes some milliseconds. */
const proposalDays = 30;
const mostProposals = 200;

/** An appointment that a change makes impossible, and why; with what the planner would go by then. */
export interface Hits {
  readonly data: PlannerData;
  readonly hits: readonly { readonly appointment: Appointment; readonly why: HitAppointment['why'] }[];
}

async function readTaking(executor: Executor, { from, until }: Stretch): Promise<readonly Appointment[]> {
  const rows = await rowsOf<{ data: Appointment }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted
        AND (data ->> 'startsAt') COLLATE "C" >= ${new Date(from - longestAppointment).toISOString()}
        AND (data ->> 'startsAt') COLLATE "C" < ${new Date(until).toISOString()}
        AND data ->> 'state' IN (SELECT jsonb_array_elements_text(${JSON.stringify(occupyingStates)}::jsonb))
        ORDER BY (data ->> 'startsAt') COLLATE "C", id`,
  );
  return rows.map(({ data }) => data);
}

/**
 * The appointments that are possible now, or for another reason not, and would not be when a row of reference data were so. Looks only at
 * the time that the change is about.
 */
export async function findHits(
  executor: Executor,
  now: Date,
  before: Reference | undefined,
  after: Reference,
): Promise<Hits | undefined> {
  if (plannerKindOf(after.kind) === undefined) return undefined;
  const next = after as unknown as ReferenceOf<PlannerKind>;
  const period = touchedPeriod(before as unknown as typeof next | undefined, next, now.getTime());
  if (period === undefined) return undefined;
  const current = await readPlannerData(executor);
  const data = plannerDataWith(current, next);
  const appointments = await readTaking(executor, period);
  const was = findHindrances(current, appointments as readonly Agreed[], now.getTime());
  const is = findHindrances(data, appointments as readonly Agreed[], now.getTime());
  const hits = appointments.flatMap((appointment) => {
    const why = is.get(appointment.id) ?? [];
    const isNew = why.some((one) => was.get(appointment.id)?.includes(one) !== true);
    return isNew ? [{ appointment, why: [...why] }] : [];
  });
  return { data, hits };
}

async function personsOf(executor: Executor, hits: Hits['hits']): Promise<ReadonlyMap<string, Person>> {
  const ids = [...new Set(hits.flatMap(({ appointment }) => appointment.personId ?? []))];
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'persons' AND NOT deleted
        AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
  );
  return new Map(
    rows.flatMap(({ data }) => {
      const checked = checkDocument('persons', data);
      return checked.ok ? [[checked.value.id, checked.value] as const] : [];
    }),
  );
}

function channelOf(person: Person | undefined): HitAppointment['channel'] {
  if (person === undefined) return 'none';
  const destination = chooseDestination(person);
  if (destination !== undefined) return destination.channel;
  return person.phoneNumbers.length > 0 ? 'phone' : 'none';
}

/** For each the first free moment from its own on, no two the same; by what the planner would go by. */
function proposals(
  { data, hits }: Hits,
  occupations: readonly Occupation[],
  external: ExternalTime | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = [...occupations];
  for (const { appointment } of hits.slice(0, mostProposals)) {
    const { id, productCode, persons = 1, mode, locationId = '', startsAt } = appointment;
    const product = data.product.find(({ code }) => code === productCode);
    if (product === undefined || isGoverned(external, locationId)) continue;
    const from = Date.parse(startsAt);
    const within = { from, until: from + proposalDays * DAY };
    const others = taken.filter((one) => one.id !== id);
    const [slot] = freeSlots(data, { productCode, persons, mode, locationId }, others, within, 1);
    if (slot === undefined) continue;
    found.set(id, slot.startsAt);
    const { bufferMinutes } = lengthOf(product, persons);
    const { memberId, deskId, roomId } = slot;
    const next = { ...appointment, ...slot, memberIds: [memberId], deskId, roomId, bufferMinutes };
    taken.push(...[occupationOf({ ...next, state: 'booked' }, 0) ?? []].flat());
  }
  return found;
}

/** What whoever decides must know of each. REFERENCE_HITS_TOO_MANY. */
export async function describeHits(
  executor: Executor,
  now: Date,
  found: Hits,
  external: ExternalTime | undefined,
): Promise<Result<readonly HitAppointment[]>> {
  const { hits, data } = found;
  const [first] = hits;
  if (first === undefined) return success([]);
  if (hits.length > mostHits) return failure('REFERENCE_HITS_TOO_MANY', { details: { count: hits.length } });
  const last = hits.at(-1) ?? first;
  const until = Date.parse(last.appointment.startsAt) + (proposalDays + 1) * DAY;
  const occupations = await readOccupations(executor, { from: Date.parse(first.appointment.startsAt), until }, now);
  const moments = proposals(found, occupations, external);
  const persons = await personsOf(executor, hits);
  return success(
    hits.map(({ appointment, why }): HitAppointment => {
      const { id, startsAt, productCode, subject, personId } = appointment;
      const person = persons.get(personId ?? '');
      const proposal = moments.get(id);
      return {
        ...{ appointmentId: id, startsAt, why, channel: channelOf(person) },
        product: data.product.find(({ code }) => code === productCode)?.name ?? subject,
        ...(person === undefined ? {} : { name: person.displayName }),
        ...(proposal === undefined ? {} : { proposal }),
      };
    }),
  );
}
