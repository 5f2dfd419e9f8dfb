import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback } from 'react';
import { type Translate, useText } from '../i18n/use-text.ts';
import { showNotice } from './notice-board.ts';

/** What went wrong and what to do next, as one text. */
export function errorWords({ code, details }: Pick<OnthaalError, 'code' | 'details'>, t: Translate): string {
  return `${t(`error.${code}.text`, details)} ${t(`error.${code}.next`, details)}`;
}

/** Says in a notice what went wrong, and what to do next. */
export function showErrorNotice({ code, details }: OnthaalError, t: Translate): void {
  showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
}

/** The same, in the language of the screen. */
export function useErrorNotice(): (error: OnthaalError) => void {
  const t = useText();
  return useCallback((error) => showErrorNotice(error, t), [t]);
}
