import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { MessageKey } from './message-key.ts';

export type TextValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;
type RichValues = Readonly<Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>>;

export interface Translate {
  /** The sentence of a key in the chosen language. */
  (key: MessageKey, values?: TextValues): string;
  /** The same with elements in it: `<strong>` in the message becomes what `values.strong` makes of it. */
  readonly rich: (key: MessageKey, values: RichValues) => ReactNode;
  /**
   * The word for a value of a fixed set, e.g. `word('dossierStatus', row.status)`. A value that a newer mid-office knows and we
   * do not is shown as it came: better a strange word than an empty place.
   */
  readonly word: (set: string, value: string | number) => string;
}

/** Makes the translate function of one language; exported for tests and for text outside React. */
export function makeTranslate(intl: IntlShape): Translate {
  const format = (id: string, values?: TextValues) =>
    String(intl.formatMessage({ id }, values as Record<string, string>));
  return Object.assign((key: MessageKey, values?: TextValues) => format(key, values), {
    rich: (key: MessageKey, values: RichValues) =>
      intl.formatMessage({ id: key as string }, values as Record<string, ReactNode>) as ReactNode,
    word: (set: string, value: string | number) => {
      const key = `${set}.${value}`;
      return key in intl.messages ? format(key) : String(value);
    },
  });
}

/** The translate function of the chosen language. */
export function useText(): Translate {
  const intl = useIntl();
  return useMemo(() => makeTranslate(intl), [intl]);
}
