import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { FileText } from 'lucide-react';
import { NothingHere, useKnownCount } from '../../../app/nothing-here.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useShowMore } from './show-more.tsx';
import './record-lists.css';

/** Which status of a message looks like a state of signing. */
const signingLooks = {
  draft: 'draft',
  shared: 'toSign',
  partlySigned: 'toSign',
  completed: 'signed',
  declined: 'failed',
  recalled: 'cancelled',
} as const;

/** The documents of a dossier or person. */
export function DocumentsCard({ documents }: { readonly documents: readonly DocumentOf<'documents'>[] }) {
  const t = useText();
  const formats = useFormats();
  const [shown, more] = useShowMore(documents, 6);
  return (
    <Card title={t('dossier.documents')} count={useKnownCount(documents.length)} isFlush>
      {documents.length === 0 && <NothingHere isCompact title={t('dossier.noDocuments')} />}
      <ul className="lines">
        {shown.map((row) => (
          <li key={row.id} className="line">
            <FileText aria-hidden size={16} className="line-icon" strokeWidth={1.75} />
            <div className="line-text">
              <p className="line-title">{row.title}</p>
              <p className="line-meta">
                {`${t.word('documentSource', row.source)} · ${formats.day(row.receivedOn)} · ${row.fileName}`}
              </p>
            </div>
            {row.signing && (
              <StatusBadge status={signingLooks[row.signing]} label={t.word('signingState', row.signing)} />
            )}
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}
