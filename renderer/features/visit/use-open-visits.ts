import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { useOpenVisitsQuery } from '../../bridge/store-api.ts';
import { useReceivesVisitors } from '../queue/use-queue.ts';

/** The visits that who is logged in has at the desk; undefined until they were read, and for who receives nobody. */
export function useOpenVisits(): readonly OpenVisit[] | undefined {
  const { data } = useOpenVisitsQuery(useReceivesVisitors() ? {} : skipToken);
  return data;
}

/** The one that was called or is served at this computer now; the others are parked, or open at another. */
export function currentOf(visits: readonly OpenVisit[] | undefined): OpenVisit | undefined {
  return visits?.find(({ state, isHere }) => state !== 'parked' && isHere);
}

/** The ones that are called or served at another computer of the same member. */
export function elsewhereOf(visits: readonly OpenVisit[] | undefined): readonly OpenVisit[] {
  return visits?.filter(({ state, isHere }) => state !== 'parked' && !isHere) ?? [];
}
