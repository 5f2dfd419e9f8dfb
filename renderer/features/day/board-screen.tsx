import { sliceMinutes } from '@onthaal/contract/rules/day/index.ts';
import type { BoardDesk, BoardPlace } from '@onthaal/contract/store/day.ts';
import { useId } from 'react';
import { NothingHere } from '../../app/nothing-here.tsx';
import { Screen } from '../../app/screen.tsx';
import { readError, useDayBoardQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card, CardsOf } from '../../ui/card.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { minutesSince, useNow } from '../queue/use-queue.ts';
import { Facts, ProductsTable, spreadText } from './day-parts.tsx';
import { WaitingCurve } from './waiting-curve.tsx';

const slice = sliceMinutes * 60_000;

function PlaceFacts({ place }: { readonly place: BoardPlace }) {
  const t = useText();
  const now = useNow();
  const { figures, waitsSince } = place;
  const { cameIn, finished, left, noShow } = figures.outcomes;
  return (
    <Facts
      label={t('day.now')}
      facts={[
        {
          label: t('day.waiting'),
          value: place.waiting,
          more: waitsSince && t('day.longestWait', { minutes: minutesSince(waitsSince, now) }),
        },
        { label: t('day.called'), value: place.called },
        { label: t('day.parked'), value: place.parked },
        { label: t('day.soon'), value: place.soon.reduce((sum, { count }) => sum + count, 0) },
        { label: t('day.finished'), value: finished, more: t('day.ofCameIn', { count: cameIn }) },
        { label: t('day.gone'), value: left + noShow },
      ]}
    />
  );
}

function WaitingForCard({ place }: { readonly place: BoardPlace }) {
  const t = useText();
  const now = useNow();
  return (
    <Card title={t('day.waitingFor')} count={place.waiting} isFlush>
      {place.waitingFor.length === 0 && <NothingHere isCompact title={t('queue.nobody')} />}
      <ul className="lines">
        {place.waitingFor.map(({ name, count, since }) => (
          <li key={name} className="line">
            <div className="line-text">
              <p className="line-title">{name}</p>
              <p className="line-meta">{t('day.longestWait', { minutes: minutesSince(since, now) })}</p>
            </div>
            <strong className="number">{count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DeskLine({ desk }: { readonly desk: BoardDesk }) {
  const t = useText();
  const clock = useNow();
  const { name, now, parked } = desk;
  const here = now === undefined ? [t('day.deskFree')] : [now.memberName, now.productNames.join(', ')];
  const more = [...here, parked > 0 && t('day.parkedHere', { count: parked })];
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">{name}</p>
        {more.some(Boolean) && <p className="line-meta">{more.filter(Boolean).join(' · ')}</p>}
      </div>
      <div className="line-end">
        {now && (
          <>
            <strong className="number">{now.ticket}</strong>
            <Tag tone={now.state === 'serving' ? 'positive' : 'information'}>{t.word('visitState', now.state)}</Tag>
            <span className="number">{t('queue.minutes', { minutes: minutesSince(now.since, clock) })}</span>
          </>
        )}
      </div>
    </li>
  );
}

function SoonCard({ place }: { readonly place: BoardPlace }) {
  const t = useText();
  return (
    <Card title={t('day.soonTitle')} count={place.soon.reduce((sum, { count }) => sum + count, 0)} isFlush>
      {place.soon.length === 0 && <NothingHere isCompact title={t('day.noneSoon')} />}
      <ul className="lines">
        {place.soon.map(({ name, count }) => (
          <li key={name} className="line">
            <p className="line-title line-text">{name}</p>
            <strong className="number">{count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Place({ place }: { readonly place: BoardPlace }) {
  const t = useText();
  const headingId = useId();
  return (
    <section className="stack" aria-labelledby={headingId}>
      <h2 id={headingId} className="day-place-title">
        {place.building}
      </h2>
      <CardsOf headingId={headingId}>
        <PlaceFacts place={place} />
        <div className="day-columns">
          <div className="stack">
            <Card title={t('day.desks')} count={place.desks.length} isFlush>
              <ul className="lines">
                {place.desks.map((desk) => (
                  <DeskLine key={desk.id} desk={desk} />
                ))}
              </ul>
            </Card>
            <SoonCard place={place} />
          </div>
          <div className="stack">
            <WaitingForCard place={place} />
            <Card title={t('day.curve.title')}>
              <WaitingCurve curve={place.curve} />
            </Card>
            <Card title={t('day.serviceTimes')}>
              <p className="muted">{t('day.untilCalled', { times: spreadText(place.figures.waits, t) })}</p>
              <ProductsTable products={place.products} />
            </Card>
          </div>
        </div>
      </CardsOf>
    </section>
  );
}

/** "Bord": how it stands in each building now, without a name of a citizen. */
export function BoardScreen() {
  const t = useText();
  const now = useNow();
  const sliceNow = new Date(Math.floor(now / slice) * slice).toISOString();
  const { latest: data, error, refetch } = useDayBoardQuery({ slice: sliceNow });
  const wrong = readError(error);
  return (
    <Screen title={t('screen.board')} subtitle={t('day.boardSubtitle')}>
      {wrong && !data && <ErrorMessage error={wrong} onRetry={() => void refetch()} />}
      {!data && !wrong && <Skeleton lines={8} />}
      <div className="stack">
        {data?.places.map((place) => (
          <Place key={place.building} place={place} />
        ))}
        {data?.places.length === 0 && <NothingHere title={t('day.noPlaces')} />}
      </div>
    </Screen>
  );
}
