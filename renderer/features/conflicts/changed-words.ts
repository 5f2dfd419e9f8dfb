import type { TextRange } from '@onthaal/contract/store/rows.ts';

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const longest = 600;

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Which words of `after` are kept from `before`: a longest common subsequence. */
function keptWords(before: readonly Word[], after: readonly Word[]): ReadonlySet<number> {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row]?.text === after[column]?.text
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const kept = new Set<number>();
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row]?.text === after[column]?.text) {
      kept.add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}

/** The ranges of `after` that `before` does not have, word by word; neighbours are joined. Of very long texts: everything. */
export function changedWords(before: string, after: string): readonly TextRange[] {
  if (before === after) return [];
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length > longest || now.length > longest) return [{ start: 0, end: after.length }];
  const kept = keptWords(old, now);
  const ranges: { start: number; end: number }[] = [];
  now.forEach((word, index) => {
    if (kept.has(index)) return;
    const last = ranges.at(-1);
    if (last && index > 0 && !kept.has(index - 1)) last.end = word.end;
    else ranges.push({ start: word.start, end: word.end });
  });
  return ranges;
}
