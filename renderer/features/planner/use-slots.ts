import type { OnthaalError } from '@onthaal/contract/result.ts';
import { withOwnSlots } from '@onthaal/contract/rules/planner/index.ts';
import type { LocalSlot } from '@onthaal/contract/store/planner.ts';
import { useEffect, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { readNow, useSyncStatusQuery } from '../../bridge/store-api.ts';
import type { Asked } from './use-appointment-form.ts';

/** So many are offered at once; more are a key away. */
export const offeredAtOnce = 3;
const DAYS = 60;

interface FoundSlots {
  readonly slots: readonly LocalSlot[];
  /** There was no line: as far as this computer knows. */
  readonly isLocal: boolean;
  /** There is a line, but the system that gives out time does not answer. */
  readonly isMasterAway: boolean;
  /** As many were found as were asked for: there may be more. */
  readonly mayMore: boolean;
}

/** The start of a day here, as an instant; the centre counts from now when that is later. */
function startOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

/** The next free slots from a day on: of the centre with what is kept for this desk, or without a line of this computer. */
export function useSlots(asked: Asked | undefined, day: string, most: number, insteadOfId: string | undefined) {
  const dispatch = useAppDispatch();
  const { data: sync } = useSyncStatusQuery({});
  const isOffline = sync?.phase === 'offline';
  const [round, setRound] = useState(0);
  const [found, setFound] = useState<FoundSlots>();
  const [error, setError] = useState<OnthaalError>();
  const key = JSON.stringify([asked, day, most, insteadOfId, isOffline, round]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that is asked
  useEffect(() => {
    let isCurrent = true;
    if (asked === undefined || day === '') {
      setFound(undefined);
      return undefined;
    }
    const question = { ...asked, from: startOf(day), days: DAYS, most };
    const full = insteadOfId === undefined ? question : { ...question, insteadOfId };
    const ask = async () => {
      const central = isOffline ? undefined : await dispatch(askCentre('freeSlots', full));
      const isLocal = central === undefined || (!central.ok && central.error.retryable);
      const isMasterAway = central?.ok === false && central.error.code === 'APPOINTMENT_MASTER_AWAY';
      const here = await dispatch(readNow('localSlots', isLocal ? full : { ...full, most: 1 }));
      const answer = isLocal ? here : central;
      if (!isCurrent) return;
      setError(answer.ok ? undefined : answer.error);
      if (!answer.ok) return setFound(undefined);
      const own = here.ok ? here.value.slots.filter(({ reservedId }) => reservedId !== undefined) : [];
      const { slots } = answer.value;
      const asMany = slots.filter((slot) => !('isCertain' in slot)).length;
      setFound({
        slots: isLocal ? slots : withOwnSlots<LocalSlot>(slots, own, most),
        ...{ isLocal, isMasterAway, mayMore: asMany === most },
      });
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return { found, error, again: () => setRound((count) => count + 1) };
}
