import type { DayOverview } from '@onthaal/contract/store/reads.ts';
import { useState } from 'react';
import { useFirstSync } from '../../app/frame/use-first-sync.ts';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useAppSelector } from '../../app/store.ts';
import { useMarkWhenPainted } from '../../bridge/performance-marks.ts';
import { readError, useDayOverviewQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WatchedLooksCard } from '../glass/watched-looks-card.tsx';
import { ReceivedHandoversCard, SentHandoversCard } from '../handover/handover-cards.tsx';
import { WaitingPapersCard } from '../messages/paper/waiting-papers-card.tsx';
import { CallSheetCard } from '../planner/call-sheet/call-sheet-card.tsx';
import { RequestsCard } from '../planner/requests-card.tsx';
import { AppointmentsCard, DueSoonCard, TasksCard } from './today-cards.tsx';
import { WeekLoad } from './week-load.tsx';
import './today-screen.css';

const countNames = ['appointmentsToday', 'myOpenDossiers', 'teamOpenDossiers', 'late', 'openTasks'] as const;

function Counts({ counts }: { readonly counts: DayOverview['counts'] }) {
  const t = useText();
  const formats = useFormats();
  const isFilling = useFirstSync().state !== 'none';
  return (
    <dl className="today-counts" aria-label={t('today.counts')}>
      {countNames.map((name) => (
        <div key={name} className={`today-count ${name === 'late' && counts.late > 0 ? 'today-count-late' : ''}`}>
          <dt>{t(`today.${name}`)}</dt>
          <dd className="number">
            {isFilling && counts[name] === 0 ? t('today.counting') : formats.number(counts[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Content({ overview }: { readonly overview: DayOverview }) {
  const t = useText();
  useMarkWhenPainted('listUsable');
  return (
    <>
      <Counts counts={overview.counts} />
      <div className="today-columns">
        <div className="stack">
          <ReceivedHandoversCard />
          <SentHandoversCard />
          <AppointmentsCard appointments={overview.appointments} />
          <TasksCard tasks={overview.tasks} />
        </div>
        <div className="stack">
          <CallSheetCard />
          <WaitingPapersCard />
          <RequestsCard />
          <WatchedLooksCard />
          <DueSoonCard dossiers={overview.dossiersDueSoon} />
          <Card title={t('today.weekLoad')}>
            <WeekLoad weeks={overview.weekLoad} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** The day at a glance: who comes, what is due, what is asked. */
export function TodayScreen(_props: { readonly route: RouteOf<'today'> }) {
  const t = useText();
  const formats = useFormats();
  const [day] = useState(() => dayOf(new Date()));
  const name = useAppSelector((state) => state.session.member?.name);
  const { data, error, refetch } = useDayOverviewQuery({ day });
  const wrong = readError(error);
  return (
    <Screen title={t('today.title')} subtitle={`${formats.longDay(day)}${name ? ` · ${name}` : ''}`}>
      {wrong && !data && <ErrorMessage error={wrong} onRetry={() => void refetch()} />}
      {!data && !wrong && <Skeleton lines={8} />}
      {data && <Content overview={data} />}
    </Screen>
  );
}
