import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { ArrowRightLeft, Copy, MessageSquarePlus, Printer, SquarePlus, UserCog } from 'lucide-react';
import { useState } from 'react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useRecentRecord } from '../../app/use-recent-record.ts';
import { readError, useDossierCardQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import { WatchedLooksCard } from '../glass/watched-looks-card.tsx';
import { CardHandoverButton } from '../handover/handover-button.tsx';
import { OversightCard } from '../oversight/oversight-card.tsx';
import { DeskPaymentsCard } from '../payments/desk-payments-card.tsx';
import { PrintDialog } from '../printing/print-dialog.tsx';
import { AcceptanceBadge } from '../synchronisation/acceptance-badge.tsx';
import { RecordNotHere } from '../synchronisation/record-not-here.tsx';
import '../person/person-screen.css';
import { WaitingWorkCard } from '../synchronisation/sync-lines.tsx';
import { ClosedDossier, useClosingGlass } from './closed-dossier.tsx';
import { AssignDialog } from './dialogs/assign-dialog.tsx';
import { ChangeStatusDialog } from './dialogs/change-status-dialog.tsx';
import { EditDossierDialog } from './dialogs/edit-dossier-dialog.tsx';
import { NewTaskDialog } from './dialogs/new-task-dialog.tsx';
import { DossierBanners } from './dossier-banners.tsx';
import { DossierFactsCard } from './dossier-facts-card.tsx';
import { AnswersCard, DecisionsCard, MessagesCard, PaymentsCard } from './dossier-parts-cards.tsx';
import './dossier-screen.css';
import { DocumentsCard } from './documents/documents-card.tsx';
import { AppointmentsCard } from './lists/appointments-card.tsx';
import { InteractionsCard } from './lists/interactions-card.tsx';
import { NotesCard } from './lists/notes-card.tsx';
import { TasksCard } from './lists/tasks-card.tsx';
import { TermCard } from './term/term-card.tsx';
import { TimelineCard } from './timeline/timeline-card.tsx';
import { useCopyText } from './use-copy-text.ts';

type OpenDialog = 'status' | 'assign' | 'edit' | 'task' | 'print';
type Open = (dialog: OpenDialog) => void;

function Eyebrow({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const copy = useCopyText();
  const { number } = card.dossier;
  return (
    <>
      <span>{card.type.name}</span>
      <strong className="number">{number}</strong>
      <IconButton icon={Copy} size="small" label={t('dossier.copyNumber')} onPress={() => copy(number)} />
      <AcceptanceBadge documentId={card.dossier.id} />
    </>
  );
}

function Subtitle({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const { status, outcome } = card.dossier;
  const known = card.type.data.statuses.find((candidate) => candidate.status === status);
  return (
    <>
      <StatusBadge status={status} label={known?.label ?? t.word('dossierStatus', status)} />
      {outcome && <Tag tone="accent">{t.word('outcome', outcome)}</Tag>}
      {known && (
        <span>
          <strong>{t('dossier.forCitizen')}</strong> {known.citizenMeaning}
          {known.actionAskedFromCitizen && ` ${known.actionAskedFromCitizen}`}
        </span>
      )}
    </>
  );
}

function Actions({ card, open }: { readonly card: DossierCard; readonly open: Open }) {
  const t = useText();
  const navigate = useNavigate();
  const { id: dossierId, applicantId: personId } = card.dossier;
  return (
    <>
      <Button variant="primary" icon={ArrowRightLeft} keyAction="changeStatus" onPress={() => open('status')}>
        {t('dossier.changeStatus')}
      </Button>
      <CardHandoverButton subject={{ dossierId, personId }} />
      <Button icon={UserCog} keyAction="assign" onPress={() => open('assign')}>
        {t('dossier.assign')}
      </Button>
      <Button
        icon={MessageSquarePlus}
        keyAction="newInteraction"
        onPress={() => navigate.open({ name: 'newInteraction', personId, dossierId })}
      >
        {t('dossier.newInteraction')}
      </Button>
      <Button icon={Printer} keyAction="printLetter" onPress={() => open('print')}>
        {t('printing.open')}
      </Button>
    </>
  );
}

function DossierContent({ card, open }: { readonly card: DossierCard; readonly open: Open }) {
  const t = useText();
  const { dossier } = card;
  const newTask = (
    <Button size="small" icon={SquarePlus} keyAction="newTask" onPress={() => open('task')}>
      {t('dossier.newTask')}
    </Button>
  );
  return (
    <>
      <DossierBanners card={card} />
      <div className="record-columns">
        <div className="record-main">
          <TermCard term={card.term} />
          <TimelineCard timeline={card.timeline} type={card.type} />
          <InteractionsCard interactions={card.interactions} dossierId={dossier.id} />
          <MessagesCard messages={card.messages} />
        </div>
        <div className="record-side">
          <WaitingWorkCard items={card.syncItems.filter((item) => item.state !== 'rejected')} />
          <DossierFactsCard card={card} onEdit={() => open('edit')} />
          <TasksCard tasks={card.tasks} actions={newTask} />
          <AnswersCard card={card} />
          <DecisionsCard decisions={dossier.decisions} />
          <DeskPaymentsCard card={card} />
          <PaymentsCard payments={dossier.payments} />
          <DocumentsCard documents={card.documents} dossierId={dossier.id} />
          <AppointmentsCard
            appointments={card.appointments}
            subject={{ dossierId: dossier.id, personId: dossier.applicantId }}
          />
          <WatchedLooksCard dossierId={dossier.id} />
          <NotesCard
            collection="dossiers"
            documentId={dossier.id}
            applicantId={dossier.applicantId}
            notes={dossier.notes}
          />
          <OversightCard key={dossier.id} collection="dossiers" document={dossier} />
        </div>
      </div>
    </>
  );
}

function Dialogs(props: {
  readonly card: DossierCard;
  readonly shown: OpenDialog | undefined;
  readonly onClose: () => void;
}) {
  const { card, shown, onClose } = props;
  if (shown === 'status') return <ChangeStatusDialog card={card} onClose={onClose} />;
  if (shown === 'assign') return <AssignDialog card={card} onClose={onClose} />;
  if (shown === 'print') return <PrintDialog card={card} onClose={onClose} />;
  if (shown === 'edit') return <EditDossierDialog card={card} onClose={onClose} />;
  return shown === 'task' ? <NewTaskDialog card={card} onClose={onClose} /> : null;
}

/** The dossier card: where it stands, how long is left, what happened, and what to do. */
export function DossierScreen({ route }: { readonly route: RouteOf<'dossier'> }) {
  const t = useText();
  const { data: card, error, refetch } = useDossierCardQuery({ dossierId: route.dossierId });
  const [dialog, setDialog] = useState<OpenDialog>();
  const found = readError(error);
  useClosingGlass(card?.openUntil, refetch);
  // What a reason opened is closed again in the list of recent cards.
  const name =
    card && (card.openUntil === undefined ? `${card.dossier.number} ${card.dossier.subject}` : card.dossier.number);
  useRecentRecord('dossier', route.dossierId, name);
  if (found?.code === 'REASON_REQUIRED') {
    return <ClosedDossier dossierId={route.dossierId} closed={found} onOpened={() => void refetch()} />;
  }
  if (!card || found?.code === 'DOCUMENT_UNKNOWN') {
    return (
      <Screen title={t('screen.dossier')}>
        {found ? (
          <RecordNotHere
            documentId={route.dossierId}
            error={found}
            onRetry={() => void refetch()}
            left={card?.dossier.id === route.dossierId ? { kind: 'dossier', name: card.dossier.number } : undefined}
          />
        ) : (
          <Skeleton lines={9} />
        )}
      </Screen>
    );
  }
  return (
    <Screen
      eyebrow={<Eyebrow card={card} />}
      title={card.dossier.subject}
      subtitle={<Subtitle card={card} />}
      actions={<Actions card={card} open={setDialog} />}
    >
      <DossierContent card={card} open={setDialog} />
      <Dialogs card={card} shown={dialog} onClose={() => setDialog(undefined)} />
    </Screen>
  );
}
