import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { Oversight } from '@onthaal/contract/store/questions.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { readError, useOversightQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { fieldLabel, valueText } from '../conflicts/field-values.ts';
import { useShowMore } from '../dossier/lists/show-more.tsx';
import { useReferenceNames } from '../dossier/use-references.ts';
import { useValueWords } from '../synchronisation/use-value-words.ts';
import { ExportLogDialog } from './export-log-dialog.tsx';
import '../dossier/lists/record-lists.css';

type Collection = 'persons' | 'dossiers';

interface LookLinesProps {
  readonly personId: string;
  readonly looks: NonNullable<Oversight['looks']>;
}

function LookLines({ personId, looks }: LookLinesProps) {
  const t = useText();
  const formats = useFormats();
  const nameOf = useReferenceNames();
  const [shown, more] = useShowMore(looks, 5);
  const [isExporting, setExporting] = useState(false);
  return (
    <Card
      title={t('oversight.looks')}
      count={looks.length}
      isFlush
      isPlain
      actions={
        <Button size="small" icon={Download} onPress={() => setExporting(true)}>
          {t('oversight.export')}
        </Button>
      }
    >
      {isExporting && <ExportLogDialog personId={personId} onClose={() => setExporting(false)} />}
      {looks.length === 0 && <EmptyState isCompact title={t('oversight.noLooks')} />}
      <ul className="lines">
        {shown.map((look) => (
          <li key={look.sequence} className="line">
            <div className="line-text">
              <p className="line-title">{nameOf(look.memberId)}</p>
              <p className="line-meta">
                {[
                  formats.moment(look.at),
                  t.word('consultationPurpose', look.purpose),
                  look.outcome === 'refused' ? t('oversight.refused') : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {look.reason && <p className="line-body">{t('glass.because', { reason: look.reason })}</p>}
            </div>
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}

interface ChangeLinesProps {
  readonly collection: Collection;
  readonly changes: Oversight['changes'];
}

function ChangeLines({ collection, changes }: ChangeLinesProps) {
  const t = useText();
  const formats = useFormats();
  const nameOf = useReferenceNames();
  const words = useValueWords()(collection);
  const [shown, more] = useShowMore(changes, 5);
  return (
    <Card title={t('oversight.changes')} count={changes.length} isFlush isPlain>
      {changes.length === 0 && <EmptyState isCompact title={t('oversight.noChanges')} />}
      <ul className="lines">
        {shown.map((change) => (
          <li key={change.sequence} className="line">
            <div className="line-text">
              <p className="line-title">{nameOf(change.memberId)}</p>
              <p className="line-meta">{`${formats.moment(change.at)} · ${t(`oversight.kind.${change.kind}`)}`}</p>
              {change.kind === 'changed' &&
                change.fields
                  .filter(({ field }) => field !== 'history')
                  .map(({ field, before, after }) => (
                    <p key={field} className="line-body">
                      {t('oversight.fromTo', {
                        field: fieldLabel(field, words),
                        before: valueText(before, field, words),
                        after: valueText(after, field, words),
                      })}
                    </p>
                  ))}
            </div>
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}

interface OversightCardProps {
  readonly collection: Collection;
  readonly document: { readonly id: string };
}

function useMayRead(collection: Collection, document: object): boolean {
  const member = useAppSelector((state) => state.session.member);
  if (!member) return false;
  const subject = subjectOf(member);
  return isAllowed(teamPolicy, subject, 'readTrail', { collection, document: { ...document } });
}

/** Who looked and who changed, asked of the centre when somebody wants to know; only for the roles that may. */
export function OversightCard({ collection, document }: OversightCardProps) {
  const t = useText();
  const [isAsked, setAsked] = useState(false);
  const mayRead = useMayRead(collection, document);
  const args = { collection, documentId: document.id };
  const { data, error, isFetching, refetch } = useOversightQuery(isAsked && mayRead ? args : skipToken);
  if (!mayRead) return null;
  const wrong = readError(error);
  const ask = () => (isAsked ? void refetch() : setAsked(true));
  return (
    <Card
      title={t(collection === 'persons' ? 'oversight.title' : 'oversight.titleChanges')}
      actions={
        <Button size="small" icon={ScrollText} isPending={isFetching} onPress={ask}>
          {t('oversight.ask')}
        </Button>
      }
    >
      {!data && !wrong && !isFetching && <p className="muted">{t('oversight.explain')}</p>}
      {!data && isFetching && <Skeleton lines={3} />}
      {wrong && <ErrorMessage error={wrong} onRetry={ask} />}
      {data && !wrong && (
        <div className="stack">
          {data.looks && <LookLines personId={document.id} looks={data.looks} />}
          <ChangeLines collection={collection} changes={data.changes} />
        </div>
      )}
    </Card>
  );
}
