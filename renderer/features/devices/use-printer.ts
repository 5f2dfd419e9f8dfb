import type { WatchedOrder } from '@onthaal/contract/devices/device-health.ts';
import type { PrinterPlace, PrintJob, PrintKind } from '@onthaal/contract/devices/printing.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { type Translate, useText } from '../../i18n/use-text.ts';
import { jobWords } from '../printing/job-words.ts';

const errorWords = ({ code, details }: Pick<OnthaalError, 'code' | 'details'>, t: Translate): string =>
  `${t(`error.${code}.text`, details)} ${t(`error.${code}.next`, details)}`;

const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How a printer of this desk stands, in words. */
export function usePrinterWords(kind: PrintKind, order: WatchedOrder): string {
  const t = useText();
  const printers = useAppSelector(({ devices }) => devices.health?.printers);
  const found = printers?.find((printer) => printer.kind === kind && printer.order === order);
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
