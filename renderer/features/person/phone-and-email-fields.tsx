import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';

interface PhoneAndEmail {
  readonly phoneNumber: string;
  readonly emailAddress: string;
}

export interface PhoneAndEmailFieldsProps {
  readonly values: PhoneAndEmail;
  readonly set: (changes: Partial<PhoneAndEmail>) => void;
  readonly errors: Readonly<Record<string, string>>;
  /** Says at each that it may stay empty: in a form where other fields may not. */
  readonly saysOptional?: boolean;
  readonly autoFocus?: boolean;
}

/** Where somebody can be reached at once. */
export function PhoneAndEmailFields({ values, set, errors, saysOptional, autoFocus }: PhoneAndEmailFieldsProps) {
  const t = useText();
  const optional = saysOptional ? { isRequired: false } : {};
  return (
    <>
      <TextField
        {...optional}
        label={t('person.phone')}
        type="tel"
        autoFocus={autoFocus}
        value={values.phoneNumber}
        onChange={(phoneNumber) => set({ phoneNumber })}
        error={errors.phoneNumber}
        maxLength={30}
      />
      <TextField
        {...optional}
        label={t('person.email')}
        type="email"
        value={values.emailAddress}
        onChange={(emailAddress) => set({ emailAddress })}
        error={errors.emailAddress}
        maxLength={254}
      />
    </>
  );
}
