import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';

/** Says in a notice what went wrong, and what to do next. */
export function useErrorNotice() {
  const t = useText();
  return ({ code, details }: OnthaalError) =>
    showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
}
