import { useText } from '../../../../i18n/use-text.ts';
import { type CheckInWay, codeIn } from '../hall-steps.ts';
import type { HallVisit } from '../use-hall-visit.ts';
import { CheckInByCamera } from './check-in-by-camera.tsx';
import { CheckInByCard } from './check-in-by-card.tsx';
import { CheckInByName } from './check-in-by-name.tsx';
import { codeKeys } from './on-screen-keys.tsx';
import { TypedStep } from './typed-step.tsx';

/** The way of checking in that was chosen. */
export function CheckInStep({ way, visit }: { readonly way: CheckInWay; readonly visit: HallVisit }) {
  const t = useText();
  const { checkIn, checkInByCard } = visit;
  if (way === 'card') return <CheckInByCard onCard={checkInByCard} />;
  if (way === 'name') return <CheckInByName onDone={checkIn} />;
  if (way === 'scan') {
    return (
      <CheckInByCamera
        onCode={(read) => {
          const code = codeIn(read);
          if (code !== undefined) checkIn({ code });
        }}
      />
    );
  }
  return (
    <TypedStep
      title={t('kiosk.checkIn.code')}
      label={t('kiosk.checkIn.codeLabel')}
      help={t('kiosk.checkIn.codeHelp')}
      rows={codeKeys}
      maxLength={12}
      problem={(value) => (codeIn(value) === undefined ? t('kiosk.checkIn.codeWrong') : undefined)}
      action={t('kiosk.checkIn.do')}
      onDone={(value) => checkIn({ code: codeIn(value) ?? value })}
    />
  );
}
