import type { CurvePoint } from '@onthaal/contract/rules/day/index.ts';
import { NothingHere } from '../../app/nothing-here.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { curveAlternative, isLabelled } from './curve-words.ts';
import './day.css';

const width = 720;
const height = 190;
const left = 28;
const floor = height - 24;
const ceiling = 18;
/** With more bars than this, numbers above them would touch. */
const mostNumbers = 32;

/** Whole numbers for the lines behind the bars: three or four of them. */
function gridOf(most: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50].find((size) => most / size <= 4) ?? 100;
  return Array.from({ length: Math.floor(most / step) }, (_, place) => (place + 1) * step);
}

/** The same in a table, for who would rather read than look. */
function CurveTable({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const t = useText();
  const formats = useFormats();
  return (
    <details className="day-details">
      <summary>{t('day.curve.asTable')}</summary>
      <table className="day-table" aria-label={t('day.curve.asTable')}>
        <thead>
          <tr>
            <th scope="col">{t('day.curve.from')}</th>
            <th scope="col" className="day-number">
              {t('day.curve.most')}
            </th>
            <th scope="col" className="day-number">
              {t('day.curve.longest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.map(({ at, most, longestMinutes }) => (
            <tr key={at}>
              <th scope="row" className="number">
                {formats.time(at)}
              </th>
              <td className="day-number number">{most}</td>
              <td className="day-number number">{t('queue.minutes', { minutes: longestMinutes })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** How many waited at once, a bar for each quarter of an hour; in words and as a table for who cannot see it. */
export function WaitingCurve({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const t = useText();
  const formats = useFormats();
  const most = Math.max(0, ...curve.map((point) => point.most));
  if (most === 0) return <NothingHere isCompact title={t('day.curve.nobody')} />;
  const step = (width - left) / curve.length;
  const bar = Math.min(34, step * 0.74);
  const heightOf = (count: number) => (count / most) * (floor - ceiling);
  const alternative = curveAlternative(curve, t, formats);
  return (
    <figure className="day-figure">
      <svg className="day-curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alternative}>
        {gridOf(most).map((count) => (
          <g key={count}>
            <line
              className="day-curve-grid"
              x1={left}
              x2={width}
              y1={floor - heightOf(count)}
              y2={floor - heightOf(count)}
            />
            <text className="day-curve-scale" x={left - 6} y={floor - heightOf(count) + 4}>
              {count}
            </text>
          </g>
        ))}
        <line className="day-curve-floor" x1={left} x2={width} y1={floor} y2={floor} />
        {curve.map((point, place) => {
          const middle = left + place * step + step / 2;
          const tall = heightOf(point.most);
          return (
            <g key={point.at}>
              <rect
                className={point.most === most ? 'day-curve-most' : 'day-curve-bar'}
                x={middle - bar / 2}
                y={floor - tall}
                width={bar}
                height={tall}
                rx="2"
              />
              {point.most > 0 && (curve.length <= mostNumbers || point.most === most) && (
                <text className="day-curve-count" x={middle} y={floor - tall - 5}>
                  {point.most}
                </text>
              )}
              {isLabelled(point, place) && (
                <text className="day-curve-hour" x={middle} y={height - 6}>
                  {formats.time(point.at)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="muted">{alternative}</figcaption>
      <CurveTable curve={curve} />
    </figure>
  );
}
