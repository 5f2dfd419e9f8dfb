import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { foldText } from '@onthaal/contract/rules/search/index.ts';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Header, Input, Label, ListBoxItem, ListBoxSection, SearchField, Text } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { SearchList } from '../../ui/search-list.tsx';
import './type-search.css';
import { typesByTheme } from './new-dossier-form.ts';
import './type-picker.css';

type DossierType = ReferenceOf<'dossierType'>;

interface TypePickerProps {
  readonly types: readonly DossierType[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (typeCode: string) => void;
}

function TypeList({ types, error, onChange }: TypePickerProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const themes = typesByTheme(types, typed, foldText);
  const found = themes.flatMap((theme) => theme.types);
  /** One hit is taken at once; among several the arrows choose. */
  const takeOnly = () => {
    if (typed.trim() !== '' && found.length === 1 && found[0]) onChange(found[0].code);
  };
  const box = (
    <SearchField className="field type-search" autoFocus onSubmit={takeOnly} {...(error ? { isInvalid: true } : {})}>
      <Label className="field-label">{t('newDossier.type')}</Label>
      <div className="search-field">
        <Search className="search-field-icon" aria-hidden size={16} />
        <Input
          className="input"
          placeholder={t('newDossier.typeSearch')}
          {...(error ? { 'aria-invalid': true } : {})}
        />
      </div>
      {error && <p className="field-error">{error}</p>}
    </SearchField>
  );
  return (
    <SearchList
      box={box}
      listLabel={t('newDossier.types')}
      listClass="option-list type-list"
      none={t('newDossier.noType')}
      typed={typed}
      onType={setTyped}
      onChoose={onChange}
    >
      {themes.map(({ theme, types: inTheme }) => (
        <ListBoxSection key={theme} id={theme}>
          <Header className="type-theme">{theme}</Header>
          {inTheme.map((type) => (
            <ListBoxItem key={type.code} id={type.code} textValue={type.name} className="option">
              <span className="option-text">
                <Text slot="label" className="type-name">
                  {type.name}
                </Text>
                <Text slot="description" className="option-description">
                  {type.data.description}
                </Text>
              </span>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </SearchList>
  );
}

/** Chooses what kind of dossier it is, by a word of its name, theme or description. */
export function TypePicker(props: TypePickerProps) {
  const t = useText();
  const chosen = props.types.find((type) => type.code === props.value);
  if (!chosen) return <TypeList {...props} />;
  return (
    <div className="field">
      <span className="field-label">{t('newDossier.type')}</span>
      <div className="chosen">
        <div className="chosen-text">
          <p className="chosen-title">{chosen.name}</p>
          <p className="muted">{chosen.data.description}</p>
        </div>
        <Button size="small" onPress={() => props.onChange('')}>
          {t('newDossier.otherType')}
        </Button>
      </div>
    </div>
  );
}
