import { foldText, foldWithOrigin } from './fold-text.ts';

const words = /[\p{L}\p{N}]+/gu;

/** The folded words and numbers of a text, in order, doubles included. Everything that is no letter or digit separates. */
export function tokenise(text: string): readonly string[] {
  return foldText(text).match(words) ?? [];
}

export interface TokenInText {
  /** Folded. */
  readonly text: string;
  /** UTF-16 range in the original text. */
  readonly start: number;
  readonly end: number;
}

/** Like `tokenise`, with the place of each word in the original text. */
export function tokeniseWithRanges(text: string): readonly TokenInText[] {
  const { folded, starts, ends } = foldWithOrigin(text);
  return [...folded.matchAll(words)].map((match) => ({
    text: match[0],
    start: starts[match.index] ?? 0,
    end: ends[match.index + match[0].length - 1] ?? 0,
  }));
}

/** Shorter words have no forgiving search: one letter more or less makes another word of them. */
export const shortestForgivingToken = 4;

/**
 * The token itself, and for tokens of at least four letters every form with one letter left out: two words within one typing
 * error of each other share at least one of these (the symmetric-delete index of SymSpell). No doubles.
 */
export function deleteVariants(token: string): readonly string[] {
  const letters = Array.from(token);
  if (letters.length < shortestForgivingToken) return [token];
  const variants = new Set([token]);
  for (let index = 0; index < letters.length; index += 1) {
    variants.add(letters.slice(0, index).join('') + letters.slice(index + 1).join(''));
  }
  return [...variants];
}

function sameFrom(a: readonly string[], fromA: number, b: readonly string[], fromB: number): boolean {
  if (a.length - fromA !== b.length - fromB) return false;
  for (let offset = 0; fromA + offset < a.length; offset += 1) {
    if (a[fromA + offset] !== b[fromB + offset]) return false;
  }
  return true;
}

/**
 * Whether two texts differ by at most one typing error: a letter wrong, missing or too many, or two neighbours swapped
 * (Damerau-Levenshtein distance of at most 1, in characters).
 */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  const one = Array.from(a);
  const other = Array.from(b);
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return (
    sameFrom(one, at + 1, other, at + 1) ||
    sameFrom(one, at + 1, other, at) ||
    sameFrom(one, at, other, at + 1) ||
    (swapped && sameFrom(one, at + 2, other, at + 2))
  );
}
