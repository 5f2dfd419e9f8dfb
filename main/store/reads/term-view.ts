import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { computeTerm } from '@onthaal/contract/rules/terms/index.ts';
import type { TermView } from '@onthaal/contract/store/rows.ts';
import { todayInBrussels } from '../database/clock.ts';
import type { References } from './references.ts';

/** The term clock of a dossier with its explanation; undefined when its type has no term. */
export function termViewOf(references: References, dossier: DocumentOf<'dossiers'>): TermView | undefined {
  const rule = references.dossierType(dossier.typeCode)?.data.termRule;
  if (rule === undefined) return undefined;
  const today = todayInBrussels();
  const term = computeTerm(rule, dossier.termEvents, references.calendars(), today);
  return {
    state: term.state,
    startDate: term.startDate ?? undefined,
    dueDate: term.dueDate ?? undefined,
    originalDueDate: term.originalDueDate ?? undefined,
    today,
    daysUsed: term.daysUsed,
    daysLeft: term.daysLeft,
    percentUsed: term.percentUsed,
    warning: term.warning,
    legalBasis: rule.legalBasis,
    unit: rule.unit,
    length: rule.length,
    trace: term.trace,
  };
}
