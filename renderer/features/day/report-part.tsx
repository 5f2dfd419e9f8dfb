import type { Counted } from '@onthaal/contract/rules/day/index.ts';
import type { MethodTotal } from '@onthaal/contract/rules/payments/index.ts';
import type { DayReport, NamedBackOffice } from '@onthaal/contract/store/day.ts';
import { NothingHere } from '../../app/nothing-here.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { Facts, minutesText, ProductsTable } from './day-parts.tsx';
import { WaitingCurve } from './waiting-curve.tsx';

interface CountsProps {
  readonly title: string;
  readonly rows: readonly Counted[];
  readonly word: 'channel' | 'interactionResult';
}

/** How often each was there, with a bar that is as long as its share. */
function CountsCard({ title, rows, word }: CountsProps) {
  const t = useText();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Card title={title} count={rows.reduce((sum, { count }) => sum + count, 0)}>
      {rows.length === 0 && <NothingHere isCompact title={t('day.noContacts')} />}
      <ul className="day-shares">
        {rows.map(({ code, count }) => (
          <li key={code}>
            <span>{t.word(word, code)}</span>
            <span className="day-share" aria-hidden>
              <span style={{ inlineSize: `${(count / most) * 100}%` }} />
            </span>
            <strong className="number">{count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TakingsCard({ takings }: { readonly takings: readonly MethodTotal[] }) {
  const t = useText();
  const formats = useFormats();
  return (
    <Card title={t('day.takings')} isFlush>
      {takings.length === 0 && <NothingHere isCompact title={t('day.noTakings')} />}
      <ul className="lines">
        {takings.map(({ method, count, unfinished, amountCents }) => (
          <li key={method} className="line">
            <div className="line-text">
              <p className="line-title">{t.word('paymentMethod', method)}</p>
              <p className="line-meta">{t('payments.totalCount', { count, open: unfinished })}</p>
            </div>
            <strong className="number">{formats.money(amountCents)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Work without a visitor, which no other figure of the day has in it. */
function BackOfficeCard({ backOffice }: { readonly backOffice: readonly NamedBackOffice[] }) {
  const t = useText();
  const countOf = ({ count, notReliable }: NamedBackOffice) =>
    notReliable === 0 ? t('day.backOfficeCount', { count }) : t('day.backOfficeNotReliable', { count, notReliable });
  return (
    <Card title={t('day.part.backOffice')} isFlush>
      <ul className="lines">
        {backOffice.map((work) => (
          <li key={`${work.subject}/${work.productCode ?? ''}`} className="line">
            <div className="line-text">
              <p className="line-title">{work.productName ?? t.word('backOfficeSubject', work.subject)}</p>
              <p className="line-meta">{countOf(work)}</p>
            </div>
            <strong className="number">{minutesText(work.seconds, t)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The figures of a day with their pictures. No name of anybody. */
export function ReportPart({ report }: { readonly report: DayReport }) {
  const t = useText();
  const { figures, appointments, takings } = report;
  const { outcomes, waits } = figures;
  return (
    <div className="stack">
      <Facts
        label={t('day.part.outcomes')}
        facts={[
          { label: t('day.cameIn'), value: outcomes.cameIn },
          { label: t('day.withAppointment'), value: outcomes.withAppointment },
          { label: t('day.finished'), value: outcomes.finished },
          { label: t('day.left'), value: outcomes.left },
          { label: t('day.noShow'), value: outcomes.noShow },
          {
            label: t('day.plannedNoShow'),
            value: appointments.noShow,
            more: t('day.ofPlanned', { count: appointments.planned }),
          },
          {
            label: t('day.wait'),
            value: minutesText(waits.medianSeconds, t),
            more: t('day.longest', { time: minutesText(waits.longestSeconds, t) }),
          },
        ]}
      />
      <Card title={t('day.curve.title')}>
        <WaitingCurve curve={report.curve} />
      </Card>
      <Card title={t('day.serviceTimes')}>
        <ProductsTable products={report.products} />
      </Card>
      <div className="day-columns">
        <CountsCard title={t('day.part.channels')} rows={figures.channels} word="channel" />
        <CountsCard title={t('day.part.results')} rows={figures.results} word="interactionResult" />
        {report.backOffice.length > 0 && <BackOfficeCard backOffice={report.backOffice} />}
        {takings && <TakingsCard takings={takings} />}
      </div>
    </div>
  );
}
