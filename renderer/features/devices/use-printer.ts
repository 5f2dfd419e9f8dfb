import type { PrinterPlace, PrintJob, PrintKind } from '@onthaal/contract/devices/printing.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { type Translate, useText } from '../../i18n/use-text.ts';
import { jobWords } from '../printing/job-words.ts';

const errorWords = ({ code, details }: OnthaalError, t: Translate): string =>
  `${t(`error.${code}.text`, details)} ${t(`error.${code}.next`, details)}`;

const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How a printer stands, in words, and how to look again. */
export function usePrinterHealth(kind: PrintKind, place: PrinterPlace): readonly [words: string, look: () => void] {
  const t = useText();
  const [words, setWords] = useState('');
  const { name, address, fingerprint, isSilent = false } = place;
  const asked = useRef(0);
  const look = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setWords(t('devices.printer.looking'));
    const answer = await desktop().request('printing:describe', {
      kind,
      place: { name, address, fingerprint, isSilent },
    });
    if (mine !== asked.current) return;
    if (!answer.ok) return setWords(errorWords(answer.error, t));
    const { problems, state } = answer.value;
    const said = problems.map((problem) => t(`printing.problem.${problem}`, { printer: name }));
    setWords(said.length > 0 ? said.map(asSentence).join(' ') : t(`devices.printer.state.${state}`));
  }, [kind, name, address, fingerprint, isSilent, t]);
  useEffect(() => {
    void look();
    return () => {
      asked.current += 1;
    };
  }, [look]);
  return [words, () => void look()];
}

/** Prints a test page and says what became of it. */
export function useTestPrint(kind: PrintKind, place: PrinterPlace) {
  const t = useText();
  const [job, setJob] = useState<PrintJob>();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  // Its line of what is printed belongs to no letter: it is among the jobs that nobody asked for.
  const followed = useAppSelector(({ printing }) => printing.early.find(({ id }) => id === job?.id)) ?? job;
  const print = async () => {
    setPending(true);
    const begun = await desktop().request('printing:testPage', { kind, place });
    setPending(false);
    setError(begun.ok ? undefined : begun.error);
    if (begun.ok) setJob(begun.value);
  };
  const said = followed && jobWords(followed, t);
  const next = followed?.state === 'done' ? '' : (said?.next ?? '');
  const words = error ? errorWords(error, t) : said && `${t('devices.printer.test')}: ${said.text} ${next}`.trim();
  return { print: () => void print(), isPending, words };
}
