import type { Recovery } from '@onthaal/contract/store/sync.ts';
import { CloudDownload, DatabaseBackup, type LucideIcon, Send, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { Tag } from '../../ui/tag.tsx';
import { shareOf } from './backup-words.ts';
import './backups-card.css';

interface FactProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly value: ReactNode;
  readonly children?: ReactNode;
}

function Fact({ icon: Icon, label, value, children }: FactProps) {
  return (
    <li className="backup-fact">
      <Icon aria-hidden size={18} className="backup-fact-icon" />
      <div className="backup-report-part">
        <span className="backup-report-words">
          <span>{label}</span>
          <strong className="number">{value}</strong>
        </span>
        {children}
      </div>
    </li>
  );
}

/** Unsent work of one kind; the bar only repeats the number. */
function Kind({ label, items, of }: { readonly label: string; readonly items: number; readonly of: number }) {
  const formats = useFormats();
  return (
    <li className="backup-report-part">
      <span className="backup-report-words">
        <span>{label}</span>
        <strong className="number">{formats.number(items)}</strong>
      </span>
      <span className="backup-bar" aria-hidden>
        <span className="backup-bar-fill" style={{ inlineSize: `${shareOf(items, of)}%` }} />
      </span>
    </li>
  );
}

/** What came back after a damage or a restore, in numbers: documents of the backup, unsent work per kind, and what did not. */
export function RecoveryReportCard({ recovery }: { readonly recovery: Recovery | undefined }) {
  const t = useText();
  const formats = useFormats();
  const report = recovery?.report;
  if (recovery === undefined || report === undefined) return null;
  const { backup, documents, perCollection, onlyInCopy } = report;
  return (
    <Card title={t('backups.report.title')}>
      <ul className="stack">
        {backup ? (
          <Fact
            icon={DatabaseBackup}
            label={t('backups.report.fromBackup', { moment: formats.dayTime(backup.at) })}
            value={t('backups.documents', { count: documents })}
          />
        ) : (
          <Fact icon={CloudDownload} label={t('backups.report.fromCentre')} value="" />
        )}
        <Fact icon={Send} label={t('backups.report.unsent')} value={formats.number(recovery.rescuedItems)}>
          {onlyInCopy > 0 && <p className="muted">{t('backups.report.onlyInCopy', { count: onlyInCopy })}</p>}
          {perCollection.length > 0 && (
            <ul className="backup-report-kinds">
              {perCollection.map(({ collection, items }) => (
                <Kind
                  key={collection}
                  label={t.word('collection', collection)}
                  items={items}
                  of={recovery.rescuedItems}
                />
              ))}
            </ul>
          )}
        </Fact>
        <Fact
          icon={recovery.incomplete ? TriangleAlert : ShieldCheck}
          label={t('backups.report.lost')}
          value={
            <Tag tone={recovery.incomplete ? 'danger' : 'positive'}>
              {t(recovery.incomplete ? 'backups.report.lostSome' : 'backups.report.lostNothing')}
            </Tag>
          }
        >
          {recovery.incomplete && <p className="muted">{t('backups.report.aside')}</p>}
        </Fact>
      </ul>
    </Card>
  );
}
