import { useState } from 'react';
import { useText } from '../../../../i18n/use-text.ts';
import { birthDay } from '../hall-steps.ts';
import { digitKeys, nameKeys } from './on-screen-keys.tsx';
import { TypedStep } from './typed-step.tsx';

/** As a last resort: the family name, then the birth date. */
export function CheckInByName(props: {
  readonly onDone: (proof: { readonly familyName: string; readonly birthDate: string }) => void;
}) {
  const t = useText();
  const [familyName, setFamilyName] = useState<string>();
  if (familyName === undefined) {
    return (
      <TypedStep
        key="name"
        title={t('kiosk.checkIn.name')}
        label={t('kiosk.checkIn.familyName')}
        help={t('kiosk.checkIn.familyNameHelp')}
        rows={nameKeys}
        maxLength={80}
        problem={(value) => (value.trim() === '' ? t('field.required') : undefined)}
        action={t('kiosk.checkIn.next')}
        onDone={setFamilyName}
      />
    );
  }
  return (
    <TypedStep
      key="day"
      title={t('kiosk.checkIn.name')}
      label={t('kiosk.checkIn.birthDate')}
      help={t('kiosk.checkIn.birthDateHelp')}
      rows={digitKeys}
      maxLength={8}
      problem={(value) => (birthDay(value) === undefined ? t('kiosk.checkIn.birthDateWrong') : undefined)}
      action={t('kiosk.checkIn.do')}
      onDone={(digits) => {
        const birthDate = birthDay(digits);
        if (birthDate !== undefined) props.onDone({ familyName, birthDate });
      }}
    />
  );
}
