import { skipToken } from '@reduxjs/toolkit/query';
import { useWaitingPapersQuery } from '../../../bridge/store-api.ts';
import { useReceivesVisitors } from '../../queue/use-queue.ts';

/** Papers about appointments that wait to be printed, for who receives visitors; undefined until they were read. */
export function useWaitingPapers() {
  const receives = useReceivesVisitors();
  return useWaitingPapersQuery(receives ? {} : skipToken).data;
}
