import type { DossierRow } from '@onthaal/contract/store/rows.ts';
import { FolderPlus } from 'lucide-react';
import { NothingHere, useKnownCount } from '../../app/nothing-here.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RowContent, RowList } from '../../ui/row-list.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { MiniTerm } from '../../ui/term-bar.tsx';
import { openFirst } from '../dossier/lists/record-order.ts';
import { useShowMore } from '../dossier/lists/show-more.tsx';
import { useSubjectOf } from '../glass/use-subject-of.ts';

interface PersonDossiersCardProps {
  readonly personId: string;
  readonly dossiers: readonly DossierRow[];
}

/** The dossiers of a person, open ones first. */
export function PersonDossiersCard({ personId, dossiers }: PersonDossiersCardProps) {
  const t = useText();
  const navigate = useNavigate();
  const subjectOf = useSubjectOf();
  const [shown, more] = useShowMore(openFirst(dossiers), 8);
  const newDossier = () => navigate.open({ name: 'newDossier', personId });
  return (
    <Card title={t('person.dossiers')} count={useKnownCount(dossiers.length)} isFlush>
      <RowList
        label={t('person.dossiers')}
        rows={shown}
        rowKey={(row) => row.id}
        rowText={(row) => `${row.number} ${subjectOf(row)}`}
        onOpen={(row) => navigate.open({ name: 'dossier', dossierId: row.id })}
        empty={
          <NothingHere
            isCompact
            title={t('person.noDossiers')}
            actions={
              <Button size="small" icon={FolderPlus} onPress={newDossier}>
                {t('person.newDossier')}
              </Button>
            }
          />
        }
      >
        {(row) => (
          <RowContent
            title={subjectOf(row)}
            subtitle={`${row.number} · ${row.typeName} · ${row.teamName}`}
            end={
              <>
                {!row.closed && row.dueOn && <MiniTerm from={row.openedOn} dueOn={row.dueOn} />}
                <StatusBadge status={row.status} label={row.statusLabel} />
              </>
            }
          />
        )}
      </RowList>
      {more}
    </Card>
  );
}
