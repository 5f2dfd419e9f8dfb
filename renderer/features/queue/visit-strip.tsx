import type { QueueBoard } from '@onthaal/contract/store/visits.ts';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useCallNext } from './use-call-next.ts';
import { currentVisit, minutesSince, useDesk, useNow, useQueueBoard, useReceivesVisitors } from './use-queue.ts';
import { useVisitEvent } from './use-visit-event.ts';
import { useWaitWords } from './use-wait-words.ts';
import './queue.css';

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
  const navigate = useNavigate();
  const board = useQueueBoard();
  const now = useNow();
  const { call, isPending } = useCallNext();
  const happens = useVisitEvent();
  const route = useAppSelector(selectRoute);
  const isShown = route.name !== 'queue';
  const hasDesk = useDesk().desk !== undefined;
  const someWait = hasDesk && board !== undefined && board.waiting.length > 0;
  const current = currentVisit(board);
  const parked = board?.atDesks.filter(({ isMine, state }) => isMine && state === 'parked') ?? [];
  // On its own screen the buttons bind their keys.
  useKeyAction('callNext', isShown && !isPending ? call : undefined);
  useKeyAction(
    'parkVisit',
    isShown && current?.state === 'serving' ? () => void happens(current, 'parked') : undefined,
  );
  if (!isShown || (current === undefined && parked.length === 0 && !someWait)) return null;
  return (
    <section className="visit-strip" aria-label={t('queue.strip')}>
      {current !== undefined && (
        <p>
          <strong className="number">{current.ticket}</strong>{' '}
          {t('queue.stateFor', {
            state: t.word('visitState', current.state),
            minutes: minutesSince(current.since, now),
          })}
        </p>
      )}
      {parked.length > 0 && (
        <p className="muted">
          {t('queue.parkedStrip', { count: parked.length, tickets: parked.map(({ ticket }) => ticket).join(', ') })}
        </p>
      )}
      {someWait && <WhoWaits board={board} />}
      <Button size="small" variant="quiet" keyAction="queue" onPress={() => navigate.open({ name: 'queue' })}>
        {t('queue.toQueue')}
      </Button>
    </section>
  );
}

/** The visitor at this desk and the parked ones, on every screen; binds the keys that call and park from anywhere. */
export function VisitStrip() {
  return useReceivesVisitors() ? <Strip /> : null;
}
