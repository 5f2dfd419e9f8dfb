import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { usePersonSummaryQuery } from '../../bridge/store-api.ts';
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
import { ShieldedTag } from './shielded-tag.tsx';

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

function ChosenPerson({ label, value, onChange, autoFocus }: PersonPickerProps) {
  const t = useText();
  const formats = useFormats();
  const { data } = usePersonSummaryQuery({ personId: value });
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
          {person?.shielded ? <ShieldedTag /> : <p className="muted">{details.join(' · ')}</p>}
        </div>
        <Button size="small" autoFocus={autoFocus ?? false} onPress={() => onChange('')}>
          {t('person.picker.other')}
        </Button>
      </div>
    </div>
  );
}

interface PersonOption {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly shielded?: true | undefined;
}

const createId = 'create';

function PersonOptionItem({ option }: { readonly option: PersonOption }) {
  return (
    <ListBoxItem id={option.id} textValue={option.title} className="option">
      {option.id === createId && <UserPlus aria-hidden size={16} />}
      <span className="option-text">
        <Text slot="label">{option.title}</Text>
        {option.shielded && <ShieldedTag />}
        {option.subtitle && (
          <Text slot="description" className="option-description">
            {option.subtitle}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}

/** Opens the form of a new person with what was typed. */
function useCreatePerson(text: string): () => void {
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  return () => {
    dispatch(draftKept({ key: newPersonDraftKey, values: { ...prefillFrom(text) } }));
    navigate.open({ name: 'newPerson' });
  };
}

function PersonSearch(props: PersonPickerProps) {
  const t = useText();
  const [text, setText] = useState('');
  const { result, isBusy } = useSearch(text, 12);
  const create = useCreatePerson(text);
  const hits: readonly PersonOption[] = result?.groups.find((group) => group.kind === 'person')?.hits ?? [];
  const offer = { id: createId, title: t('person.picker.create'), subtitle: t('person.picker.createHelp') };
  const options = text.trim() === '' || isBusy ? hits : [...hits, offer];
  const choose = (id: string) => (id === createId ? create() : props.onChange(id));
  return (
    <div className="stack-small">
      <ComboBox
        {...ariaFieldProps(props)}
        items={options}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => key !== null && choose(String(key))}
        menuTrigger="input"
        allowsEmptyCollection
        // Esc, or a look elsewhere, keeps what was typed.
        allowsCustomValue
      >
        <FieldBody {...props}>
          <Input className="input" placeholder={t('person.picker.placeholder')} />
        </FieldBody>
        <Popover className="popover option-popover" offset={4}>
          <ListBox<PersonOption>
            className="option-list"
            renderEmptyState={() => <p className="option-empty">{t(isBusy ? 'search.busy' : 'person.picker.type')}</p>}
          >
            {(option) => <PersonOptionItem option={option} />}
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

/**
 * Chooses a person by searching as everywhere; what is typed goes along when the person has to be made first. Choosing, or
 * choosing again, takes the focus along.
 */
export function PersonPicker(props: PersonPickerProps) {
  const [isUsed, setUsed] = useState(false);
  const change = (personId: string) => {
    setUsed(true);
    props.onChange(personId);
  };
  const autoFocus = isUsed || (props.autoFocus ?? false);
  return props.value ? (
    <ChosenPerson {...props} onChange={change} autoFocus={isUsed} />
  ) : (
    <PersonSearch {...props} onChange={change} autoFocus={autoFocus} />
  );
}
