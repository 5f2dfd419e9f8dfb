import type { Author, HistoryEvent } from '@onthaal/contract/entities/building-blocks.ts';
import { makeId } from '../identity.ts';
import type { Random } from '../random.ts';
import type { LifeStep } from './life.ts';
import type { Opening } from './opening-days.ts';

export interface HistorySource {
  readonly opening: Pick<Opening, 'at' | 'number'>;
  readonly steps: readonly LifeStep[];
  readonly teamId: string;
  readonly opener: Author;
  readonly handler: Author | undefined;
  /** Who sets the statuses; the handler where there is one. */
  readonly worker: Author;
  readonly outcome: string | undefined;
}

/** The lines of a dossier's history that follow from its statuses, in the words that the desk's commands use. */
export function historyOf(random: Random, source: HistorySource): HistoryEvent[] {
  const { opening, steps, teamId, opener, handler } = source;
  const first = steps[0]?.status ?? 'submitted';
  const event = (
    at: string,
    by: Author,
    kind: HistoryEvent['kind'],
    parameters: Record<string, string>,
  ): HistoryEvent => ({ id: makeId(random, at), at, by, kind, parameters });
  const history = [event(opening.at, opener, 'created', { number: opening.number, status: first, teamId })];
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (before === undefined) continue;
    if (index === 1 && handler !== undefined) {
      history.push(event(step.at, handler, 'assigned', { from: teamId, to: teamId, handlerId: handler.memberId }));
    }
    const outcome: Record<string, string> =
      step.status === 'decided' && source.outcome !== undefined ? { outcome: source.outcome } : {};
    history.push(event(step.at, source.worker, 'statusChanged', { from: before.status, to: step.status, ...outcome }));
  }
  return history;
}
