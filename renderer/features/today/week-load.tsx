import type { DayOverview } from '@onthaal/contract/store/reads.ts';
import { NothingHere } from '../../app/nothing-here.tsx';
import { dayOf, daysBetween } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import './week-load.css';

const width = 560;
const height = 148;
const floor = height - 22;
const ceiling = 20;

/** How many open dossiers are due in each week: a picture of bars, and the same in words for who cannot see it. */
export function WeekLoad({ weeks }: { readonly weeks: DayOverview['weekLoad'] }) {
  const t = useText();
  const formats = useFormats();
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  if (weeks.every(({ count }) => count === 0)) return <NothingHere isCompact title={t('today.noWeekLoad')} />;
  const today = dayOf(new Date());
  const step = width / weeks.length;
  const bar = Math.min(44, step * 0.62);
  const words = weeks.map(({ weekStart, count }) =>
    t('today.weekLoadWeek', { week: formats.shortDay(weekStart), count }),
  );
  return (
    <svg
      className="week-load"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('today.weekLoadAlt', { weeks: words.join('; ') })}
    >
      <line className="week-load-floor" x1="0" x2={width} y1={floor} y2={floor} />
      {weeks.map(({ weekStart, count }, index) => {
        const middle = index * step + step / 2;
        const tall = (count / most) * (floor - ceiling);
        const age = daysBetween(weekStart, today);
        const when = age > 6 ? 'past' : age >= 0 ? 'now' : 'coming';
        return (
          <g key={weekStart} className={`week-load-${when}`}>
            <rect x={middle - bar / 2} y={floor - tall} width={bar} height={tall} rx="3" />
            <text x={middle} y={floor - tall - 6} className="week-load-count">
              {count}
            </text>
            <text x={middle} y={height - 5} className="week-load-week">
              {when === 'now' ? t('today.now') : formats.shortDay(weekStart)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
