import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { chooseDestination } from '@onthaal/contract/rules/messages/index.ts';
import {
  type Agreed,
  findHindrances,
  type PlannerData,
  type PlannerKind,
  plannerDataWith,
  plannerKindOf,
  type Stretch,
  touchedPeriod,
} from '@onthaal/contract/rules/planner/index.ts';
import { type HitAppointment, type HitAppointments, mostHits } from '@onthaal/contract/store/administration.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import type { ExternalTime } from '../appointment-master/external-time.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { readPlannerData } from '../planner/planner-rows.ts';
import { findProposals } from './find-proposals.ts';
import { takingByDays } from './taking-by-days.ts';

type Appointment = DocumentOf<'appointments'>;
type Person = DocumentOf<'persons'>;
type Reference = DocumentOf<'references'>;
type Executor = Pick<Orm, 'execute'>;

/** An appointment that a change makes impossible, and why. */
export interface Hit {
  readonly appointment: Appointment;
  readonly why: HitAppointment['why'];
}

/** A change of what the planner goes by: before it, after it, and the time that it is about. */
export interface PlannerChange {
  readonly current: PlannerData;
  readonly data: PlannerData;
  readonly period: Stretch;
}

/** What a row of reference data changes for the planner; undefined when it does not go by it or nothing can become impossible. */
export async function plannerChange(
  executor: Executor,
  now: Date,
  before: Reference | undefined,
  after: Reference,
): Promise<PlannerChange | undefined> {
  if (plannerKindOf(after.kind) === undefined) return undefined;
  const next = after as unknown as ReferenceOf<PlannerKind>;
  const period = touchedPeriod(before as unknown as typeof next | undefined, next, now.getTime());
  if (period === undefined) return undefined;
  const current = await readPlannerData(executor);
  return { current, data: plannerDataWith(current, next), period };
}

/**
 * The appointments that are possible now, or for another reason not, and would not be after a change; the earliest first. Looks only at the
 * time that the change is about, and has no more than some days in memory.
 */
export async function* findHits(
  executor: Executor,
  now: Date,
  { current, data, period }: PlannerChange,
): AsyncGenerator<Hit> {
  for await (const appointments of takingByDays(executor, period)) {
    const was = findHindrances(current, appointments as readonly Agreed[], now.getTime());
    const is = findHindrances(data, appointments as readonly Agreed[], now.getTime());
    for (const appointment of appointments) {
      const why = is.get(appointment.id) ?? [];
      if (why.some((one) => was.get(appointment.id)?.includes(one) !== true)) yield { appointment, why: [...why] };
    }
  }
}

async function personsOf(executor: Executor, hits: readonly Hit[]): Promise<ReadonlyMap<string, Person>> {
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

/** What whoever decides must know of a change: of the first each by itself, of the rest how many of each kind. */
export async function describeHits(
  orm: Executor,
  now: Date,
  change: PlannerChange,
  external: ExternalTime | undefined,
): Promise<HitAppointments> {
  const hits: Hit[] = [];
  const rest = new Map<string, number>();
  for await (const hit of findHits(orm, now, change)) {
    const { productCode } = hit.appointment;
    if (hits.length < mostHits) hits.push(hit);
    else rest.set(productCode, (rest.get(productCode) ?? 0) + 1);
  }
  if (hits.length === 0) return { hits: [], groups: [] };
  const nameOf = (code: string) => change.data.product.find((product) => product.code === code)?.name;
  const proposals = await findProposals(orm, now, { data: change.data, hits, external });
  const persons = await personsOf(orm, hits);
  return {
    hits: hits.map(({ appointment, why }): HitAppointment => {
      const { id, startsAt, productCode, subject, personId } = appointment;
      const person = persons.get(personId ?? '');
      return {
        ...{ appointmentId: id, startsAt, why, channel: channelOf(person) },
        product: nameOf(productCode) ?? subject,
        ...(person === undefined ? {} : { name: person.displayName }),
        ...proposals.get(id),
      };
    }),
    groups: [...rest].map(([productCode, count]) => ({
      ...{ productCode, product: nameOf(productCode) ?? productCode, count },
    })),
  };
}
