import { assuranceLevels } from '@onthaal/contract/entities/contact.ts';
import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { UserCheck, UserRound } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useCardAtDesk } from '../card/card-context.tsx';
import { HandoverButton } from '../handover/handover-button.tsx';
import { VisitHandovers } from '../handover/handover-cards.tsx';
import { KnowledgeBesideVisit } from '../knowledge/knowledge-beside-visit.tsx';
import { minutesSince, useNow, useReceivesVisitors } from '../queue/use-queue.ts';
import { VisitActions } from '../queue/visit-actions.tsx';
import { RightsBesideVisit } from '../rights/rights-beside-visit.tsx';
import { FinishDialog } from './finish-dialog.tsx';
import { Notepad } from './notepad.tsx';
import { QuestionsList } from './questions-list.tsx';
import { useKeepVisit } from './use-keep-visit.ts';
import { useNewVisit } from './use-new-visit.ts';
import { currentOf, useOpenVisits } from './use-open-visits.ts';
import { finishingChanged } from './workspace-slice.ts';
import './visit-panel.css';

function Heading({ visit }: { readonly visit: OpenVisit }) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const isServed = visit.servedAt !== undefined;
  const minutes = minutesSince(visit.servedAt ?? visit.since, now);
  return (
    <div className="visit-heading">
      <p className="visit-ticket number">{visit.ticket}</p>
      <Tag tone={isServed ? 'positive' : 'information'}>
        {isServed
          ? t('visit.runs', { minutes })
          : t('queue.stateFor', { state: t.word('visitState', visit.state), minutes })}
      </Tag>
      <p className="visit-who">{visit.personName ?? t('queue.unknownPerson')}</p>
      <p className="muted">
        {[visit.appointmentAt && t('queue.appointmentAt', { time: formats.time(visit.appointmentAt) })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}

/** "Dit is de bezoeker", while the screen shows somebody else than who the visit is of. */
function useVisitorIs(visit: OpenVisit): (() => void) | undefined {
  const keep = useKeepVisit();
  const { wasIdentified } = useCardAtDesk();
  const route = useAppSelector(selectRoute);
  if (route.name !== 'person' || route.personId === visit.personId) return undefined;
  const { personId } = route;
  const isOther = visit.personId !== undefined;
  const assurance = wasIdentified(personId) ? ('eIdRead' as const) : isOther ? ('notEstablished' as const) : undefined;
  return () => void keep({ visitId: visit.id, personId, ...(assurance === undefined ? {} : { assurance }) });
}

/** The card of the visitor that is read says who they are: the surest there is. */
function useCardOfVisitor({ id, personId, assurance }: OpenVisit): void {
  const keep = useKeepVisit();
  const { state, wasIdentified } = useCardAtDesk();
  const isRead = state.kind === 'read' && personId !== undefined && wasIdentified(personId);
  const isNews = isRead && assurance !== 'eIdRead';
  useEffect(() => {
    if (isNews) void keep({ visitId: id, assurance: 'eIdRead' });
  }, [isNews, id, keep]);
}

function Identity({ visit }: { readonly visit: OpenVisit }) {
  const t = useText();
  const navigate = useNavigate();
  const keep = useKeepVisit();
  const route = useAppSelector(selectRoute);
  const visitorIs = useVisitorIs(visit);
  useCardOfVisitor(visit);
  const { personId } = visit;
  const isElsewhere = personId !== undefined && !(route.name === 'person' && route.personId === personId);
  return (
    <div className="stack-small">
      {visitorIs !== undefined && (
        <Button size="small" icon={UserCheck} keyAction="visitorIs" onPress={visitorIs}>
          {t('visit.visitorIs')}
        </Button>
      )}
      {isElsewhere && route.name !== 'queue' && (
        <Button
          size="small"
          icon={UserRound}
          keyAction="openPerson"
          keyYields
          onPress={() => navigate.open({ name: 'person', personId, purpose: 'counterService' })}
        >
          {t('queue.openPerson')}
        </Button>
      )}
      <SelectField
        label={t('interaction.assurance')}
        isRequired={false}
        options={assuranceLevels.map((level) => ({ id: level, label: t.word('assuranceLevel', level) }))}
        value={visit.assurance ?? ''}
        onChange={(level) => {
          const assurance = assuranceLevels.find((known) => known === level);
          if (assurance !== undefined) void keep({ visitId: visit.id, assurance });
        }}
      />
    </div>
  );
}

/** Hands the question of a visitor over, with the dossier that is open; and what came back of it. */
function Handover({ visit }: { readonly visit: OpenVisit }) {
  const route = useAppSelector(selectRoute);
  const dossier = route.name === 'dossier' ? { dossierId: route.dossierId } : {};
  const person = visit.personId === undefined && route.name === 'person' ? { personId: route.personId } : {};
  return (
    <div className="stack-small">
      <HandoverButton size="small" subject={{ visitId: visit.id, ...dossier, ...person }} />
      <VisitHandovers visitId={visit.id} />
    </div>
  );
}

/** The visitor at this desk, on every screen. */
function Panel({ visit, takesFocus }: { readonly visit: OpenVisit; readonly takesFocus: () => boolean }) {
  const t = useText();
  const dispatch = useAppDispatch();
  const isOnQueue = useAppSelector(selectRoute).name === 'queue';
  const isFinishing = useAppSelector(({ workspace }) => workspace.isFinishing);
  return (
    <section className="visit-panel" aria-label={t('queue.strip')}>
      <Heading visit={visit} />
      <Identity visit={visit} />
      <QuestionsList visit={visit} />
      <KnowledgeBesideVisit visit={visit} />
      <RightsBesideVisit visit={visit} />
      <Notepad key={visit.id} visit={visit} takesFocus={takesFocus} />
      <Handover visit={visit} />
      {!isOnQueue && <VisitActions visit={visit} withKeys isBeside />}
      {isFinishing && <FinishDialog visit={visit} onClose={() => dispatch(finishingChanged(false))} />}
    </section>
  );
}

function Visitor() {
  const open = useNewVisit();
  // Where the focus was when the key was pressed: who has gone on meanwhile is not called back to the notepad.
  const openedFrom = useRef<Element>(undefined);
  const takeFocus = useCallback(() => {
    const from = openedFrom.current;
    openedFrom.current = undefined;
    return from !== undefined && (document.activeElement === from || document.activeElement === document.body);
  }, []);
  const visits = useOpenVisits();
  const current = currentOf(visits);
  // Who is just being parked is not waited for: the key means who stands there now.
  const isLeaving = useAppSelector(({ workspace }) => current !== undefined && workspace.leavingId === current.id);
  const canOpen = visits !== undefined && (current === undefined || isLeaving);
  useKeyAction(
    canOpen ? 'newQuestion' : undefined,
    canOpen
      ? () => {
          openedFrom.current = document.activeElement ?? document.body;
          void open(isLeaving);
        }
      : undefined,
  );
  return current === undefined ? null : <Panel visit={current} takesFocus={takeFocus} />;
}

/** The side of every screen: who is at this desk, with the notepad. Its key opens a visit of who stands there without a ticket. */
export function VisitPanel() {
  return useReceivesVisitors() ? <Visitor /> : null;
}
