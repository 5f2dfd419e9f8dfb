import type { PersonCard } from '@onthaal/contract/store/reads.ts';
import { FolderPlus, MessageSquarePlus } from 'lucide-react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useRecentRecord } from '../../app/use-recent-record.ts';
import { readError, usePersonCardQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AppointmentsCard } from '../dossier/lists/appointments-card.tsx';
import { DocumentsCard } from '../dossier/lists/documents-card.tsx';
import { InteractionsCard } from '../dossier/lists/interactions-card.tsx';
import { NotesCard } from '../dossier/lists/notes-card.tsx';
import { TasksCard } from '../dossier/lists/tasks-card.tsx';
import { RecordNotHere } from '../synchronisation/record-not-here.tsx';
import { WaitingWorkCard } from '../synchronisation/sync-lines.tsx';
import { PersonContactCard } from './person-contact-card.tsx';
import { PersonDossiersCard } from './person-dossiers-card.tsx';
import { PersonSubtitle, PersonWarnings } from './person-header.tsx';
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
    </>
  );
}

function PersonContent({ card }: { readonly card: PersonCard }) {
  const { person } = card;
  return (
    <>
      <PersonWarnings person={person} />
      <div className="record-columns">
        <div className="record-main">
          <PersonDossiersCard personId={person.id} dossiers={card.dossiers} />
          <InteractionsCard interactions={card.interactions} />
          <DocumentsCard documents={card.documents} />
        </div>
        <div className="record-side">
          <WaitingWorkCard items={card.syncItems} />
          <PersonContactCard key={person.id} person={person} />
          <AppointmentsCard appointments={card.appointments} withDossier />
          <TasksCard tasks={card.tasks} />
          <NotesCard collection="persons" documentId={person.id} notes={person.notes} />
        </div>
      </div>
    </>
  );
}

/** The person card: everything about one citizen or organisation, warnings first. */
export function PersonScreen({ route }: { readonly route: RouteOf<'person'> }) {
  const t = useText();
  const { data: card, error, refetch } = usePersonCardQuery({ personId: route.personId });
  const found = readError(error);
  useRecentRecord('person', route.personId, card?.person.displayName);
  if (!card || found?.code === 'DOCUMENT_UNKNOWN') {
    return (
      <Screen title={t('screen.person')}>
        {found ? (
          <RecordNotHere documentId={route.personId} error={found} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={9} />
        )}
      </Screen>
    );
  }
  return (
    <Screen
      eyebrow={t.word('personKind', card.person.kind)}
      title={card.person.displayName}
      subtitle={<PersonSubtitle person={card.person} />}
      actions={<PersonActions personId={route.personId} />}
    >
      <PersonContent card={card} />
    </Screen>
  );
}
