import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type VisitState, visitStates } from '@onthaal/contract/entities/visit.ts';
import type { ProductFigures } from '@onthaal/contract/rules/day/index.ts';
import type { NamedProductFigures } from '@onthaal/contract/store/day.ts';
import { instantsOfDay } from '../database/clock.ts';
import { labelNames } from './queue.ts';
import { documentsWhere, type ReadContext } from './read-context.ts';

/** The visits of who came in on a day, by the index of their state. */
export function visitsOfDay(
  context: ReadContext,
  day: string,
  states: readonly VisitState[] = visitStates,
): readonly DocumentOf<'visits'>[] {
  const { start, end } = instantsOfDay(day);
  const condition = 'd.field_state = ? AND d.field_arrivedAt >= ? AND d.field_arrivedAt < ?';
  return states.flatMap((state) => documentsWhere(context, 'visits', condition, state, start, end));
}

/** The appointments that begin between two instants. */
export function appointmentsBetween(
  context: ReadContext,
  from: string,
  until: string,
): readonly DocumentOf<'appointments'>[] {
  return documentsWhere(context, 'appointments', 'd.field_startsAt >= ? AND d.field_startsAt < ?', from, until);
}

/** Figures with the names of their products. */
export function named(context: ReadContext, products: readonly ProductFigures[]): readonly NamedProductFigures[] {
  const nameOf = labelNames(context);
  return products.map((figures) => ({ ...figures, name: nameOf(figures.productCode) }));
}
