import type { DossierRow } from '@onthaal/contract/store/rows.ts';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TableColumn } from '../../ui/data-table.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { MiniTerm } from '../../ui/term-bar.tsx';

export type WorkListSort = 'dueOn' | 'updatedAt' | 'number';

/** The columns of the work list, most needed first: they scroll sideways when there is no room. */
export function useWorkListColumns(): readonly TableColumn<DossierRow, WorkListSort>[] {
  const t = useText();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('workList.number'),
        width: '8rem',
        sort: 'number',
        cell: (row) => <span className="number">{row.number}</span>,
      },
      {
        id: 'subject',
        header: t('workList.subject'),
        width: 'minmax(10rem, 3fr)',
        cell: (row) => (
          <>
            <span className="truncate">{row.shielded ? t('glass.hidden') : row.subject}</span>
            <span className="cell-second">{row.typeName}</span>
          </>
        ),
      },
      {
        id: 'applicant',
        header: t('workList.applicant'),
        width: 'minmax(6.5rem, 1.2fr)',
        cell: (row) => row.applicantName,
      },
      {
        id: 'status',
        header: t('workList.state'),
        width: '11rem',
        cell: (row) => <StatusBadge status={row.status} label={row.statusLabel} />,
      },
      {
        id: 'term',
        header: t('workList.term'),
        width: '9rem',
        sort: 'dueOn',
        cell: (row) =>
          row.dueOn ? (
            <MiniTerm from={row.openedOn} dueOn={row.dueOn} />
          ) : (
            <span className="muted">{t('workList.noTerm')}</span>
          ),
      },
      {
        id: 'team',
        header: t('workList.team'),
        width: 'minmax(8rem, 1fr)',
        cell: (row) => (
          <>
            {row.teamName}
            <span className="cell-second">{row.handlerName ?? t('workList.noHandler')}</span>
          </>
        ),
      },
      {
        id: 'changed',
        header: t('workList.changed'),
        width: '5.75rem',
        sort: 'updatedAt',
        align: 'end',
        cell: (row) => <span className="number muted">{formats.moment(row.updatedAt)}</span>,
      },
    ],
    [t, formats],
  );
}
