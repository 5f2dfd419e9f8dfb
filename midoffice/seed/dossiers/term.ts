import type { DossierType } from '@onthaal/contract/entities/reference-kinds.ts';
import { computeTerm, type TermEvent, type TermRule } from '@onthaal/contract/rules/terms/index.ts';
import { dayText } from '../days.ts';
import { termCalendars } from '../references/calendars.ts';
import type { LifeStep } from './life.ts';

/** A fact of the term clock as a dossier keeps it. */
type StoredTermEvent = TermEvent & { readonly id: string };
type ClockState = 'none' | 'running' | 'suspended' | 'stopped';

const dueDays = new Map<string, string | undefined>();
const rememberedAtMost = 50_000;

/** The events without a stop that changes nothing: a stop only moves the last day when it ends a suspension. */
function withoutIdleStop(events: readonly TermEvent[]): readonly TermEvent[] {
  const [before, last] = events.slice(-2);
  return last?.kind === 'stop' && before?.kind !== 'suspend' ? events.slice(0, -1) : events;
}

/** The last day of a term as it stood when its last event happened; undefined before the start. */
export function dueDayOf(
  given: NonNullable<DossierType['termRule']>,
  events: readonly TermEvent[],
): string | undefined {
  const rule = given as TermRule;
  const counting = withoutIdleStop(events);
  const last = counting.at(-1);
  if (last === undefined) return undefined;
  // Computing takes a while and many terms start on the same day.
  const key = `${rule.code}|${counting.map((event) => `${event.kind}${event.date}${event.days ?? ''}`).join('|')}`;
  if (dueDays.has(key)) return dueDays.get(key);
  if (dueDays.size > rememberedAtMost) dueDays.clear();
  const calendars = termCalendars(rule.calendars, Number(counting[0]?.date.slice(0, 4)));
  const due = computeTerm(rule, counting, calendars, last.date).dueDate ?? undefined;
  dueDays.set(key, due);
  return due;
}

/**
 * The facts of the term clock that follow from the statuses a dossier took, by the effect that each status has in its type.
 * A suspension after the last day is no fact: the law does not know it.
 */
export function termEventsOf(type: DossierType, steps: readonly LifeStep[]): StoredTermEvent[] {
  const rule = type.termRule;
  const events: StoredTermEvent[] = [];
  if (rule === undefined) return events;
  let state: ClockState = 'none';
  const add = (kind: TermEvent['kind'], date: string, next: ClockState) => {
    events.push({ id: `term-${events.length + 1}`, kind, date });
    return next;
  };
  for (const step of steps) {
    const effect = type.statuses.find((definition) => definition.status === step.status)?.termEffect;
    const day = dayText(step.day);
    if (effect === 'run' && state === 'none') state = add('start', day, 'running');
    else if (effect === 'run' && state === 'suspended') state = add('resume', day, 'running');
    else if (effect === 'pause' && state === 'running' && rule.suspendable) {
      if (day <= (dueDayOf(rule, events) ?? day)) state = add('suspend', day, 'suspended');
    } else if (effect === 'stop' && (state === 'running' || state === 'suspended')) state = add('stop', day, 'stopped');
  }
  return events;
}
