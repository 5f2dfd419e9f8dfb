import type { AppointmentRow, DossierRow, TaskRow } from '@onthaal/contract/store/rows.ts';
import { NothingHere, useKnownCount } from '../../app/nothing-here.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RowContent, RowList } from '../../ui/row-list.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import { MiniTerm } from '../../ui/term-bar.tsx';
import { useSubjectOf } from '../glass/use-subject-of.ts';

/** Opens what a row belongs to: its dossier, else its person. */
function useOpenOwner() {
  const navigate = useNavigate();
  return ({
    dossierId,
    personId,
  }: {
    readonly dossierId?: string | undefined;
    readonly personId?: string | undefined;
  }) => {
    if (dossierId) navigate.open({ name: 'dossier', dossierId });
    else if (personId) navigate.open({ name: 'person', personId, purpose: 'counterService' });
  };
}

/** Today's appointments by hour. */
export function AppointmentsCard({ appointments }: { readonly appointments: readonly AppointmentRow[] }) {
  const t = useText();
  const formats = useFormats();
  const open = useOpenOwner();
  const subjectOf = useSubjectOf();
  return (
    <Card title={t('today.appointments')} count={useKnownCount(appointments.length)} isFlush>
      <RowList
        label={t('today.appointments')}
        rows={appointments}
        rowKey={(row) => row.id}
        rowText={(row) => row.personName ?? subjectOf(row)}
        onOpen={open}
        empty={<NothingHere isCompact title={t('today.noAppointments')} />}
      >
        {(row) => (
          <RowContent
            start={
              <span className="today-time">
                {formats.time(row.startsAt)}
                <span className="muted">{formats.time(row.endsAt)}</span>
              </span>
            }
            title={row.personName ?? subjectOf(row)}
            subtitle={[
              row.personName ? subjectOf(row) : '',
              row.deskName ?? row.roomName ?? '',
              row.memberNames.length > 0 ? t('today.withWhom', { names: formats.list(row.memberNames) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            end={
              <>
                {row.mode !== 'physical' && <Tag tone="accent">{t.word('appointmentMode', row.mode)}</Tag>}
                <StatusBadge status={row.state} label={t.word('appointmentState', row.state)} />
              </>
            }
          />
        )}
      </RowList>
    </Card>
  );
}

/** Dossiers whose term comes near, with how much of it is used. */
export function DueSoonCard({ dossiers }: { readonly dossiers: readonly DossierRow[] }) {
  const t = useText();
  const navigate = useNavigate();
  const subjectOf = useSubjectOf();
  return (
    <Card
      title={t('today.dueSoon')}
      count={useKnownCount(dossiers.length)}
      isFlush
      actions={
        <Button size="small" variant="quiet" onPress={() => navigate.open({ name: 'workList' })}>
          {t('today.allDossiers')}
        </Button>
      }
    >
      <RowList
        label={t('today.dueSoon')}
        rows={dossiers}
        rowKey={(row) => row.id}
        rowText={(row) => row.number}
        onOpen={(row) => navigate.open({ name: 'dossier', dossierId: row.id })}
        empty={<NothingHere isCompact title={t('today.noDueSoon')} />}
      >
        {(row) => (
          <RowContent
            title={subjectOf(row)}
            subtitle={`${row.number} · ${row.applicantName} · ${row.typeName}`}
            end={row.dueOn && <MiniTerm from={row.openedOn} dueOn={row.dueOn} />}
          />
        )}
      </RowList>
    </Card>
  );
}

/** Tasks of the member and the teams. */
export function TasksCard({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  const t = useText();
  const formats = useFormats();
  const open = useOpenOwner();
  return (
    <Card title={t('today.tasks')} count={useKnownCount(tasks.length)} isFlush>
      <RowList
        label={t('today.tasks')}
        rows={tasks}
        rowKey={(row) => row.id}
        rowText={(row) => row.title}
        onOpen={open}
        empty={<NothingHere isCompact title={t('today.noTasks')} />}
      >
        {(row) => (
          <RowContent
            title={row.title}
            subtitle={[
              t.word('taskKind', row.kind),
              row.memberName ?? row.teamName,
              row.dueOn ? t('today.dueOn', { day: formats.shortDay(row.dueOn) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            end={
              <>
                {row.overdue && <Tag tone="danger">{t('today.taskLate')}</Tag>}
                <StatusBadge status={row.state} label={t.word('taskState', row.state)} />
              </>
            }
          />
        )}
      </RowList>
    </Card>
  );
}
