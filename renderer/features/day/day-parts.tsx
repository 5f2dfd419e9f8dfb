import type { Spread } from '@onthaal/contract/rules/day/index.ts';
import type { NamedProductFigures } from '@onthaal/contract/store/day.ts';
import type { ReactNode } from 'react';
import { NothingHere } from '../../app/nothing-here.tsx';
import { type Translate, useText } from '../../i18n/use-text.ts';
import './day.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Smaller, below the word. */
  readonly more?: string | undefined;
}

/** Figures beside each other, each with its word. */
export function Facts({ label, facts }: { readonly label: string; readonly facts: readonly Fact[] }) {
  return (
    <dl className="day-facts" aria-label={label}>
      {facts.map((fact) => (
        <div key={fact.label} className="day-fact">
          <dt>{fact.label}</dt>
          <dd className="number">{fact.value}</dd>
          {fact.more && <dd className="day-fact-more number">{fact.more}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Seconds as minutes, as they are said; a dash when nothing was measured. */
export function minutesText(seconds: number | undefined, t: Translate): string {
  if (seconds === undefined) return '–';
  if (seconds < 60) return t('day.lessThanMinute');
  return t('queue.minutes', { minutes: Math.round(seconds / 60) });
}

/** The middle and the longest of a spread, in words. */
export function spreadText({ medianSeconds, longestSeconds }: Spread, t: Translate): string {
  return [minutesText(medianSeconds, t), t('day.longest', { time: minutesText(longestSeconds, t) })].join(', ');
}

/** What was asked for, how often, and how long it took. */
export function ProductsTable({ products }: { readonly products: readonly NamedProductFigures[] }) {
  const t = useText();
  if (products.length === 0) return <NothingHere isCompact title={t('day.noProducts')} />;
  return (
    <table className="day-table" aria-label={t('day.serviceTimes')}>
      <thead>
        <tr>
          <th scope="col">{t('day.product')}</th>
          <th scope="col" className="day-number">
            {t('day.asked')}
          </th>
          <th scope="col" className="day-number">
            {t('day.served')}
          </th>
          <th scope="col" className="day-number">
            {t('day.usual')}
          </th>
          <th scope="col" className="day-number">
            {t('day.longestShort')}
          </th>
        </tr>
      </thead>
      <tbody>
        {products.map(({ productCode, name, asked, served }) => (
          <tr key={productCode}>
            <th scope="row">{name}</th>
            <td className="day-number number">{asked}</td>
            <td className="day-number number">{served.count}</td>
            <td className="day-number number">{minutesText(served.medianSeconds, t)}</td>
            <td className="day-number number">{minutesText(served.longestSeconds, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
