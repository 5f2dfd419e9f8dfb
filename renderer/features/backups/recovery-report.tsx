import type { Recovery } from '@onthaal/contract/store/sync.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { shareOf } from './backup-words.ts';
import './backups-card.css';

interface PartProps {
  readonly label: string;
  readonly value: string;
  /** Of a hundred; the bar only repeats the number. */
  readonly share: number;
  readonly kind: 'backup' | 'unsent';
}

function Words({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className="backup-report-words">
      <span>{label}</span>
      <strong className="number">{value}</strong>
    </span>
  );
}

function Part({ label, value, share, kind }: PartProps) {
  return (
    <li className="backup-report-part">
      <Words label={label} value={value} />
      <span className={`backup-bar backup-bar-${kind}`} aria-hidden>
        <span className="backup-bar-fill" style={{ inlineSize: `${share}%` }} />
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
          <Part
            label={t('backups.report.fromBackup', { moment: formats.dayTime(backup.at) })}
            value={t('backups.documents', { count: documents })}
            share={shareOf(documents, documents)}
            kind="backup"
          />
        ) : (
          <li>{t('backups.report.fromCentre')}</li>
        )}
        <li className="backup-report-part">
          <Words label={t('backups.report.unsent')} value={formats.number(recovery.rescuedItems)} />
          {onlyInCopy > 0 && <p className="muted">{t('backups.report.onlyInCopy', { count: onlyInCopy })}</p>}
          {perCollection.length > 0 && (
            <ul className="backup-report-kinds">
              {perCollection.map(({ collection, items }) => (
                <Part
                  key={collection}
                  label={t.word('collection', collection)}
                  value={formats.number(items)}
                  share={shareOf(items, recovery.rescuedItems)}
                  kind="unsent"
                />
              ))}
            </ul>
          )}
        </li>
        <li>
          <Words
            label={t('backups.report.lost')}
            value={t(recovery.incomplete ? 'backups.report.lostSome' : 'backups.report.lostNothing')}
          />
        </li>
      </ul>
    </Card>
  );
}
