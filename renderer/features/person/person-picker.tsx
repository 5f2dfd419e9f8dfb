import type { SearchHit } from '@onthaal/contract/store/rows.ts';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { usePersonCardQuery } from '../../bridge/store-api.ts';
import { addressText } from '../../i18n/address-text.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ariaFieldProps, FieldBody } from '../../ui/field.tsx';
import '../../ui/option-list.css';
import { draftKept } from '../interaction/drafts-slice.ts';
import { newPersonDraftKey, prefillFrom } from '../new-person/new-person-form.ts';
import { useSearch } from '../search/use-search.ts';
import './person-forms.css';

interface PersonPickerProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  /** Id of the person; empty: nobody chosen. */
  readonly value: string;
  readonly onChange: (personId: string) => void;
}

function ChosenPerson({ label, value, onChange }: PersonPickerProps) {
  const t = useText();
  const formats = useFormats();
  const { data } = usePersonCardQuery({ personId: value });
  const person = data?.person;
  const details = [
    person?.birthDate ? formats.day(person.birthDate) : '',
    person?.address ? addressText(person.address) : '',
  ].filter(Boolean);
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div className="chosen">
        <div className="chosen-text">
          <p className="chosen-title">{person?.displayName ?? t('person.picker.reading')}</p>
          <p className="muted">{details.join(' · ')}</p>
        </div>
        <Button size="small" onPress={() => onChange('')}>
          {t('person.picker.other')}
        </Button>
      </div>
    </div>
  );
}

function HitOption({ hit }: { readonly hit: SearchHit }) {
  return (
    <ListBoxItem id={hit.id} textValue={hit.title} className="option">
      <span className="option-text">
        <Text slot="label">{hit.title}</Text>
        {hit.subtitle && (
          <Text slot="description" className="option-description">
            {hit.subtitle}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}

function PersonSearch(props: PersonPickerProps) {
  const t = useText();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { result, isBusy } = useSearch(text, 12);
  const hits = result?.groups.find((group) => group.kind === 'person')?.hits ?? [];
  const create = () => {
    dispatch(draftKept({ key: newPersonDraftKey, values: { ...prefillFrom(text) } }));
    navigate.open({ name: 'newPerson' });
  };
  const hint = text.trim() === '' ? t('person.picker.type') : isBusy ? t('search.busy') : t('person.picker.nobody');
  return (
    <div className="stack-small">
      <ComboBox
        {...ariaFieldProps(props)}
        items={hits}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => key !== null && props.onChange(String(key))}
        menuTrigger="input"
        allowsEmptyCollection
      >
        <FieldBody {...props}>
          <Input className="input" placeholder={t('person.picker.placeholder')} />
        </FieldBody>
        <Popover className="popover option-popover" offset={4}>
          <ListBox<SearchHit> className="option-list" renderEmptyState={() => <p className="option-empty">{hint}</p>}>
            {(hit) => <HitOption hit={hit} />}
          </ListBox>
        </Popover>
      </ComboBox>
      <div className="row">
        <Button size="small" variant="quiet" icon={UserPlus} onPress={create}>
          {t('person.picker.create')}
        </Button>
      </div>
    </div>
  );
}

/** Chooses a person by searching as everywhere; what is typed goes along when the person has to be made first. */
export function PersonPicker(props: PersonPickerProps) {
  return props.value ? <ChosenPerson {...props} /> : <PersonSearch {...props} />;
}
