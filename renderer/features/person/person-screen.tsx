import type { ConsultationPurpose } from '@onthaal/contract/entities/correspondence.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { glassOpenMilliseconds } from '@onthaal/contract/rules/policy/index.ts';
import type { PersonCard } from '@onthaal/contract/store/reads.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { FolderPlus, MessageSquarePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useRecentRecord } from '../../app/use-recent-record.ts';
import { readError, usePersonCardQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DocumentsCard } from '../dossier/documents/documents-card.tsx';
import { AppointmentsCard } from '../dossier/lists/appointments-card.tsx';
import { InteractionsCard } from '../dossier/lists/interactions-card.tsx';
import { NotesCard } from '../dossier/lists/notes-card.tsx';
import { TasksCard } from '../dossier/lists/tasks-card.tsx';
import { CardHandoverButton } from '../handover/handover-button.tsx';
import { OversightCard } from '../oversight/oversight-card.tsx';
import { PersonPaymentsCard } from '../payments/desk-payments-card.tsx';
import { CheckInOffer } from '../queue/check-in/check-in-offer.tsx';
import { RecordNotHere } from '../synchronisation/record-not-here.tsx';
import { WaitingWorkCard } from '../synchronisation/sync-lines.tsx';
import { PersonContactCard } from './person-contact-card.tsx';
import { PersonDossiersCard } from './person-dossiers-card.tsx';
import { PersonSubtitle, PersonWarnings } from './person-header.tsx';
import { ProtectedPerson } from './protected-person.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { useConsultation } from './use-consultation.ts';
import './person-screen.css';

function PersonActions({ personId }: { readonly personId: string }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <>
      <Button
        variant="primary"
        icon={MessageSquarePlus}
        keyAction="newInteraction"
        onPress={() => navigate.open({ name: 'newInteraction', personId })}
      >
        {t('person.newInteraction')}
      </Button>
      <Button icon={FolderPlus} keyAction="newDossier" onPress={() => navigate.open({ name: 'newDossier', personId })}>
        {t('person.newDossier')}
      </Button>
      <CardHandoverButton subject={{ personId }} />
    </>
  );
}

function PersonContent({ card }: { readonly card: PersonCard }) {
  const { person } = card;
  return (
    <>
      <PersonWarnings person={person} />
      <CheckInOffer personId={person.id} />
      <div className="record-columns">
        <div className="record-main">
          <PersonDossiersCard personId={person.id} dossiers={card.dossiers} />
          <InteractionsCard interactions={card.interactions} />
          <DocumentsCard documents={card.documents} />
        </div>
        <div className="record-side">
          <WaitingWorkCard items={card.syncItems} />
          <PersonContactCard key={person.id} person={person} />
          <AppointmentsCard appointments={card.appointments} withDossier subject={{ personId: person.id }} />
          <PersonPaymentsCard card={card} />
          <TasksCard tasks={card.tasks} />
          <NotesCard collection="persons" documentId={person.id} notes={person.notes} />
          <OversightCard key={`oversight ${person.id}`} collection="persons" document={person} />
        </div>
      </div>
    </>
  );
}

type PersonRoute = RouteOf<'person'>;
type KnownRoute = PersonRoute & { readonly purpose: ConsultationPurpose };

interface NotShownProps {
  readonly personId: string;
  readonly error: OnthaalError;
  readonly onRetry: () => void;
  readonly wasShown: boolean;
}

/** Instead of a card that may not be shown. */
function NotShown(props: NotShownProps) {
  const t = useText();
  const { personId, error, onRetry, wasShown } = props;
  return (
    <Screen title={t('screen.person')}>
      {error.code.startsWith('DISK_') && (
        <Banner tone="danger" title={t('person.noLog.title')}>
          {t('person.noLog.text')}
        </Banner>
      )}
      <RecordNotHere
        documentId={personId}
        error={error}
        onRetry={onRetry}
        left={wasShown ? { kind: 'person' } : undefined}
      />
    </Screen>
  );
}

/** The reason that opened a protected card; it is forgotten when its time is over. */
function useGlass() {
  const [reason, setReason] = useState<string>();
  useEffect(() => {
    if (reason === undefined) return undefined;
    const closing = setTimeout(() => setReason(undefined), glassOpenMilliseconds);
    return () => clearTimeout(closing);
  }, [reason]);
  return [reason, setReason] as const;
}

function ConsultedPerson({ route }: { readonly route: KnownRoute }) {
  const t = useText();
  const { personId, purpose, dossierId } = route;
  const [reason, setReason] = useGlass();
  const {
    consultationId,
    error: notWritten,
    reveal,
    retry,
  } = useConsultation({ personId, purpose, dossierId, reason });
  const { data, latest, error, refetch } = usePersonCardQuery(
    consultationId === undefined ? skipToken : { personId, consultationId },
  );
  // While the card is read again for another look (the whole number), it stands: of this person it is, as this is all for one route.
  const card = data ?? latest;
  const found = notWritten ?? readError(error);
  useRecentRecord('person', personId, card?.person.displayName);
  const isHidden = found && (found === notWritten || hidingCodes.includes(found.code));
  if (!card || isHidden) {
    if (!found) {
      return (
        <Screen title={t('screen.person')}>
          <Skeleton lines={9} />
        </Screen>
      );
    }
    if (found.code === 'REASON_REQUIRED') return <ProtectedPerson onReason={setReason} />;
    const again = () => (consultationId === undefined || isHidden ? retry() : void refetch());
    return <NotShown personId={personId} error={found} onRetry={again} wasShown={card?.person.id === personId} />;
  }
  return (
    <Screen
      eyebrow={t.word('personKind', card.person.kind)}
      title={card.person.displayName}
      subtitle={<PersonSubtitle card={card} onReveal={reveal} />}
      actions={<PersonActions personId={personId} />}
    >
      <PersonContent card={card} />
    </Screen>
  );
}

/** Whatever is on the screen, it goes away. */
const hidingCodes: readonly ErrorCode[] = [
  ...(['DOCUMENT_UNKNOWN', 'CONSULTATION_REQUIRED', 'REASON_REQUIRED', 'NOT_ALLOWED'] as const),
];

/** The person card: everything about one citizen or organisation, warnings first. Opens once it is written down who looks, and why. */
export function PersonScreen({ route }: { readonly route: PersonRoute }) {
  const navigate = useNavigate();
  const { purpose } = route;
  if (purpose === undefined) {
    return <PurposeChoice onChoose={(chosen) => navigate.replace({ ...route, purpose: chosen })} />;
  }
  return <ConsultedPerson key={JSON.stringify(route)} route={{ ...route, purpose }} />;
}
