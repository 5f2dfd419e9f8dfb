import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { showDone, showNotice } from '../../ui/notice-board.ts';
import { type FilingTask, fileScan, type ReadingProgress } from './filing.ts';
import type { ImagingClient } from './worker/imaging-client.ts';

type FilingQuestion = Omit<FilingTask, 'noText' | 'stop' | 'onProgress'>;

/** Files a scanned document, says how far it is, and lets the clerk wait no longer. */
export function useFiling(imaging: () => ImagingClient, onFiled: () => void) {
  const t = useText();
  const [isFiling, setFiling] = useState(false);
  const [progress, setProgress] = useState<ReadingProgress>();
  const [error, setError] = useState<OnthaalError>();
  const signals = useRef({ noText: new AbortController(), stop: new AbortController() });
  useEffect(() => () => signals.current.stop.abort(), []);

  const file = async (question: FilingQuestion): Promise<void> => {
    const own = { noText: new AbortController(), stop: new AbortController() };
    signals.current = own;
    setFiling(true);
    setError(undefined);
    setProgress(undefined);
    const onProgress = (told: ReadingProgress): void => setProgress(own.noText.signal.aborted ? undefined : told);
    const task = { ...question, noText: own.noText.signal, stop: own.stop.signal, onProgress };
    const result = await fileScan(task, imaging());
    setFiling(false);
    if (!result.ok) return setError(result.error);
    if (result.value === 'stopped') return;
    showDone(t('scan.filed', { title: question.title }));
    if (result.value.isTextMissing) {
      showNotice({ tone: 'caution', title: t('scan.textMissing.text'), detail: t('scan.textMissing.next') });
    }
    onFiled();
  };

  return {
    isFiling,
    progress,
    error,
    file: (question: FilingQuestion) => void file(question),
    fileWithoutText: () => {
      signals.current.noText.abort();
      setProgress(undefined);
    },
    stop: () => signals.current.stop.abort(),
  };
}
