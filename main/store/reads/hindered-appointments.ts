import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { findHindrances, mustCall, occupyingStates, standsDespite } from '@onthaal/contract/rules/planner/index.ts';
import type { HinderedAppointments, HinderedRow } from '@onthaal/contract/store/planner.ts';
import { currentTime } from '../database/clock.ts';
import { telephonesOf } from './call-sheet.ts';
import { plannerData } from './planner.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';
import { appointmentRows } from './rows.ts';

type Appointment = DocumentOf<'appointments'>;

const DAY = 86_400_000;
const MOST = 200;

function standing({ stands }: Appointment): HinderedRow['stands'] {
  return stands === undefined ? undefined : { byName: stands.by.name, at: stands.at };
}

/**
 * What was agreed and is not possible any more, by what this computer knows now: whatever changed it, here, at another desk or in another
 * system.
 */
export function readHinderedAppointments(context: ReadContext): Result<HinderedAppointments> {
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
  const shown = [...open, ...hindered.filter(isSettled)].slice(0, MOST);
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
  return success({ rows, open: open.length });
}
