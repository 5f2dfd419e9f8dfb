import type { TextRange } from '@onthaal/contract/store/rows.ts';
import { splitByRanges } from './marked-ranges.ts';
import './marked-text.css';

/** Text with the parts that matched marked. Ranges may overlap, touch or reach beyond the text. */
export function MarkedText({ text, ranges }: { readonly text: string; readonly ranges: readonly TextRange[] }) {
  return (
    <>
      {splitByRanges(text, ranges).map((part) =>
        part.marked ? (
          <mark key={part.start} className="marked">
            {part.text}
          </mark>
        ) : (
          <span key={part.start}>{part.text}</span>
        ),
      )}
    </>
  );
}
