import type { Person } from '@onthaal/contract/entities/person.ts';
import type { PersonCard } from '@onthaal/contract/store/reads.ts';
import { Eye, EyeOff, Lock } from 'lucide-react';
import { useState } from 'react';
import { addressText } from '../../i18n/address-text.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ageOn, enterpriseNumberText, nationalNumberText, warningsOf, warningTone } from './person-facts.ts';

interface NationalNumberProps {
  /** The whole number, once that was asked for. */
  readonly nationalNumber: string | undefined;
  readonly masked: string;
  /** Asks for the whole number, which is written down first. */
  readonly onReveal: () => void;
}

function NationalNumber({ nationalNumber, masked, onReveal }: NationalNumberProps) {
  const t = useText();
  const [isWanted, setWanted] = useState(false);
  const isShown = isWanted && nationalNumber !== undefined;
  const toggle = () => {
    if (!isShown && nationalNumber === undefined) onReveal();
    setWanted(!isShown);
  };
  return (
    <span className="person-number">
      <span className="visually-hidden">{t('person.nationalNumber')} </span>
      <span className="number">{isShown ? nationalNumberText(nationalNumber) : masked}</span>
      <Button size="small" variant="quiet" icon={isShown ? EyeOff : Eye} onPress={toggle}>
        {isShown ? t('person.hideNumber') : t('person.showNumber')}
      </Button>
    </span>
  );
}

/** The address, with the word that it is secret where it is. */
export function PersonAddress({ person }: { readonly person: Person }) {
  const t = useText();
  if (!person.address) return null;
  const isSecret = person.flags.some((flag) => flag.kind === 'addressSecret');
  return (
    <span className="row">
      {addressText(person.address)}
      {isSecret && (
        <Tag tone="danger" icon={Lock}>
          {t('person.addressSecret')}
        </Tag>
      )}
    </span>
  );
}

/** The line under the name: born, number, address. */
export function PersonSubtitle({ card, onReveal }: { readonly card: PersonCard; readonly onReveal: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { person, maskedNationalNumber } = card;
  const { birthDate, nationalNumber, enterpriseNumber, associationCode, address } = person;
  const isDeceased = person.flags.some((flag) => flag.kind === 'deceased');
  const day = birthDate ? formats.day(birthDate) : '';
  return (
    <>
      {birthDate && (
        <span>
          {isDeceased
            ? t('person.born', { day })
            : t('person.bornAge', { day, age: ageOn(birthDate, dayOf(new Date())) })}
        </span>
      )}
      {maskedNationalNumber && (
        <NationalNumber nationalNumber={nationalNumber} masked={maskedNationalNumber} onReveal={onReveal} />
      )}
      {enterpriseNumber && <span className="number">{`KBO ${enterpriseNumberText(enterpriseNumber)}`}</span>}
      {associationCode && <span className="number">{associationCode}</span>}
      {address && <PersonAddress person={person} />}
    </>
  );
}

/** What one must know before anything else, the gravest first. */
export function PersonWarnings({ person }: { readonly person: Person }) {
  const t = useText();
  const formats = useFormats();
  return (
    <>
      {warningsOf(person.flags).map((flag) => (
        <Banner
          key={flag.id}
          tone={warningTone(flag.kind)}
          title={t('person.warning.since', {
            warning: t.word('personFlag', flag.kind),
            day: formats.day(flag.since),
          })}
        >
          {flag.explanation ?? t(`person.warning.${flag.kind}`)}
        </Banner>
      ))}
    </>
  );
}
