import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { findHindrances, mustCall, occupyingStates, standsDespite } from '@onthaal/contract/rules/planner/index.ts';
import {
  type HinderedAppointments,
  type HinderedKind,
  type HinderedRow,
  hinderedAtOnce,
} from '@onthaal/contract/store/planner.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { currentTime } from '../database/clock.ts';
import { telephonesOf } from './call-sheet.ts';
import { plannerData } from './planner.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';
import { appointmentRows } from './rows.ts';

type Appointment = DocumentOf<'appointments'>;

const DAY = 86_400_000;

function standing({ stands }: Appointment): HinderedRow['stands'] {
  return stands === undefined ? undefined : { byName: stands.by.name, at: stands.at };
}

/** How many of each product there are, by its name. */
function kindsOf({ references }: ReadContext, open: readonly Appointment[]): readonly HinderedKind[] {
  const counts = new Map<string, HinderedKind>();
  const names = new Map(references.list('product').map(({ code, name }) => [code, name]));
  for (const { productCode, subject } of open) {
    const known = counts.get(productCode);
    const product = known?.product ?? names.get(productCode) ?? subject;
    counts.set(productCode, { productCode, product, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => one.product.localeCompare(other.product, 'nl'));
}

/**
 * What was agreed and is not possible any more, by what this computer knows now: whatever changed it, here, at another desk or in another
 * system.
 */
export function readHinderedAppointments(
  context: ReadContext,
  { productCode, offset = 0 }: ReadArguments['hinderedAppointments'],
): Result<HinderedAppointments> {
  const now = currentTime();
  const states = JSON.stringify(occupyingStates);
  const isTaking = "json_extract(d.data, '$.state') IN (SELECT value FROM json_each(?))";
  const condition = `d.field_startsAt >= ? AND ${isTaking} ORDER BY d.field_startsAt, d.id`;
  const from = new Date(now - DAY).toISOString();
  const taking = documentsWhere(context, 'appointments', condition, from, states);
  const why = findHindrances(plannerData(context.references), taking, now);
  const hindered = taking.filter(({ id }) => why.has(id));
  const isSettled = (one: Appointment) => standsDespite(one, why.get(one.id) ?? []);
  const open = hindered.filter((one) => !isSettled(one));
  const isAsked = (one: Appointment) => productCode === undefined || one.productCode === productCode;
  const asked = [...open, ...hindered.filter(isSettled)].filter(isAsked);
  const shown = asked.slice(offset, offset + hinderedAtOnce);
  const documents = new Map(shown.map((one) => [one.id, one]));
  const rows = appointmentRows(context, shown).flatMap((appointment): HinderedRow[] => {
    const one = documents.get(appointment.id);
    if (one === undefined) return [];
    return [
      {
        ...{ appointment, why: why.get(one.id) ?? [], isToCall: mustCall(one) },
        telephones: telephonesOf(context, one.personId),
        ...(isSettled(one) ? { stands: standing(one) } : {}),
      },
    ];
  });
  return success({ rows, open: open.length, total: asked.length, kinds: kindsOf(context, open) });
}
