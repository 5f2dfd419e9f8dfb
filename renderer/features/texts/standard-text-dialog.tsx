import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import {
  chooseTexts,
  fillText,
  languageOf,
  type StandardText,
  type TextPart,
} from '@onthaal/contract/rules/texts/index.ts';
import { useState } from 'react';
import { Header, ListBoxItem, ListBoxSection, Text } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchList } from '../../ui/search-list.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { type TextSubject, useTextValues } from './use-text-values.ts';
import './texts.css';

interface DialogProps {
  readonly subject: TextSubject;
  readonly onChoose: (parts: readonly TextPart[]) => void;
  readonly onClose: () => void;
}

/** A filled-in text; what still has to be filled stands out. */
export function FilledText({ parts }: { readonly parts: readonly TextPart[] }) {
  return parts.map(({ text, start, isGap }) =>
    isGap ? (
      <mark key={start} className="texts-gap">
        {text}
      </mark>
    ) : (
      <span key={start}>{text}</span>
    ),
  );
}

/** Texts that clerks use often, by a word of them: those in the citizen's language first, with what is known filled in. */
export function StandardTextDialog({ subject, onChoose, onClose }: DialogProps) {
  const t = useText();
  const texts = useReferences('standardText');
  const { language, valuesIn } = useTextValues(subject);
  const [typed, setTyped] = useState('');
  const groups = chooseTexts(texts, typed, language);
  const partsOf = (text: StandardText) => fillText(text.data.body, languageOf(text), valuesIn(languageOf(text)));
  const heading = (theme: string, inLanguage: Language) =>
    inLanguage === language ? theme : `${theme} · ${t.word('language', inLanguage)}`;
  const choose = (id: string) => {
    const chosen = texts.find((text) => text.id === id);
    if (chosen !== undefined) onChoose(partsOf(chosen));
  };
  return (
    <Dialog isOpen size="large" placement="top" title={t('texts.title')} onClose={onClose}>
      <SearchList
        label={t('texts.search')}
        listLabel={t('texts.title')}
        listClass="option-list texts-list"
        none={t('texts.none')}
        typed={typed}
        onType={setTyped}
        onChoose={choose}
      >
        {groups.map(({ language: inLanguage, theme, texts: ofTheme }) => (
          <ListBoxSection key={`${inLanguage} ${theme}`} id={`${inLanguage} ${theme}`}>
            <Header className="texts-theme">{heading(theme, inLanguage)}</Header>
            {ofTheme.map((text) => (
              <ListBoxItem key={text.id} id={text.id} textValue={text.name} className="option">
                <span className="option-text">
                  <Text slot="label" className="texts-name">
                    {text.name}
                  </Text>
                  <Text slot="description" className="option-description texts-body" lang={inLanguage}>
                    <FilledText parts={partsOf(text)} />
                  </Text>
                </span>
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </SearchList>
    </Dialog>
  );
}
