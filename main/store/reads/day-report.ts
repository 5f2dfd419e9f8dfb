import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { dayFigures, waitingCurve } from '@onthaal/contract/rules/day/index.ts';
import { dayTotals, isMoney } from '@onthaal/contract/rules/payments/index.ts';
import { isAllowed, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { DayReport } from '@onthaal/contract/store/day.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { currentTime, instantsOfDay } from '../database/clock.ts';
import { appointmentsBetween, named, visitsOfDay } from './day-visits.ts';
import { labelNames } from './queue.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';

const cancelled: readonly string[] = ['cancelled', 'rescheduled'];
/** Nobody agreed to these, or not yet. */
const notPlanned: readonly string[] = ['held', 'requested', 'refused'];

function maySee({ member }: ReadContext, collection: 'visits' | 'payments'): boolean {
  return isAllowed(servedPolicy, subjectOf(member), 'view', { collection });
}

/** The figures of a day, as far as this computer has its visits, contact moments and payments. NOT_ALLOWED. */
export function readDayReport(
  context: ReadContext,
  { day, locationId }: ReadArguments['dayReport'],
): Result<DayReport> {
  if (!maySee(context, 'visits')) return failure('NOT_ALLOWED');
  const now = currentTime();
  const { start, end } = instantsOfDay(day);
  const isHere = (row: { readonly locationId?: string | undefined }) =>
    locationId === undefined || row.locationId === locationId;
  const visits = visitsOfDay(context, day).filter(isHere);
  const contacts = documentsWhere(context, 'interactions', 'd.field_at >= ? AND d.field_at < ?', start, end);
  const visitIds = new Set(visits.map(({ id }) => id));
  // A contact moment knows its place only by its visit.
  const counted = contacts.filter(
    ({ visitId }) => locationId === undefined || (visitId !== undefined && visitIds.has(visitId)),
  );
  const appointments = appointmentsBetween(context, start, end).filter(isHere);
  const planned = appointments.filter(({ state }) => !notPlanned.includes(state));
  const figures = dayFigures(visits, counted, now);
  const nameOf = labelNames(context);
  const payments = maySee(context, 'payments')
    ? documentsWhere(context, 'payments', 'd.field_day = ?', day).filter(isMoney)
    : undefined;
  return success({
    ...{ day, figures },
    locationName: locationId === undefined ? undefined : context.references.nameOf('location', locationId),
    products: named(context, figures.products),
    backOffice: figures.backOffice.map((work) => ({
      ...work,
      productName: work.productCode === undefined ? undefined : nameOf(work.productCode),
    })),
    curve: waitingCurve(visits, now),
    takings: payments && dayTotals(payments),
    appointments: {
      planned: planned.length,
      noShow: planned.filter(({ state }) => state === 'noShow').length,
      cancelled: planned.filter(({ state }) => cancelled.includes(state)).length,
    },
  });
}
