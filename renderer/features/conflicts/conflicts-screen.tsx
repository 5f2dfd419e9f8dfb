import type { ConflictRow } from '@onthaal/contract/store/sync.ts';
import { CheckCircle2, Split } from 'lucide-react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { readError, useConflictListQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RowContent, RowList } from '../../ui/row-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { fieldLabel } from './field-values.ts';
import { inSentence } from './in-sentence.ts';

function ConflictRows({ conflicts }: { readonly conflicts: readonly ConflictRow[] }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const fields = (row: ConflictRow) =>
    formats.list(row.fields.map((path) => inSentence(fieldLabel(path, { t, questions: [] }), t)));
  return (
    <Card title={t('conflicts.list')} count={conflicts.length} isFlush>
      <RowList
        label={t('conflicts.list')}
        rows={conflicts}
        rowKey={(row) => row.id}
        rowText={(row) => row.title}
        onOpen={(row) => navigate.open({ name: 'conflict', conflictId: row.id })}
        empty={
          <EmptyState icon={CheckCircle2} title={t('conflicts.none')}>
            {t('conflicts.noneNext')}
          </EmptyState>
        }
      >
        {(row) => (
          <RowContent
            title={row.subject === row.title ? row.title : `${row.title} · ${row.subject}`}
            subtitle={t('conflicts.row', {
              fields: fields(row),
              name: row.theirName,
              at: formats.moment(row.theirAt),
            })}
            end={
              <Tag tone="caution" icon={Split}>
                {t('conflicts.count', { count: row.fields.length })}
              </Tag>
            }
          />
        )}
      </RowList>
    </Card>
  );
}

/** What two people wrote differently and a person has to decide. */
export function ConflictsScreen(_props: { readonly route: RouteOf<'conflicts'> }) {
  const t = useText();
  const { data: conflicts, error, refetch } = useConflictListQuery({});
  const found = readError(error);
  return (
    <Screen title={t('screen.conflicts')} subtitle={t('conflicts.subtitle')}>
      {found && <ErrorMessage error={found} onRetry={() => void refetch()} />}
      {conflicts ? <ConflictRows conflicts={conflicts} /> : !found && <Skeleton lines={5} />}
    </Screen>
  );
}
