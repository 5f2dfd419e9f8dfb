import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import { personKinds } from '@onthaal/contract/entities/person.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useText } from '../../i18n/use-text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddressFields } from '../person/address-fields.tsx';
import { PhoneAndEmailFields } from '../person/phone-and-email-fields.tsx';
import type { NewPersonForm } from './new-person-form.ts';

export interface NewPersonFieldsProps {
  readonly values: NewPersonForm;
  readonly set: (changes: Partial<NewPersonForm>) => void;
  readonly errors: Readonly<Record<string, string>>;
  /** What the store said of one field, such as a wrong check digit. */
  readonly refused: OnthaalError | undefined;
}

function CitizenFields({ values, set, errors, refused }: NewPersonFieldsProps) {
  const t = useText();
  const numberError =
    refused?.field === 'nationalNumber' ? t(`error.${refused.code}.text`, refused.details) : undefined;
  return (
    <>
      <div className="form-pair">
        <TextField
          label={t('newPerson.givenName')}
          isRequired={false}
          autoFocus
          value={values.givenName}
          onChange={(givenName) => set({ givenName })}
          maxLength={100}
        />
        <TextField
          label={t('newPerson.familyName')}
          isRequired
          value={values.familyName}
          onChange={(familyName) => set({ familyName })}
          error={errors.familyName}
          maxLength={100}
        />
      </div>
      <div className="form-pair">
        <TextField
          label={t('newPerson.nationalNumber')}
          isRequired={false}
          inputMode="numeric"
          value={values.nationalNumber}
          onChange={(nationalNumber) => set({ nationalNumber })}
          error={numberError}
          maxLength={20}
        />
        <DateField
          label={t('newPerson.birthDate')}
          isRequired={false}
          value={values.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
      </div>
    </>
  );
}

function OrganisationFields({ values, set, errors, refused }: NewPersonFieldsProps) {
  const t = useText();
  const numberError =
    refused?.field === 'enterpriseNumber' ? t(`error.${refused.code}.text`, refused.details) : undefined;
  return (
    <div className="form-pair">
      <TextField
        label={t('newPerson.organisationName')}
        isRequired
        autoFocus
        value={values.organisationName}
        onChange={(organisationName) => set({ organisationName })}
        error={errors.organisationName}
        maxLength={200}
      />
      <TextField
        label={t('newPerson.enterpriseNumber')}
        isRequired={false}
        inputMode="numeric"
        value={values.enterpriseNumber}
        onChange={(enterpriseNumber) => set({ enterpriseNumber })}
        error={numberError}
        maxLength={20}
      />
    </div>
  );
}

function ContactDataFields({ values, set, errors }: NewPersonFieldsProps) {
  const t = useText();
  return (
    <div className="form-pair">
      <PhoneAndEmailFields saysOptional values={values} set={set} errors={errors} />
      <SelectField
        label={t('person.language')}
        options={languages.map((id) => ({ id, label: t.word('language', id) }))}
        value={values.language}
        onChange={(language) => set({ language: language as NewPersonForm['language'] })}
      />
    </div>
  );
}

/** The fields of a new person or organisation. */
export function NewPersonFields(props: NewPersonFieldsProps) {
  const t = useText();
  const { values, set, errors } = props;
  return (
    <>
      <RadioGroupField
        label={t('newPerson.kind')}
        options={personKinds.map((id) => ({ id, label: t.word('personKind', id) }))}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as NewPersonForm['kind'] })}
      />
      {values.kind === 'citizen' ? <CitizenFields {...props} /> : <OrganisationFields {...props} />}
      <AddressFields
        legend={t('person.address')}
        value={values.address}
        onChange={(address) => set({ address })}
        errors={errors}
      />
      <ContactDataFields {...props} />
    </>
  );
}
