import type { FoundPrinter } from '@onthaal/contract/devices/printing.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';

/** What a look for printers found; undefined while it is under way. */
export type Found = Result<readonly FoundPrinter[]> | undefined;

/** The printers that a print server knows, and how to look again; `server` is the one that is looked at first. */
export function useFoundPrinters(server: string | undefined): readonly [Found, (server: string | undefined) => void] {
  const [found, setFound] = useState<Found>();
  const asked = useRef(0);
  const look = useCallback(async (at: string | undefined) => {
    asked.current += 1;
    const mine = asked.current;
    setFound(undefined);
    const answer = await desktop().request('printing:find', { server: at ?? null });
    if (mine === asked.current) setFound(answer);
  }, []);
  const first = useRef(server);
  useEffect(() => {
    void look(first.current);
    return () => {
      asked.current += 1;
    };
  }, [look]);
  return [found, (at) => void look(at)];
}

/** The queues of the operating system; empty until they were asked, and where it has none. */
export function useQueues(): readonly FoundPrinter[] {
  const [queues, setQueues] = useState<readonly FoundPrinter[]>([]);
  useEffect(() => {
    let isShown = true;
    void desktop()
      .request('printing:queues', {})
      .then((answer) => {
        if (isShown && answer.ok) setQueues(answer.value);
      });
    return () => {
      isShown = false;
    };
  }, []);
  return queues;
}
