import { mergeDocuments } from '../merge/index.ts';

/** The one place at which a text changed: what stood there until now, and what stands there instead. */
interface Change {
  readonly from: number;
  readonly until: number;
  readonly text: string;
}

function changeOf(base: string, now: string): Change {
  const most = Math.min(base.length, now.length);
  let start = 0;
  while (start < most && base[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && base[base.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { from: start, until: base.length - end, text: now.slice(start, now.length - end) };
}

/**
 * The notepad of a visit after it was written at two computers: what each changed, at its own place; where both changed the same place,
 * both texts, theirs first.
 *
 * @param base the text from which both went on
 */
export function notesOfBoth(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const [first, second] = [changeOf(base, mine), changeOf(base, theirs)].sort((one, other) => one.from - other.from);
  if (first !== undefined && second !== undefined && first.until < second.from) {
    const between = base.slice(first.until, second.from);
    return base.slice(0, first.from) + first.text + between + second.text + base.slice(second.until);
  }
  return mergeDocuments({ text: base }, { text: mine }, { text: theirs }, { text: 'append' }).merged.text;
}
