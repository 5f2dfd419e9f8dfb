import type { QueueBoard, VisitRow } from '@onthaal/contract/store/visits.ts';
import { BellRing, CalendarCheck, TicketPlus } from 'lucide-react';
import { useState } from 'react';
import { NothingHere, useKnownCount } from '../../app/nothing-here.tsx';
import { Screen } from '../../app/screen.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { WaitingPapersCard } from '../messages/paper/waiting-papers-card.tsx';
import { ArriveDialog } from './arrive-dialog.tsx';
import { CheckInDialog } from './check-in/check-in-dialog.tsx';
import { CurrentVisitCard } from './current-visit-card.tsx';
import { DeskChoice } from './desk-choice.tsx';
import { TicketButton, useTicketTrouble } from './ticket-line.tsx';
import { useCallNext } from './use-call-next.ts';
import { currentVisit, minutesSince, useDesk, useNow, useQueueBoard } from './use-queue.ts';
import { useVisitEvent } from './use-visit-event.ts';
import { useWaitWords } from './use-wait-words.ts';
import { VisitActions } from './visit-actions.tsx';
import { VisitLine } from './visit-line.tsx';
import './queue.css';

/** From here on a wait is long: shown by a word beside the number. */
const LONG_WAIT_MINUTES = 20;

function WaitTag({ visit }: { readonly visit: VisitRow }) {
  const t = useText();
  const minutes = minutesSince(visit.arrivedAt, useNow());
  const isLong = minutes >= LONG_WAIT_MINUTES;
  return <Tag tone={isLong ? 'caution' : 'neutral'}>{t(isLong ? 'queue.waitsLong' : 'queue.waits', { minutes })}</Tag>;
}

function WaitingLine({ visit, hasDesk }: { readonly visit: VisitRow; readonly hasDesk: boolean }) {
  const t = useText();
  const formats = useFormats();
  const words = useWaitWords();
  const happens = useVisitEvent();
  const trouble = useTicketTrouble(visit);
  return (
    <VisitLine
      visit={visit}
      more={[
        visit.appointmentAt && t('queue.appointmentAt', { time: formats.time(visit.appointmentAt) }),
        visit.waitsForDeskName && t('queue.waitsFor', { desk: visit.waitsForDeskName }),
        visit.wait && words(visit.wait),
        trouble,
      ]}
    >
      {!visit.isCallable && visit.waitsForDeskName === undefined && hasDesk && <Tag>{t('queue.otherService')}</Tag>}
      <WaitTag visit={visit} />
      <TicketButton visit={visit} />
      <Button
        size="small"
        variant="quiet"
        aria-label={t('queue.actionOf', { action: t('queue.event.left'), ticket: visit.ticket })}
        onPress={() => void happens(visit, 'left')}
      >
        {t('queue.event.left')}
      </Button>
    </VisitLine>
  );
}

function WaitingCard({ board }: { readonly board: QueueBoard }) {
  const t = useText();
  const hasDesk = useDesk().desk !== undefined;
  const words = useWaitWords();
  return (
    <Card title={t('queue.waiting')} count={useKnownCount(board.waiting.length)} isFlush>
      {board.waiting.length === 0 && <NothingHere isCompact title={t('queue.nobody')} />}
      {board.waiting.length > 0 && hasDesk && (
        <p className="queue-newcomer muted">{t('waiting.newcomer', { wait: words(board.newcomer) })}</p>
      )}
      <ol className="lines">
        {board.waiting.map((visit) => (
          <WaitingLine key={visit.id} visit={visit} hasDesk={hasDesk} />
        ))}
      </ol>
    </Card>
  );
}

function AtDesksCard({ visits }: { readonly visits: readonly VisitRow[] }) {
  const t = useText();
  const now = useNow();
  return (
    <Card title={t('queue.atDesks')} count={visits.length} isFlush>
      {visits.length === 0 && <NothingHere isCompact title={t('queue.noneAtDesks')} />}
      <ul className="lines">
        {visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} more={[visit.deskName, visit.memberName]}>
            <Tag tone={visit.state === 'serving' ? 'positive' : 'information'}>{t.word('visitState', visit.state)}</Tag>
            <span className="muted number">{t('queue.minutes', { minutes: minutesSince(visit.since, now) })}</span>
          </VisitLine>
        ))}
      </ul>
    </Card>
  );
}

interface ListProps {
  readonly title: string;
  readonly visits: readonly VisitRow[];
}

/** Visits with what one can still do with them; nothing when there are none. */
function ActionList({ title, visits }: ListProps) {
  const t = useText();
  if (visits.length === 0) return null;
  return (
    <Card title={title} count={visits.length} isFlush>
      <ul className="lines">
        {visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} more={[t.word('visitState', visit.state)]}>
            <VisitActions visit={visit} withKeys={false} />
          </VisitLine>
        ))}
      </ul>
    </Card>
  );
}

function Board({ board }: { readonly board: QueueBoard }) {
  const t = useText();
  const current = currentVisit(board);
  // What is open at another computer stands on the strip, with the key that brings it here.
  const parked = board.atDesks.filter(({ isMine, state }) => isMine && state === 'parked');
  return (
    <div className="queue">
      <div className="stack">
        <CurrentVisitCard visit={current} callable={board.callable} />
        <ActionList title={t('queue.parked')} visits={parked} />
        <ActionList title={t('queue.justOver')} visits={board.justOver} />
        <WaitingPapersCard />
      </div>
      <div className="stack">
        <WaitingCard board={board} />
        <AtDesksCard visits={board.atDesks.filter(({ isMine }) => !isMine)} />
      </div>
    </div>
  );
}

/** "Wachtrij": who is at this desk, who waits, and who is at the other desks of the building. */
export function QueueScreen() {
  const t = useText();
  const { desk } = useDesk();
  const board = useQueueBoard();
  const { call, isPending } = useCallNext();
  const [isArriving, setArriving] = useState(false);
  const [isCheckingIn, setCheckingIn] = useState(false);
  const actions = desk && (
    <>
      <Button
        variant={board && currentVisit(board) ? 'secondary' : 'primary'}
        icon={BellRing}
        keyAction="callNext"
        isPending={isPending}
        onPress={call}
      >
        {t('queue.next')}
      </Button>
      <Button icon={CalendarCheck} onPress={() => setCheckingIn(true)}>
        {t('waiting.checkIn')}
      </Button>
      <Button icon={TicketPlus} keyAction="edit" onPress={() => setArriving(true)}>
        {t('queue.arrive')}
      </Button>
    </>
  );
  return (
    <Screen title={t('screen.queue')} subtitle={desk && <DeskChoice />} actions={actions}>
      {desk === undefined && <DeskChoice isFirst />}
      {board === undefined ? <Skeleton lines={8} /> : <Board board={board} />}
      {isCheckingIn && desk && <CheckInDialog desk={desk} onClose={() => setCheckingIn(false)} />}
      {isArriving && desk && <ArriveDialog desk={desk} onClose={() => setArriving(false)} />}
    </Screen>
  );
}
