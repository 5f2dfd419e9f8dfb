import type { ExpectedWait } from '@onthaal/contract/rules/visits/index.ts';
import { useText } from '../../i18n/use-text.ts';

/** How a wait is said; that it cannot be said yet, when it cannot. */
export function useWaitWords(): (wait: ExpectedWait | undefined) => string {
  const t = useText();
  return (wait) => {
    if (wait === undefined) return t('waiting.unknown');
    const { from, to } = wait;
    if (to <= 1) return t('waiting.soon');
    return from === to ? t('waiting.about', { to }) : t('waiting.range', { from, to });
  };
}
