import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import type { MessageKey } from '../../../i18n/message-key.ts';

/** Whole percents that the centre has; 100 only when it has all. */
export function percentSent({ sent, bytes }: Pick<ContentCondition, 'sent' | 'bytes'>): number {
  return bytes === 0 ? 0 : Math.min(sent < bytes ? 99 : 100, Math.floor((100 * sent) / bytes));
}

/** What is said of a content in a few words. */
export function contentWords(condition: ContentCondition): {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, number>>;
} {
  const percent = percentSent(condition);
  const key = `dossier.content.${condition.state}` as const;
  if (condition.state === 'offline' && percent > 0) return { key: 'dossier.content.offlineAt', values: { percent } };
  const isMoving = condition.state === 'sending' || condition.state === 'fetching';
  return { key, values: isMoving ? { percent } : {} };
}
