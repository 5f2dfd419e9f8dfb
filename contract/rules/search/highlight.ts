import { foldWithOrigin } from './fold-text.ts';
import { shortestForgivingToken, tokenise, withinOneEdit } from './tokens.ts';

export interface TextRange {
  /** UTF-16 indices in the original text; `end` is the first one outside. */
  readonly start: number;
  readonly end: number;
}

function matchedLength(word: string, tokens: readonly string[]): number {
  let longest = 0;
  for (const token of tokens) {
    if (word.startsWith(token)) longest = Math.max(longest, token.length);
  }
  if (longest > 0) return longest;
  const forgiven = tokens.some((token) => token.length >= shortestForgivingToken && withinOneEdit(token, word));
  return forgiven ? word.length : 0;
}

/**
 * Where the tokens of a search are found in a text: at the start of a word, or as a whole word with one typing error (tokens
 * of at least four letters). Sorted, not overlapping, never empty. Tokens may be typed text: they are folded here.
 */
export function highlightRanges(text: string, tokens: readonly string[]): readonly TextRange[] {
  const wanted = tokens.flatMap((token) => tokenise(token));
  if (wanted.length === 0) return [];
  const { folded, starts, ends } = foldWithOrigin(text);
  const ranges: TextRange[] = [];
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    const length = matchedLength(match[0], wanted);
    if (length === 0) continue;
    const start = starts[match.index] ?? 0;
    const end = ends[match.index + length - 1] ?? 0;
    const last = ranges.at(-1);
    // One original character can fold to letters of two words ("½" = "1⁄2"): never mark it twice.
    if (last !== undefined && start < last.end)
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(end, last.end) };
    else ranges.push({ start, end });
  }
  return ranges;
}
