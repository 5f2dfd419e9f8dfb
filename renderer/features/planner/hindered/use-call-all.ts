import type { OnthaalError } from '@onthaal/contract/result.ts';
import { hinderedAtOnce } from '@onthaal/contract/store/planner.ts';
import { useEffect, useRef, useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { runCommand } from '../../../bridge/run-command.ts';
import { storeApi } from '../../../bridge/store-api.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';

/**
 * Puts all appointments of a kind, or of all, that are not possible any more on the call sheet: page after page, so that thousands are never
 * in memory at once and what is done stays done when it is stopped or the list is closed.
 */
export function useCallAll() {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const [progress, setProgress] = useState<{ readonly value: number; readonly total: number }>();
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const callPage = async (productCode: string | undefined, offset: number) => {
    const asked = { ...(productCode === undefined ? {} : { productCode }), offset };
    const read = storeApi.endpoints.hinderedAppointments.initiate(asked, { subscribe: false, forceRefetch: true });
    const { data: page, error } = await dispatch(read);
    // What the store answers is an error of ours, never one of the library.
    if (page === undefined) return { ok: false as const, error: error as OnthaalError };
    const open = page.rows.filter(({ stands }) => stands === undefined);
    const ids = open.flatMap(({ appointment, isToCall }) => (isToCall || appointment.shielded ? [] : appointment.id));
    if (ids.length > 0) {
      const done = await dispatch(runCommand('callHindered', { appointmentIds: ids }));
      if (!done.ok) return done;
    }
    return { ok: true as const, isLast: open.length < hinderedAtOnce };
  };
  return {
    progress,
    stop: () => {
      isStopped.current = true;
    },
    /** @param total how many there are, for the progress */
    callAll: async (productCode: string | undefined, total: number) => {
      isStopped.current = false;
      for (let offset = 0; !isStopped.current; offset += hinderedAtOnce) {
        setProgress({ value: Math.min(offset, total), total });
        const page = await callPage(productCode, offset);
        if (!page.ok) tell(page.error);
        if (!page.ok || page.isLast) break;
      }
      setProgress(undefined);
    },
  };
}
export type CallAll = ReturnType<typeof useCallAll>;
