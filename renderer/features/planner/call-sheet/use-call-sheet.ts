import { skipToken } from '@reduxjs/toolkit/query';
import { useCallSheetQuery } from '../../../bridge/store-api.ts';
import { useNow, useReceivesVisitors } from '../../queue/use-queue.ts';

const MINUTE = 60_000;

/** Who did not come and who must be called, told anew every minute. */
export function useCallSheet() {
  const receives = useReceivesVisitors();
  const at = new Date(Math.floor(useNow() / MINUTE) * MINUTE).toISOString();
  // While the next minute is read, the last one stands.
  return useCallSheetQuery(receives ? { at } : skipToken).latest;
}
