import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useHandoversQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { RowContent, RowList } from '../../ui/row-list.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useShowMore } from '../dossier/lists/show-more.tsx';
import { HandoverDetails } from './handover-details.tsx';
import { useHandoverTitle, useReceiptWords } from './use-receipt-words.ts';

const FIRST = 4;

interface RowsProps {
  readonly title: string;
  readonly rows: readonly HandoverRow[];
  readonly asSender: boolean;
  readonly subtitleOf: (row: HandoverRow) => string;
}

/** Handovers of one side; the one that is open follows what happens to it elsewhere. */
function Rows({ title, rows, asSender, subtitleOf }: RowsProps) {
  const t = useText();
  const [open, setOpen] = useState<HandoverRow>();
  const [shown, more] = useShowMore(rows, FIRST);
  const current = open && (rows.find(({ id }) => id === open.id) ?? open);
  const titleOf = useHandoverTitle();
  return (
    <>
      {rows.length > 0 && (
        <Card title={title} count={rows.length} isFlush>
          <RowList label={title} rows={shown} rowKey={({ id }) => id} rowText={titleOf} onOpen={setOpen}>
            {(row) => (
              <RowContent
                title={titleOf(row)}
                subtitle={subtitleOf(row)}
                end={
                  <>
                    {row.overdue && (
                      <Tag tone="danger" icon={CircleAlert}>
                        {t('today.taskLate')}
                      </Tag>
                    )}
                    <StatusBadge status={row.state} label={t.word('taskState', row.state)} />
                  </>
                }
              />
            )}
          </RowList>
          {more}
        </Card>
      )}
      {current && (
        <HandoverDetails key={current.id} row={current} asSender={asSender} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** Questions that were handed over to the member or their teams, the first due first. */
export function ReceivedHandoversCard() {
  const t = useText();
  const formats = useFormats();
  const { data } = useHandoversQuery({});
  const subtitleOf = ({ personName, dossierNumber, memberName, teamName, dueOn, steps }: HandoverRow) =>
    [
      t('handover.from', { name: steps[0]?.byName ?? '' }),
      personName,
      dossierNumber,
      memberName ?? teamName,
      dueOn && t('today.dueOn', { day: formats.shortDay(dueOn) }),
    ]
      .filter(Boolean)
      .join(' · ');
  return <Rows title={t('handover.received')} rows={data?.received ?? []} asSender={false} subtitleOf={subtitleOf} />;
}

/** What the member handed over, with what came of it, until they saw the end. */
export function SentHandoversCard() {
  const t = useText();
  const receipt = useReceiptWords();
  const { data } = useHandoversQuery({});
  const subtitleOf = (row: HandoverRow) => [row.teamName, receipt(row)].join(' · ');
  return <Rows title={t('handover.sent')} rows={data?.sent ?? []} asSender subtitleOf={subtitleOf} />;
}

/** What was handed over during a visit, with its receipt. */
export function VisitHandovers({ visitId }: { readonly visitId: string }) {
  const t = useText();
  const receipt = useReceiptWords();
  const { data } = useHandoversQuery({});
  const rows = data?.sent.filter((row) => row.visitId === visitId) ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className="handover-receipts" aria-label={t('handover.sent')}>
      {rows.map((row) => (
        <li key={row.id}>
          <span>{t('handover.wentTo', { team: row.teamName })}</span> <span className="muted">{receipt(row)}</span>
        </li>
      ))}
    </ul>
  );
}
