import type { DayReport } from '@onthaal/contract/store/day.ts';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { usePrintActions } from '../printing/use-print-actions.ts';
import { dayPaper } from './day-paper.ts';

const languages = { 'nl-BE': 'nl', fr: 'fr', en: 'en', de: 'de' } as const;

/** The report of a day on A4: looked at, printed, or kept as a PDF. Made anew each time, as its figures change while the day lasts. */
export function useDayPaper(report: DayReport) {
  const t = useText();
  const formats = useFormats();
  const tell = useErrorNotice();
  const actions = usePrintActions();
  const locale = useAppSelector(({ session }) => session.preferences.locale);
  // A second press makes no second paper while the first is made.
  const [isPending, setPending] = useState(false);
  const made = async (use: (letterId: string) => Promise<void>): Promise<void> => {
    if (isPending) return;
    setPending(true);
    const letter = await desktop().request('day:makePaper', dayPaper(report, languages[locale], t, formats));
    if (letter.ok) await use(letter.value.letterId);
    else tell(letter.error);
    setPending(false);
  };
  const forget = (letterId: string) => void desktop().request('printing:forget', { letterId });
  const print = () =>
    made(async (letterId) => {
      const about = { letterId, template: 'dayReport', number: formats.day(report.day) } as const;
      if (!(await actions.print(about))) forget(letterId);
    });
  const preview = () =>
    made(async (letterId) => {
      const shown = await desktop().request('printing:preview', { letterId });
      // The window that shows it reads it later.
      if (!shown.ok) tell(shown.error);
    });
  const save = () =>
    made(async (letterId) => {
      const saved = await desktop().request('day:savePaper', { letterId, day: report.day });
      if (!saved.ok) tell(saved.error);
      else if (saved.value !== null) showDone(t('day.saved', { file: saved.value.fileName }));
      forget(letterId);
    });
  return { print, preview, save, isPending };
}
