import { scannerInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { ScannerAbilities, ScannerPage, ScanSource } from '@onthaal/contract/devices/scanners.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useAppSelector } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { MOST_PAGES, type ScanPagesChange } from '../scan-pages.ts';
import type { ImagingClient } from '../worker/imaging-client.ts';

/** A scan that runs, with where each page of it goes. */
interface RunningScan {
  readonly scanId: string;
  readonly put: (page: ScannerPage) => Promise<void>;
  /** Pages are shown one after the other. */
  shown: Promise<void>;
}

interface Wanted {
  readonly source: ScanSource;
  readonly most: number;
  /** The page that is scanned again. */
  readonly replaced?: string;
}

/** What the chosen scanner can; undefined while it is asked, or there is none. Asked again at each attempt. */
function useAbilities(isUsed: boolean, onProblem: (error: OnthaalError | undefined) => void) {
  const settings = useAppSelector(({ devices }) => devices.settings);
  const scanner = settings && scannerInUse(settings);
  const [abilities, setAbilities] = useState<ScannerAbilities>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (!isUsed || !scanner) return;
    let isOver = false;
    setAbilities(undefined);
    onProblem(undefined);
    void desktop()
      .request('devices:describeScanner', {})
      .then((answer) => {
        if (isOver) return;
        if (answer.ok) setAbilities(answer.value);
        else onProblem(answer.error);
      });
    return () => {
      isOver = true;
    };
  }, [isUsed, scanner, attempt, onProblem]);
  const ofDesk = settings?.standIns?.scanner?.deskName;
  return { scanner, ofDesk, abilities, lookAgain: useCallback(() => setAttempt((now) => now + 1), []) };
}

/** The scanner of this desk, or the one that stands in for it, as a source of pages: asked when it is used, stopped when the caller goes. */
export function useScanner(isUsed: boolean, imaging: () => ImagingClient, change: (change: ScanPagesChange) => void) {
  const [error, setError] = useState<OnthaalError>();
  const [progress, setProgress] = useState<{ readonly page: number; readonly part: number }>();
  const [chosen, choose] = useState<ScanSource>();
  const running = useRef<RunningScan>(undefined);
  const { scanner, ofDesk, abilities, lookAgain } = useAbilities(isUsed, setError);

  const stop = useCallback(() => {
    const { scanId } = running.current ?? {};
    if (scanId !== undefined) void desktop().request('devices:cancelScan', { scanId });
  }, []);
  useEffect(() => {
    const ends = [
      desktop().on('devices:scanProgress', ({ scanId, page, part }) => {
        if (scanId === running.current?.scanId) setProgress({ page, part });
      }),
      desktop().on('devices:scannedPage', (page) => {
        const scan = running.current;
        if (scan && page.scanId === scan.scanId) scan.shown = scan.shown.then(() => scan.put(page));
      }),
    ];
    return () => {
      for (const end of ends) end();
      stop();
    };
  }, [stop]);

  const scan = async ({ source, most, replaced }: Wanted): Promise<void> => {
    if (running.current) return;
    const put = async ({ jpeg }: ScannerPage): Promise<void> => {
      const page = await imaging().ask('scanned', { jpeg });
      if (replaced === undefined) change({ kind: 'add', page: { ...page, id: v7() } });
      else change({ kind: 'replace', id: replaced, page });
    };
    const own: RunningScan = { scanId: v7(), put, shown: Promise.resolve() };
    running.current = own;
    setError(undefined);
    setProgress({ page: 1, part: 0 });
    const result = await desktop().request('devices:scan', { scanId: own.scanId, source, most });
    const isShown = await own.shown.then(
      () => true,
      () => false,
    );
    running.current = undefined;
    setProgress(undefined);
    if (!result.ok) setError(result.error);
    else if (!isShown) setError({ code: 'SCANNER_FAILED', retryable: true });
  };

  const sources = abilities?.sources ?? [];
  const source = sources.find((one) => one === chosen) ?? sources[0];
  return {
    scanner,
    /** The desk whose scanner it is, when it is another one's. */
    ofDesk,
    sources,
    source,
    choose,
    error,
    progress,
    isReady: sources.length > 0 && progress === undefined,
    lookAgain,
    stop,
    scan: (from: ScanSource, pages: number) => void scan({ source: from, most: MOST_PAGES - pages }),
    scanAgain: (replaced: string) => {
      const one = sources.find((known) => known === 'sheet') ?? source;
      if (one) void scan({ source: one, most: 1, replaced });
    },
  };
}

export type Scanner = ReturnType<typeof useScanner>;
