import type { PaymentDay } from '@onthaal/contract/store/payments.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { dayTable } from './day-table.ts';

/** Writes the list of a day to a file that the clerk chooses. */
export function useSaveDay() {
  const t = useText();
  const tell = useErrorNotice();
  const formats = useFormats();
  return async (day: PaymentDay): Promise<void> => {
    const asked = { day: day.day, table: dayTable(day, t, formats) };
    const saved = await desktop().request('payments:saveDay', asked);
    if (!saved.ok) tell(saved.error);
    else if (saved.value !== null) showDone(t('payments.savedList', { file: saved.value.fileName }));
  };
}
