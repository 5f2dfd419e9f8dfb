import { languages, type MessageChannel, messageChannels } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { useMemo } from 'react';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import { AddressFields } from './address-fields.tsx';
import {
  type Permission,
  type PersonEditForm,
  personChanges,
  personEditFaults,
  personEditFormOf,
} from './person-edit-form.ts';
import { PhoneAndEmailFields } from './phone-and-email-fields.tsx';
import { useFaultTexts } from './use-fault-texts.ts';
import './person-forms.css';

function useOptions() {
  const t = useText();
  return {
    channels: messageChannels.map((id) => ({ id, label: t.word('messageChannel', id) })),
    permissions: (['yes', 'no'] as const).map((id) => ({ id, label: t(`person.may.${id}`) })),
    languages: languages.map((id) => ({ id, label: t.word('language', id) })),
  };
}

/** The form that changes contact data and preferences, in the place where they are shown. */
export function PersonEdit({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const t = useText();
  const options = useOptions();
  const initial = useMemo(() => personEditFormOf(person), [person]);
  const draft = useDraft<PersonEditForm>(`person:${person.id}`, initial);
  const { values, set } = draft;
  const { errors, form, attempt } = useFormErrors(useFaultTexts(personEditFaults(values, person)));
  const [run, { isPending }] = useCommand('updatePerson');
  const saySaved = useSaySaved();
  const leave = () => {
    draft.drop();
    onDone();
  };
  const save = async () => {
    if (!attempt()) return;
    const changes = personChanges(values, person);
    if (Object.keys(changes).length === 0) return leave();
    const result = await run({ personId: person.id, changes });
    if (!result.ok) return;
    saySaved();
    leave();
  };
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      <div className="form-pair">
        <PhoneAndEmailFields autoFocus values={values} set={set} errors={errors} />
        <SelectField
          label={t('person.preferredChannel')}
          options={options.channels}
          value={values.preferredChannel}
          onChange={(id) => set({ preferredChannel: id as MessageChannel })}
        />
        <SelectField
          label={t('person.language')}
          options={options.languages}
          value={values.language}
          onChange={(id) => set({ language: id as Person['language'] })}
        />
        <RadioGroupField
          label={t('person.mayEmail')}
          options={options.permissions}
          value={values.mayEmail}
          onChange={(id) => set({ mayEmail: id as Permission })}
        />
        <RadioGroupField
          label={t('person.maySms')}
          help={t('person.maySmsHelp')}
          options={options.permissions}
          value={values.maySms}
          onChange={(id) => set({ maySms: id as Permission })}
        />
      </div>
      <AddressFields
        legend={t('person.address')}
        value={values.address}
        onChange={(address) => set({ address })}
        errors={errors}
        isRequired={person.address !== undefined}
      />
      <div className="form-actions">
        <Button variant="primary" keyAction="save" isPending={isPending} onPress={save}>
          {t('person.save')}
        </Button>
        <Button onPress={leave}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
