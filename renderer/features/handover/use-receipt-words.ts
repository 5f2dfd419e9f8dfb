import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';

const isBack = (event: HandoverRow['steps'][number]['event'] | undefined) => event === 'returned' || event === 'done';

/** What the sender reads of a handover: "Ontvangen door Karim, 10:42". */
export function useReceiptWords(): (row: HandoverRow) => string {
  const t = useText();
  const formats = useFormats();
  const step = useStepWords();
  return (row) => {
    // That the sender has read it is no news to the sender.
    const last = row.steps.findLast(({ event }, index) => event !== 'read' || !isBack(row.steps[index - 1]?.event));
    if (last === undefined) return t.word('taskState', row.state);
    if (last.event === 'sent' || last.event === 'sentAgain') {
      return t('handover.notRead', { time: formats.moment(last.at) });
    }
    const words = step(last);
    return row.state === 'returned' && row.returnReason ? `${words}: ${row.returnReason}` : words;
  };
}

/** One line of what happened. */
export function useStepWords(): (step: HandoverRow['steps'][number]) => string {
  const t = useText();
  const formats = useFormats();
  return ({ event, at, byName }) => t(`handover.step.${event}`, { name: byName, time: formats.moment(at) });
}

/** What was asked; of a protected person, a line that says only how it opens. */
export function useHandoverTitle(): (row: HandoverRow) => string {
  const t = useText();
  return ({ shielded, title }) => (shielded ? t('glass.hidden') : title);
}
