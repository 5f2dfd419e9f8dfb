import { useState } from 'react';
import { useFormats } from '../i18n/use-formats.ts';
import { useText } from '../i18n/use-text.ts';
import type { FieldProps } from './field.tsx';
import { TextField } from './text-field.tsx';
import { parseTypedDay } from './typed-day.ts';

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`; empty: no day. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly onBlur?: (() => void) | undefined;
}

/**
 * A day, typed in one go (`12031985` or `12/3/85`): at a desk quicker than a calendar. Text that is no day stays in view with an
 * explanation, and the value is empty until it is one.
 */
export function DateField({ value, onChange, onBlur, ...rest }: DateFieldProps) {
  const t = useText();
  const formats = useFormats();
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && typed !== '' && parseTypedDay(typed) === undefined;
  const [left, setLeft] = useState(false);
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      placeholder={t('field.dayExample')}
      error={rest.error ?? (wrong && left ? t('field.dayWrong') : undefined)}
      value={typed ?? (value ? formats.day(value) : '')}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        const day = parseTypedDay(text) ?? '';
        if (day !== value) onChange(day);
      }}
      onBlur={() => {
        setLeft(true);
        if (!wrong) setTyped(undefined);
        onBlur?.();
      }}
    />
  );
}
