import { X } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import type { ChoiceOption } from '../../../ui/choice-option.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';

interface CodesFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired?: boolean;
  readonly options: readonly ChoiceOption[];
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
  readonly error?: string | undefined;
}

/** Some out of a list: each choice adds one, the cross takes one away. */
export function CodesField({ label, help, isRequired = false, options, value, onChange, error }: CodesFieldProps) {
  const t = useText();
  const nameOf = (code: string) => options.find(({ id }) => id === code)?.label ?? code;
  return (
    <div className="stack-small">
      <SelectField
        label={label}
        help={help}
        isRequired={isRequired}
        placeholder={t('administration.add')}
        options={options.filter(({ id }) => !value.includes(id))}
        value=""
        onChange={(code) => {
          if (code !== '') onChange([...value, code]);
        }}
        error={error}
      />
      {value.length > 0 && (
        <ul className="codes" aria-label={label}>
          {value.map((code) => (
            <li key={code}>
              {nameOf(code)}
              <IconButton
                icon={X}
                size="small"
                label={t('administration.takeAway', { name: nameOf(code) })}
                onPress={() => onChange(value.filter((one) => one !== code))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
