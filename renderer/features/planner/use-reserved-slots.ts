import { useCallback, useEffect } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { awaitAnswer, runCommand } from '../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useDesk, useReceivesVisitors } from '../queue/use-queue.ts';
import { usePlannedLocations } from './use-usual-location.ts';

/** Often enough that what comes near is given back in time, and that a lease of hours never runs out while there is a line. */
const EVERY_MILLISECONDS = 15 * 60_000;

/** Who goes home does not wait longer for it. */
const LONGEST_GOODBYE_MILLISECONDS = 1500;

function useHasLine(): boolean {
  const { data: status } = useSyncStatusQuery({});
  return status !== undefined && !['offline', 'starting', 'blocked'].includes(status.phase);
}

/**
 * Has the centre keep some moments for this computer that it may book without a line: at a login, when the line is back, now and then.
 * They come by the sync. What is past is given back.
 */
export function useReservedSlots(): void {
  const dispatch = useAppDispatch();
  const hasLine = useHasLine();
  const books = useReceivesVisitors();
  const { desk } = useDesk();
  const locationId = usePlannedLocations().usual?.id;
  const deskId = desk?.id;
  useEffect(() => {
    if (!hasLine || !books || locationId === undefined) return;
    const ask = async (): Promise<void> => {
      await dispatch(runCommand('giveBackSlots', {}));
      // Without an answer the lease that there is goes on.
      await dispatch(askCentre('reserveSlots', { locationId, ...(deskId === undefined ? {} : { deskId }) }));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [dispatch, hasLine, books, locationId, deskId]);
}

/** Gives back all that is kept for this computer, for who goes home. Without a line it stays: who comes next may need it. */
export function useGiveBackSlots(): () => Promise<void> {
  const dispatch = useAppDispatch();
  const hasLine = useHasLine();
  return useCallback(async () => {
    if (!hasLine) return;
    const given = await dispatch(runCommand('giveBackSlots', { all: true }));
    if (!given.ok || given.value.written.length === 0) return;
    // Unsent it would only arrive at the next login here.
    await dispatch(awaitAnswer(given.value.operationId, AbortSignal.timeout(LONGEST_GOODBYE_MILLISECONDS)));
  }, [dispatch, hasLine]);
}
