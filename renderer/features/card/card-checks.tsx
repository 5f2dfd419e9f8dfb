import type { UncheckedEid } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult, EidVerdict } from '@onthaal/contract/devices/eid-verification.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { type Translate, useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { type CheckSummary, summaryOf } from './card-words.ts';

const tones: Readonly<Record<EidVerdict, Tone>> = {
  confirmed: 'positive',
  refuted: 'danger',
  unknown: 'caution',
  notApplicable: 'neutral',
};

function sentenceOf(t: Translate, { finding }: EidCheckResult): string {
  return t.word('eidFinding', finding);
}

function SummaryBanner({ summary, isAsking }: { readonly summary: CheckSummary; readonly isAsking: boolean }) {
  const t = useText();
  if (summary.kind === 'confirmed') {
    return (
      <p>
        <Tag tone="positive">{t('card.checks.confirmed')}</Tag>
      </p>
    );
  }
  if (summary.kind === 'refuted') {
    return (
      <Banner tone="danger" live="alert" title={t('card.checks.refuted')}>
        {summary.results.map((result) => sentenceOf(t, result)).join(' ')}
      </Banner>
    );
  }
  if (isAsking && summary.results.every(({ finding }) => finding === 'statusNotAsked')) {
    return (
      <p role="status">
        <Tag tone="positive">{t('card.checks.confirmedSoFar')}</Tag> {t('card.checks.asking')}
      </p>
    );
  }
  const sentences = new Set(summary.results.map((result) => sentenceOf(t, result)));
  const onlyStatus = summary.results.every(
    ({ check }) => check === 'authenticationStatus' || check === 'signatureStatus',
  );
  return (
    <Banner tone="caution" live="status" title={t(onlyStatus ? 'card.checks.statusUnknown' : 'card.checks.unknown')}>
      {[...sentences].join(' ')}
    </Banner>
  );
}

function EveryCheck({ checks }: { readonly checks: readonly EidCheckResult[] }) {
  const t = useText();
  return (
    <details>
      <summary>{t('card.checks.all')}</summary>
      <ul className="lines">
        {checks.map((result) => (
          <li key={result.check} className="line">
            <div className="line-text">
              <p className="line-title">{t.word('eidCheck', result.check)}</p>
              <p className="line-meta">{sentenceOf(t, result)}</p>
            </div>
            <Tag tone={tones[result.verdict]}>{t.word('eidVerdict', result.verdict)}</Tag>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How far the checks of a card are: under way, ended with what they found, or never to end. */
export type CheckProgress =
  | { readonly kind: 'running' }
  | { readonly kind: 'ended'; readonly checks: readonly EidCheckResult[]; readonly isAsking: boolean }
  | { readonly kind: 'brokenOff' };

function Verdict({ progress }: { readonly progress: CheckProgress }) {
  const t = useText();
  if (progress.kind === 'ended') {
    return <SummaryBanner summary={summaryOf(progress.checks)} isAsking={progress.isAsking} />;
  }
  if (progress.kind === 'brokenOff') {
    return (
      <Banner tone="caution" live="alert" title={t('card.checks.never')}>
        {t('card.checks.neverNext')}
      </Banner>
    );
  }
  return (
    <p role="status">
      <Tag tone="neutral">{t('card.checks.running')}</Tag> {t('card.checks.runningNext')}
    </p>
  );
}

/** Whether the card can be believed: in one honest line, with every check on demand. */
export function CardChecks({ card, progress }: { readonly card: UncheckedEid; readonly progress: CheckProgress }) {
  const t = useText();
  const formats = useFormats();
  const { validFrom, validUntil, cardNumber } = card.document;
  const period =
    validFrom && validUntil ? t('card.period', { from: formats.day(validFrom), until: formats.day(validUntil) }) : '';
  return (
    <Card title={t('card.checks')}>
      <div className="stack-small">
        <Verdict progress={progress} />
        <p className="muted">
          {[t.word('cardKind', card.document.group), cardNumber ?? '', period].filter(Boolean).join(' · ')}
        </p>
        {progress.kind === 'ended' && <EveryCheck checks={progress.checks} />}
      </div>
    </Card>
  );
}
