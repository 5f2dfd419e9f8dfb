import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { UserRound } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AppointmentButton } from '../planner/appointment-button.tsx';
import { minutesSince, useNow } from './use-queue.ts';
import { VisitActions } from './visit-actions.tsx';

function Visitor({ visit }: { readonly visit: VisitRow }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const now = useNow();
  const { personId } = visit;
  return (
    <div className="stack">
      <div className="current-visit">
        <p className="current-ticket number">{visit.ticket}</p>
        <div>
          <p className="current-name">{visit.personName ?? t('queue.unknownPerson')}</p>
          <p>{visit.productNames.join(' · ')}</p>
          <p className="muted">
            {[
              t('queue.arrivedAt', { time: formats.time(visit.arrivedAt) }),
              visit.appointmentAt && t('queue.appointmentAt', { time: formats.time(visit.appointmentAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Tag tone={visit.state === 'serving' ? 'positive' : 'information'}>
          {t('queue.stateFor', {
            state: t.word('visitState', visit.state),
            minutes: minutesSince(visit.since, now),
          })}
        </Tag>
      </div>
      <VisitActions visit={visit} withKeys />
      <AppointmentButton size="medium" subject={{ personId }} />
      {personId !== undefined && (
        <Button
          icon={UserRound}
          keyAction="openPerson"
          onPress={() => navigate.open({ name: 'person', personId, purpose: 'counterService' })}
        >
          {t('queue.openPerson')}
        </Button>
      )}
    </div>
  );
}

/** The visitor at this desk, with what one can do; nobody: how many could be called. */
export function CurrentVisitCard(props: { readonly visit: VisitRow | undefined; readonly callable: number }) {
  const t = useText();
  const { visit, callable } = props;
  return (
    <Card title={t('queue.here')}>
      {visit === undefined ? (
        <EmptyState isCompact title={t('queue.nobodyHere')}>
          {t('queue.canCall', { count: callable })}
        </EmptyState>
      ) : (
        <Visitor visit={visit} />
      )}
    </Card>
  );
}
