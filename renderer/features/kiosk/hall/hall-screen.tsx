import type { KioskState } from '@onthaal/contract/session/kiosk.ts';
import type { KioskHall } from '@onthaal/contract/session/kiosk-hall.ts';
import { ArrowLeft, CalendarCheck, Check, RotateCcw, Ticket, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { writePreferences } from '../../../app/session-control.ts';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useTypedCodes } from '../../scanning/codes/use-typed-codes.ts';
import { CheckInSentence } from './check-in/check-in-sentence.tsx';
import { CheckInStep } from './check-in/check-in-step.tsx';
import { CheckInWays } from './check-in/check-in-ways.tsx';
import { GivenNumber } from './given-number.tsx';
import { codeIn, firstOfWalkIn, quietSeconds } from './hall-steps.ts';
import { HallTitle } from './hall-title.tsx';
import { SilenceWarning } from './silence-warning.tsx';
import { Tiles } from './tiles.tsx';
import { type HallVisit, useHallVisit } from './use-hall-visit.ts';
import { useSilence } from './use-silence.ts';
import { WalkIn } from './walk-in.tsx';
import './hall-screen.css';

/** What the kiosk cannot do, said as what the visitor does now. */
function AtTheDesk({ text }: { readonly text: string }) {
  const t = useText();
  return (
    <div className="hall-trouble">
      <WifiOff aria-hidden size={72} />
      <HallTitle>{t('kiosk.trouble.title')}</HallTitle>
      <p>{text}</p>
    </div>
  );
}

function Start({
  state,
  hall,
  visit,
}: {
  readonly state: KioskState;
  readonly hall: KioskHall;
  readonly visit: HallVisit;
}) {
  const t = useText();
  if (state.problem !== null) return <AtTheDesk text={t('kiosk.trouble.line')} />;
  return (
    <>
      <div className="hall-welcome">
        <p>{t('kiosk.welcome', { building: state.board?.building ?? '' })}</p>
        <HallTitle>{t('kiosk.hall.title')}</HallTitle>
      </div>
      <Tiles
        isLarge
        tiles={[
          {
            ...{ id: 'appointment', label: t('kiosk.hall.appointment'), help: t('kiosk.hall.appointmentHelp') },
            ...{ icon: CalendarCheck, onPress: () => visit.go({ at: 'checkIn' }) },
          },
          {
            ...{ id: 'walkIn', label: t('kiosk.hall.walkIn'), help: t('kiosk.hall.walkInHelp') },
            ...{ icon: Ticket, onPress: () => visit.go(firstOfWalkIn(hall)) },
          },
        ]}
      />
    </>
  );
}

function Step(props: { readonly state: KioskState; readonly hall: KioskHall; readonly visit: HallVisit }) {
  const { state, hall, visit } = props;
  const t = useText();
  const { step } = visit;
  switch (step.at) {
    case 'start':
      return <Start state={state} hall={hall} visit={visit} />;
    case 'trees':
    case 'themes':
    case 'question':
    case 'products':
      return <WalkIn key={JSON.stringify(step)} step={step} hall={hall} visit={visit} />;
    case 'checkIn':
      return <CheckInWays go={visit.go} />;
    case 'notHere':
      return <AtTheDesk text={t('kiosk.hall.notHere')} />;
    case 'failed':
      return (
        <AtTheDesk text={t(step.code === 'KIOSK_TOO_OFTEN' ? 'kiosk.trouble.tooOften' : 'kiosk.trouble.failed')} />
      );
    case 'asking':
      return (
        <div role="status">
          <HallTitle>{t('kiosk.hall.asking')}</HallTitle>
          <Skeleton lines={3} />
        </div>
      );
    case 'given':
      return <GivenNumber number={step.number} product={step.product} said={step.said} />;
    case 'said':
      return (
        <>
          <HallTitle>{t('kiosk.hall.appointment')}</HallTitle>
          <CheckInSentence said={step.said} />
        </>
      );
    default:
      return <CheckInStep key={step.at} way={step.at} visit={visit} />;
  }
}

function OneVisit(props: { readonly state: KioskState; readonly hall: KioskHall; readonly onOver: () => void }) {
  const { state, hall, onOver } = props;
  const t = useText();
  const visit = useHallVisit();
  const { at } = visit.step;
  const quiet = at === 'start' || at === 'asking' ? undefined : quietSeconds[at === 'given' ? 'given' : 'usual'];
  const isDone = at === 'given' || at === 'said';
  const seconds = useSilence(quiet, onOver);
  useTypedCodes((read) => {
    const code = codeIn(read);
    if (code !== undefined && at !== 'asking' && at !== 'given') visit.checkIn({ code });
  });
  return (
    <div className="hall">
      <div className="hall-step">
        <Step state={state} hall={hall} visit={visit} />
      </div>
      {seconds !== undefined && <SilenceWarning seconds={seconds} />}
      {at !== 'start' && at !== 'asking' && (
        <div className="hall-actions">
          {visit.canGoBack && (
            <Button className="kiosk-button" icon={ArrowLeft} onPress={visit.back}>
              {t('kiosk.hall.back')}
            </Button>
          )}
          <Button
            className="kiosk-button"
            icon={isDone ? Check : RotateCcw}
            variant={isDone ? 'primary' : 'secondary'}
            onPress={onOver}
          >
            {t(isDone ? 'kiosk.number.done' : 'kiosk.hall.restart')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A kiosk that gives numbers. Every visitor gets a screen of their own: nothing of the one before is in it. */
export function HallScreen({ state, hall }: { readonly state: KioskState; readonly hall: KioskHall }) {
  const [visitor, setVisitor] = useState(1);
  const dispatch = useAppDispatch();
  const preferences = useAppSelector((store) => store.session.preferences);
  const next = (): void => {
    setVisitor((number) => number + 1);
    // The language and the contrast that a visitor chose are theirs.
    if (preferences.locale !== 'nl-BE' || preferences.theme === 'highContrast') {
      void writePreferences(dispatch, { ...preferences, locale: 'nl-BE', theme: 'system' });
    }
  };
  return <OneVisit key={visitor} state={state} hall={hall} onOver={next} />;
}
