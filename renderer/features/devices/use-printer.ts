import type { WatchedOrder } from '@onthaal/contract/devices/device-health.ts';
import { type PrinterPlace, type PrintJob, type PrintKind, queueOf } from '@onthaal/contract/devices/printing.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { errorWords } from '../../ui/use-error-notice.ts';
import { jobWords } from '../printing/job-words.ts';

const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How a queue of the operating system stands; it is asked once, as nobody watches it. Empty for other printers. */
function useQueueWords(kind: PrintKind, { name, address, fingerprint }: PrinterPlace): string {
  const t = useText();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (queueOf(address) === null) return undefined;
    let isHere = true;
    void desktop()
      .request('printing:describe', { kind, place: { name, address, fingerprint } })
      .then((answer) => {
        if (isHere)
          setWords(answer.ok ? t(`devices.printer.state.${answer.value.state}`) : errorWords(answer.error, t));
      });
    return () => {
      isHere = false;
    };
  }, [kind, name, address, fingerprint, t]);
  return words;
}

/** How a printer of this desk stands, in words. */
export function usePrinterWords(kind: PrintKind, order: WatchedOrder, place: PrinterPlace): string {
  const t = useText();
  const queued = useQueueWords(kind, place);
  const printers = useAppSelector(({ devices }) => devices.health?.printers);
  const found = printers?.find((printer) => printer.kind === kind && printer.order === order);
  if (queueOf(place.address) !== null) return queued || t('devices.printer.looking');
  if (found === undefined || found.reach === 'notYet') return t('devices.printer.looking');
  const { name, reach, code, problems, state } = found;
  if (reach === 'away') return errorWords({ code: code ?? 'PRINTER_UNREACHABLE' }, t);
  const said = problems.map((problem) => t(`printing.problem.${problem}`, { printer: name }));
  return said.length > 0 ? said.map(asSentence).join(' ') : t(`devices.printer.state.${state}`);
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
