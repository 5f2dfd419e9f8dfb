import type { OpenVisit, QueueBoard } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import type { KeyAction } from '../../keys/key-table.ts';
import { Button } from '../../ui/button.tsx';
import { currentOf, elsewhereOf, useOpenVisits } from '../visit/use-open-visits.ts';
import { useSwitchVisit } from '../visit/use-switch-visit.ts';
import { placesAfter, type VisitPlaces } from '../visit/visit-places.ts';
import { BackOfficeClock, BackOfficeKey } from './back-office/back-office-clock.tsx';
import { useBackOfficeWork } from './back-office/use-back-office.ts';
import { nextAppointment } from './next-appointment.ts';
import { OwnAppointment } from './own-appointment.tsx';
import { useCallNext } from './use-call-next.ts';
import { minutesSince, useDesk, useNow, useQueueBoard, useReceivesVisitors } from './use-queue.ts';
import { useWaitWords } from './use-wait-words.ts';
import './queue.css';

/** The number of each open visit, as long as it is open. */
function useVisitPlaces(visits: readonly OpenVisit[] | undefined): VisitPlaces {
  const [places, setPlaces] = useState<VisitPlaces>({});
  const next =
    visits === undefined
      ? places
      : placesAfter(
          places,
          visits.map(({ id }) => id),
        );
  if (JSON.stringify(next) !== JSON.stringify(places)) setPlaces(next);
  return next;
}

function Parked({ visit, place, now }: { readonly visit: OpenVisit; readonly place: number; readonly now: number }) {
  const t = useText();
  const switchTo = useSwitchVisit();
  return (
    <li>
      <Button size="small" keyAction={`visit${place}` as KeyAction} onPress={() => void switchTo(visit)}>
        {t('visit.parked', { ticket: visit.ticket, minutes: minutesSince(visit.since, now) })}
      </Button>
    </li>
  );
}

/** A visit that is open at another computer of who looks: one key brings it here. */
function Elsewhere({ visit, isFirst }: { readonly visit: OpenVisit; readonly isFirst: boolean }) {
  const t = useText();
  const switchTo = useSwitchVisit();
  const takeOver = () => void switchTo(visit);
  return (
    <p className="visit-elsewhere">
      {t('visit.isElsewhere', { ticket: visit.ticket, desk: visit.deskName ?? '' })}{' '}
      <Button size="small" {...(isFirst ? { keyAction: 'takeOverVisit' as const } : {})} onPress={takeOver}>
        {t('visit.takeOver')}
      </Button>
    </p>
  );
}

/** How many wait and for how long, and what somebody hears who comes in now. */
function WhoWaits({ board }: { readonly board: QueueBoard }) {
  const t = useText();
  const words = useWaitWords();
  const now = useNow();
  const longest = Math.max(...board.waiting.map(({ arrivedAt }) => minutesSince(arrivedAt, now)));
  return (
    <p className="muted">
      {t('waiting.strip', { count: board.waiting.length, minutes: longest })}
      {' · '}
      {t('waiting.newcomer', { wait: words(board.newcomer) })}
    </p>
  );
}

function Strip() {
  const t = useText();
  const now = useNow();
  const { call, isPending } = useCallNext();
  const isOnQueue = useAppSelector(selectRoute).name === 'queue';
  const visits = useOpenVisits();
  const places = useVisitPlaces(visits);
  const current = currentOf(visits);
  const elsewhere = elsewhereOf(visits);
  const parked = (visits ?? []).filter((visit) => visit !== current && !elsewhere.includes(visit));
  // On its own screen the button binds its key.
  useKeyAction('callNext', !isOnQueue && !isPending ? call : undefined);
  const board = useQueueBoard();
  const isAtDesk = useDesk().desk !== undefined;
  // The queue's own screen says it better.
  const waiting = !isOnQueue && isAtDesk && board !== undefined && board.waiting.length > 0 ? board : undefined;
  const work = useBackOfficeWork();
  const own = isAtDesk && board !== undefined ? nextAppointment(board.ownAppointments, now) : undefined;
  if (parked.length === 0 && elsewhere.length === 0 && waiting === undefined && own === undefined && !work) return null;
  return (
    <section className="visit-strip" aria-label={t('visit.strip')}>
      {elsewhere.map((visit, place) => (
        <Elsewhere key={visit.id} visit={visit} isFirst={place === 0} />
      ))}
      {parked.length > 0 && (
        <>
          <p className="muted">{t('queue.parked')}</p>
          <ol aria-label={t('visit.parkedVisits')}>
            {parked.map((visit) => (
              <Parked key={visit.id} visit={visit} place={places[visit.id] ?? 0} now={now} />
            ))}
          </ol>
        </>
      )}
      {work && <BackOfficeClock work={work} />}
      {waiting && <WhoWaits board={waiting} />}
      {own && <OwnAppointment next={own} />}
    </section>
  );
}

/** Who waits, the work without a visitor and the parked visits, on every screen, these each with the key that takes it up again; binds the key that calls from anywhere. */
export function VisitStrip() {
  return useReceivesVisitors() ? (
    <>
      <Strip />
      <BackOfficeKey />
    </>
  ) : null;
}
