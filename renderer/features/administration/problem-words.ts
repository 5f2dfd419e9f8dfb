import type { ReferenceProblem } from '@onthaal/contract/rules/administration/index.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { Translate } from '../../i18n/use-text.ts';

/** What is wrong, as a sentence; `question` is the text of the question at fault, where there is one. */
export function problemWords(t: Translate, { problem, value }: ReferenceProblem, question?: string): string {
  const sentence = t(`administration.problem.${problem}` as MessageKey, { value: value ?? '' });
  return question === undefined ? sentence : t('administration.inQuestion', { question, sentence });
}
