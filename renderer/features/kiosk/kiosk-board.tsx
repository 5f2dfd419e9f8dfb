import type { KioskBoard as Board } from '@onthaal/contract/session/kiosk.ts';
import { CircleCheck, CircleMinus } from 'lucide-react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { joinedTimes, roomNow } from './room-now.ts';
import { useCentreTime } from './use-kiosk.ts';

function RoomState({ board, now }: { readonly board: Board; readonly now: string }) {
  const t = useText();
  const formats = useFormats();
  const { isTaken, until } = roomNow(board.taken, now);
  const Icon = isTaken ? CircleMinus : CircleCheck;
  const state = isTaken ? 'taken' : 'free';
  return (
    <div className={`kiosk-state kiosk-state-${state}`}>
      <Icon aria-hidden size={56} className="kiosk-state-icon" />
      <div>
        <p className="kiosk-state-word">{t(`kiosk.room.${state}`)}</p>
        <p className="kiosk-state-until">
          {until === undefined ? t('kiosk.room.allDay') : t('kiosk.room.until', { time: formats.time(until) })}
        </p>
      </div>
    </div>
  );
}

function TakenTimes({ board, now }: { readonly board: Board; readonly now: string }) {
  const t = useText();
  const formats = useFormats();
  const times = joinedTimes(board.taken);
  return (
    <section className="kiosk-times" aria-labelledby="kiosk-times-title">
      <h2 id="kiosk-times-title" className="kiosk-subtitle">
        {t('kiosk.times.title')}
      </h2>
      {times.length === 0 && <p className="kiosk-text">{t('kiosk.times.none')}</p>}
      <ul className="kiosk-time-list">
        {times.map(({ startsAt, endsAt }) => (
          <li key={startsAt} className={endsAt <= now ? 'kiosk-time kiosk-time-past' : 'kiosk-time'}>
            <span className="kiosk-time-from">
              {t('kiosk.times.fromTo', { from: formats.time(startsAt), to: formats.time(endsAt) })}
            </span>
            <span>{t(endsAt <= now ? 'kiosk.times.past' : 'kiosk.room.taken')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What whoever stands before the room wants to know: where they are, whether it is taken, and where to report. */
export function KioskBoard({ board }: { readonly board: Board }) {
  const t = useText();
  const formats = useFormats();
  const now = useCentreTime(board);
  return (
    <div className="kiosk-board">
      <div className="kiosk-place">
        <p className="kiosk-welcome">{t('kiosk.welcome', { building: board.building })}</p>
        <h1 className="kiosk-room">{board.roomName}</h1>
        <p className="kiosk-now">
          <time dateTime={now.slice(0, 16)}>
            {formats.longDay(now)}, {formats.time(now)}
          </time>
        </p>
        <RoomState board={board} now={now} />
        <p className="kiosk-text">{t('kiosk.report')}</p>
      </div>
      <TakenTimes board={board} now={now} />
    </div>
  );
}
