import type { Dossier } from '@onthaal/contract/entities/dossier.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { computeTerm, type TermCalendar } from '@onthaal/contract/rules/terms/index.ts';
import { v7 } from 'uuid';

type DossierType = ReferenceOf<'dossierType'>;
type TermEvents = Dossier['termEvents'];

/** The last term event that counts for the state of the clock. */
function clockState(events: TermEvents): 'none' | 'running' | 'suspended' | 'stopped' {
  let state: 'none' | 'running' | 'suspended' | 'stopped' = 'none';
  for (const event of events) {
    if (event.kind === 'start' || event.kind === 'resume') state = 'running';
    if (event.kind === 'suspend') state = 'suspended';
    if (event.kind === 'stop') state = 'stopped';
  }
  return state;
}

function eventFor(
  effect: string,
  state: ReturnType<typeof clockState>,
  suspendable: boolean,
): TermEvents[number]['kind'] | undefined {
  if (effect === 'run' && state === 'none') return 'start';
  if (effect === 'run' && state === 'suspended') return 'resume';
  if (effect === 'pause' && state === 'running' && suspendable) return 'suspend';
  if (effect === 'stop' && (state === 'running' || state === 'suspended')) return 'stop';
  return undefined;
}

/** The term events after a dossier took a status, by what the dossier type says of that status. */
export function termEventsAfter(type: DossierType, status: string, events: TermEvents, day: string): TermEvents {
  const rule = type.data.termRule;
  const definition = type.data.statuses.find((known) => known.status === status);
  if (rule === undefined || definition === undefined) return events;
  const kind = eventFor(definition.termEffect, clockState(events), rule.suspendable);
  return kind === undefined ? events : [...events, { id: v7(), kind, date: day }];
}

/** The last day of the term as it stands; undefined without a rule or before the start. */
export function dueDayOf(
  type: DossierType | undefined,
  events: TermEvents,
  calendars: readonly TermCalendar[],
  today: string,
): string | undefined {
  const rule = type?.data.termRule;
  if (rule === undefined || events.length === 0) return undefined;
  return computeTerm(rule, events, calendars, today).dueDate ?? undefined;
}
