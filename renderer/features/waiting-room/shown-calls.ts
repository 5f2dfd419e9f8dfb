import type { ShownCall } from '@onthaal/contract/ipc/waiting-room.ts';
import { callsInHall } from '@onthaal/contract/rules/visits/index.ts';
import type { QueueBoard } from '@onthaal/contract/store/visits.ts';

/** The calls of a desk's board that the hall sees: numbers and desks. */
export function shownCalls({ atDesks, justOver }: QueueBoard, now: number): readonly ShownCall[] {
  const called = [...atDesks, ...justOver].map(({ id: visitId, ticket, state, deskName: desk, calledAt }) => ({
    ...{ visitId, ticket, state, desk, calledAt },
  }));
  return callsInHall(called, now);
}
