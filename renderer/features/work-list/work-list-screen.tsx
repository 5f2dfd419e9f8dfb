import { dossierStatuses } from '@onthaal/contract/entities/dossier.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { DossierRow } from '@onthaal/contract/store/rows.ts';
import { useCallback, useMemo, useState } from 'react';
import { NothingHere } from '../../app/nothing-here.tsx';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ReceivedHandoversCard } from '../handover/handover-cards.tsx';
import { useWorkListPages } from './use-work-list-pages.ts';
import { useWorkListColumns, type WorkListSort } from './work-list-columns.tsx';
import './work-list-screen.css';

type Scope = ReadArguments['workList']['scope'];
const scopes: readonly Scope[] = ['mine', 'team', 'all'];

function Filters(props: {
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly status: string;
  readonly onStatus: (status: string) => void;
}) {
  const t = useText();
  const statuses = useMemo(
    () => [
      { id: '', label: t('workList.allStatuses') },
      ...dossierStatuses.map((id) => ({ id, label: t(`dossierStatus.${id}`) })),
    ],
    [t],
  );
  return (
    <div className="work-list-filters">
      <RadioGroupField
        label={t('workList.scope')}
        value={props.scope}
        options={scopes.map((id) => ({ id, label: t(`workList.scope.${id}`) }))}
        onChange={(id) => props.onScope(id as Scope)}
      />
      <SelectField
        label={t('workList.status')}
        placeholder={t('workList.allStatuses')}
        value={props.status}
        options={statuses}
        onChange={props.onStatus}
      />
    </div>
  );
}

/** The dossiers to work on, most urgent first. */
export function WorkListScreen(_props: { readonly route: RouteOf<'workList'> }) {
  const t = useText();
  const navigate = useNavigate();
  const [scope, setScope] = useState<Scope>('team');
  const [status, setStatus] = useState('');
  const [sort, setSort] = useState<WorkListSort>('dueOn');
  const { rows, total, error, isLoading, showMore, retry } = useWorkListPages(scope, status, sort);
  const columns = useWorkListColumns();
  const open = useCallback((row: DossierRow) => navigate.open({ name: 'dossier', dossierId: row.id }), [navigate]);
  return (
    <Screen
      title={t('workList.title')}
      layout="fill"
      subtitle={<span role="status">{total === undefined ? '' : t('workList.count', { count: total })}</span>}
    >
      <ReceivedHandoversCard />
      <Filters scope={scope} onScope={setScope} status={status} onStatus={setStatus} />
      {error && rows.length === 0 && <ErrorMessage error={error} onRetry={retry} />}
      {isLoading && rows.length === 0 && !error && <Skeleton lines={10} />}
      {total !== undefined && (
        <DataTable
          label={t('workList.table')}
          columns={columns}
          rows={rows}
          totalRows={total}
          rowKey={rowKey}
          onOpen={open}
          sort={sort}
          sortDirection={sort === 'updatedAt' ? 'descending' : 'ascending'}
          onSort={setSort}
          onReachEnd={showMore}
          empty={
            <NothingHere title={t(scope === 'mine' ? 'workList.emptyMine' : 'workList.empty')}>
              {t('workList.emptyNext')}
            </NothingHere>
          }
        />
      )}
    </Screen>
  );
}

function rowKey(row: DossierRow): string {
  return row.id;
}
