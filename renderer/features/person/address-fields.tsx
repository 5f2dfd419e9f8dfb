import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { AddressForm } from './address-form.ts';
import './person-forms.css';

interface AddressFieldsProps {
  readonly legend: string;
  readonly value: AddressForm;
  readonly onChange: (value: AddressForm) => void;
  /** Errors by `address.<field>`. */
  readonly errors: Readonly<Record<string, string>>;
  readonly isRequired?: boolean;
}

/** The parts of a Belgian address, in the order people say them. */
export function AddressFields({ legend, value, onChange, errors, isRequired = false }: AddressFieldsProps) {
  const t = useText();
  const field = (name: keyof AddressForm, maxLength: number) => (
    <TextField
      label={t(`person.address.${name}`)}
      value={value[name]}
      onChange={(text) => onChange({ ...value, [name]: text })}
      error={errors[`address.${name}`]}
      maxLength={maxLength}
      {...(isRequired ? { isRequired: name !== 'boxNumber' } : {})}
    />
  );
  return (
    <fieldset className="form-group">
      <legend className="form-legend">
        {legend}
        {!isRequired && <span className="field-optional"> ({t('field.optional')})</span>}
      </legend>
      <div className="address-fields">
        {field('streetName', 120)}
        {field('houseNumber', 12)}
        {field('boxNumber', 12)}
        {field('postalCode', 12)}
        {field('municipality', 80)}
      </div>
    </fieldset>
  );
}
