import type { ShownCall } from '@onthaal/contract/ipc/waiting-room.ts';
import type { QueueBoard } from '@onthaal/contract/store/visits.ts';

/** The one that is called now large, and the last ones below it: more lines would be too small to read from 6 m. */
export const mostCalls = 5;
const shownMinutes = 15;

/** The calls that the hall sees, those still waited for first, each the newest first. Who left or did not show up is not called any more. */
export function shownCalls({ atDesks, justOver }: QueueBoard, now: number): readonly ShownCall[] {
  const since = new Date(now - shownMinutes * 60_000).toISOString();
  const called = [...atDesks, ...justOver.filter(({ state }) => state === 'finished')].flatMap((visit): ShownCall[] => {
    const { id, ticket, deskName, calledAt, state } = visit;
    if (calledAt === undefined || deskName === undefined) return [];
    const isNow = state === 'called';
    if (!isNow && calledAt < since) return [];
    return [{ visitId: id, ticket, desk: deskName, calledAt, isNow }];
  });
  const inOrder = called.sort((one, other) => {
    if (one.isNow !== other.isNow) return one.isNow ? -1 : 1;
    return one.calledAt < other.calledAt ? 1 : -1;
  });
  return inOrder.slice(0, mostCalls);
}
