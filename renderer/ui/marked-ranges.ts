import type { TextRange } from '@onthaal/contract/store/rows.ts';

export interface TextPart {
  /** Where it starts in the whole text. */
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text into marked and plain parts that together are the text again. */
export function splitByRanges(text: string, ranges: readonly TextRange[]): readonly TextPart[] {
  const sorted = ranges
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  const parts: TextPart[] = [];
  let position = 0;
  const add = (end: number, marked: boolean) => {
    if (end > position) parts.push({ start: position, text: text.slice(position, end), marked });
    position = Math.max(position, end);
  };
  for (const range of sorted) {
    add(range.start, false);
    add(range.end, true);
  }
  add(text.length, false);
  return parts;
}
