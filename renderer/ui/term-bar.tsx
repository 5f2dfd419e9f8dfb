import { dayOf } from '../i18n/formats.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { useText } from '../i18n/use-text.ts';
import { termLook } from './term-look.ts';
import './term-bar.css';

export interface MiniTermProps {
  /** First and last day of the term, `YYYY-MM-DD`. */
  readonly from: string;
  readonly dueOn: string;
  /** Absent: today in Brussels. */
  readonly today?: string;
}

/** A term in the width of a column: a small bar of how much is used, and the days left in words. */
export function MiniTerm({ from, dueOn, today = dayOf(new Date()) }: MiniTermProps) {
  const t = useText();
  const formats = useFormats();
  const { percent, left, tone } = termLook(from, dueOn, today);
  const words =
    left < 0 ? t('term.late', { days: -left }) : left === 0 ? t('term.today') : t('term.left', { days: left });
  return (
    <span className={`mini-term mini-term-${tone}`}>
      <span className="mini-term-track" aria-hidden>
        <span className="mini-term-fill" style={{ inlineSize: `${percent}%` }} />
      </span>
      <span className="mini-term-words">
        <strong>{words}</strong>
        <span className="muted number"> {formats.shortDay(dueOn)}</span>
      </span>
    </span>
  );
}
