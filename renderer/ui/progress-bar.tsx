import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import { useFormats } from '../i18n/use-formats.ts';
import './progress-bar.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  /** 0: the end is not known yet. */
  readonly total: number;
  /** Replaces "1 200 / 5 000". */
  readonly valueText?: string;
  readonly size?: 'small' | 'medium';
}

/** A bar with its numbers beside it. */
export function ProgressBar({ label, value, total, valueText, size = 'medium' }: ProgressBarProps) {
  const formats = useFormats();
  const words = valueText ?? `${formats.number(value)} / ${formats.number(total)}`;
  return (
    <AriaProgressBar
      className={`progress progress-${size}`}
      value={Math.min(value, total)}
      maxValue={Math.max(total, 1)}
      valueLabel={words}
    >
      {({ percentage }) => (
        <>
          <span className="progress-words">
            <Label>{label}</Label>
            <span className="number">{words}</span>
          </span>
          <span className="progress-track">
            <span className="progress-fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
