import { type ConsultationPurpose, consultationPurposes } from '@onthaal/contract/entities/correspondence.ts';
import type { KeyboardEvent } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import { Screen } from '../../app/screen.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Kbd } from '../../ui/kbd.tsx';
import '../../ui/option-list.css';
import './person-screen.css';

/** Why one looks at a person, where the way to the card does not say so: one key, and Enter for the usual one. */
export function PurposeChoice({ onChoose }: { readonly onChoose: (purpose: ConsultationPurpose) => void }) {
  const t = useText();
  const choose = (purpose: string | undefined) => {
    const known = consultationPurposes.find((candidate) => candidate === purpose);
    if (known) onChoose(known);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(consultationPurposes[Number(event.key) - 1]);
  };
  return (
    <Screen title={t('person.purpose.title')} layout="narrow" keepFocus>
      <p className="muted">{t('person.purpose.why')}</p>
      <div className="purpose-choice" onKeyDownCapture={onKeyDown} role="presentation">
        <ListBox
          autoFocus="first"
          aria-label={t('person.purpose.title')}
          selectionMode="none"
          onAction={(key) => choose(String(key))}
        >
          {consultationPurposes.map((purpose, index) => (
            <ListBoxItem
              key={purpose}
              id={purpose}
              textValue={t.word('consultationPurpose', purpose)}
              className="option"
            >
              <span className="option-text">
                <Text slot="label">{t.word('consultationPurpose', purpose)}</Text>
              </span>
              <Kbd keys={String(index + 1)} />
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
    </Screen>
  );
}
