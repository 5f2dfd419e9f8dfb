import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';

type Watched = Pick<HandoverRow, 'id' | 'steps'>;

/** The last step of each handover, by its id. */
export type LastSteps = ReadonlyMap<string, string | undefined>;

/** What is remembered of handovers, to know later what happened meanwhile. */
export function lastSteps(rows: readonly Watched[]): LastSteps {
  return new Map(rows.map(({ id, steps }) => [id, steps.at(-1)?.id]));
}

/** Those that were answered or came back since they were last looked at; what had ended before stands in the list already. */
export function newlyEnded<Row extends Watched>(rows: readonly Row[], before: LastSteps | undefined): readonly Row[] {
  return rows.filter(({ id, steps }) => {
    const last = steps.at(-1);
    const isEnd = last?.event === 'done' || last?.event === 'returned';
    return isEnd && before?.has(id) === true && before.get(id) !== last.id;
  });
}
