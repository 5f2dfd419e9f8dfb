import type { PaymentDay } from '@onthaal/contract/store/payments.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone, showNotice } from '../../ui/notice-board.ts';
import { dayTable } from './day-table.ts';

/** Writes the list of a day to a file that the clerk chooses. */
export function useSaveDay() {
  const t = useText();
  const formats = useFormats();
  return async (day: PaymentDay): Promise<void> => {
    const asked = { day: day.day, table: dayTable(day, t, formats) };
    const saved = await desktop().request('payments:saveDay', asked);
    if (!saved.ok) {
      const { code, details } = saved.error;
      showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
    } else if (saved.value !== null) showDone(t('payments.savedList', { file: saved.value.fileName }));
  };
}
