import { type Result, success } from '@onthaal/contract/result.ts';
import { tokenise } from '@onthaal/contract/rules/search/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { type SearchHit, type SearchKind, type SearchResult, searchKinds } from '@onthaal/contract/store/rows.ts';
import { searchIndexOf } from '../database/own-tables.ts';
import type { ReadContext } from '../reads/read-context.ts';
import { hitsOf } from './search-hits.ts';
import { matchExpression, numbersIn, readWords, type SearchWord, searchWords } from './search-query.ts';

/** Totals are counted up to here. */
const MOST_COUNTED = 1000;
/** Of a larger set so many of the newest are ranked, so many of the newest in the name, and so many names that start so. */
const NEWEST = 200;

interface Entry {
  readonly id: number;
  readonly document_id: string;
  readonly name: string;
  readonly team_id: string;
  readonly recent: string;
}

interface NumberHits {
  /** Records with exactly the typed number, whatever their kind. */
  readonly exact: ReadonlySet<string>;
  /** Entry ids by kind of records that have the number or a number that starts so, the highest numbers first. */
  readonly byKind: ReadonlyMap<SearchKind, readonly number[]>;
  /** The only record with that number, when there is exactly one and it is not a phone number. */
  readonly single: { readonly kind: SearchKind; readonly documentId: string } | undefined;
  /** The text is the start of dossiers' numbers that exist. */
  readonly startsDossiers: boolean;
  /** It is not yet a whole number: nobody mentions half a number. */
  readonly isPartOfNumber: boolean;
}

interface NumberRow {
  readonly number: string;
  readonly entry_id: number;
  readonly kind: SearchKind;
  readonly document_id: string;
}

function findNumbers(context: ReadContext, text: string): NumberHits {
  const { exact, start, startsDossier, isWholeDossier } = numbersIn(text);
  const join = 'FROM search_number n JOIN search_entry e ON e.id = n.entry_id';
  const columns = 'SELECT n.number, n.entry_id, e.kind, e.document_id';
  const same = context.file.rows<NumberRow>(
    `${columns} ${join} WHERE n.number IN (SELECT value FROM json_each(?)) LIMIT ${MOST_COUNTED + 1}`,
    JSON.stringify(exact),
  );
  const longer =
    start === undefined
      ? []
      : context.file.rows<NumberRow>(
          `${columns} ${join} WHERE n.number >= ? AND n.number < ? ORDER BY n.number DESC LIMIT ${MOST_COUNTED + 1}`,
          start,
          `${start}\u{10FFFF}`,
        );
  const byKind = new Map<SearchKind, number[]>();
  for (const row of [...same, ...longer]) {
    const ids = byKind.get(row.kind);
    if (ids === undefined) byKind.set(row.kind, [row.entry_id]);
    else ids.push(row.entry_id);
  }
  const identifying = same.filter((row) => !row.number.startsWith('+'));
  const ids = new Set(identifying.map((row) => row.document_id));
  const [only] = identifying;
  const single = ids.size === 1 && only !== undefined ? { kind: only.kind, documentId: only.document_id } : undefined;
  const startsDossiers = startsDossier && longer.length > 0;
  const isPartOfNumber = startsDossiers && !isWholeDossier;
  return { exact: new Set(same.map((row) => row.document_id)), byKind, single, startsDossiers, isPartOfNumber };
}

function matchingIds(context: ReadContext, kind: SearchKind, expression: string, limit: number): number[] {
  const table = searchIndexOf[kind];
  return context.file
    .prepare<number>(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`)
    .pluck()
    .all(expression, limit);
}

const entryColumns = 'id, document_id, name, team_id, recent';

/** Entries whose name starts with the text, the exact name first, however old they are. */
function namedSo(context: ReadContext, kind: SearchKind, foldedText: string): Entry[] {
  if (foldedText === '') return [];
  return context.file.rows<Entry>(
    `SELECT ${entryColumns} FROM search_entry WHERE kind = ? AND name >= ? AND name < ? ORDER BY name LIMIT ${NEWEST}`,
    kind,
    foldedText,
    `${foldedText}\u{10FFFF}`,
  );
}

function entriesOf(context: ReadContext, ids: readonly number[]): Entry[] {
  return context.file.rows<Entry>(
    `SELECT ${entryColumns} FROM search_entry WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}

interface Ranking {
  readonly exact: ReadonlySet<string>;
  readonly inName: ReadonlySet<number>;
  readonly foldedText: string;
  readonly teamIds: readonly string[];
}

/** Exact number, exact name, name that starts so, all words in the name, the rest. */
function tierOf(entry: Entry, { exact, inName, foldedText }: Ranking): number {
  if (exact.has(entry.document_id)) return 0;
  if (foldedText !== '' && entry.name === foldedText) return 1;
  if (foldedText !== '' && entry.name.startsWith(foldedText)) return 2;
  return inName.has(entry.id) ? 3 : 4;
}

function ranked(entries: readonly Entry[], ranking: Ranking): Entry[] {
  const keyed = entries.map((entry) => ({
    entry,
    tier: tierOf(entry, ranking),
    foreign: ranking.teamIds.includes(entry.team_id) ? 0 : 1,
  }));
  keyed.sort(
    (one, other) =>
      one.tier - other.tier ||
      one.foreign - other.foreign ||
      compare(other.entry.recent, one.entry.recent) ||
      compare(one.entry.document_id, other.entry.document_id),
  );
  return keyed.map(({ entry }) => entry);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

interface Search {
  readonly words: readonly SearchWord[];
  readonly numbers: NumberHits;
  readonly foldedText: string;
  readonly limit: number;
}

/** The ids that match in their name, the newest first. */
function idsInName(context: ReadContext, kind: SearchKind, words: readonly SearchWord[]): number[] {
  return words.length === 0 ? [] : matchingIds(context, kind, matchExpression(words, 'name'), NEWEST);
}

/** All that was found, in order. */
function rankAll(context: ReadContext, kind: SearchKind, found: readonly number[], search: Search): Entry[] {
  const inName = new Set(idsInName(context, kind, search.words));
  return ranked(entriesOf(context, found), rankingOf(context, search, inName));
}

/** The first of a large set. What ranks lower is only looked at when there are too few of what ranks higher. */
function rankSome(
  context: ReadContext,
  kind: SearchKind,
  { byNumber, byWords }: { readonly byNumber: readonly number[]; readonly byWords: readonly number[] },
  search: Search,
): Entry[] {
  const known = new Map<number, Entry>();
  const learn = (entries: readonly Entry[]) => {
    for (const entry of entries) known.set(entry.id, entry);
  };
  const learnIds = (ids: readonly number[]) => {
    const unknown = ids.slice(0, NEWEST).filter((id) => !known.has(id));
    learn(entriesOf(context, unknown));
  };
  let inName: ReadonlySet<number> = new Set();
  learnIds(byNumber);
  // Also without words: a name may start with what is a number's start too.
  learn(namedSo(context, kind, search.foldedText));
  if (byWords.length > 0) {
    if (known.size < search.limit) {
      inName = new Set(idsInName(context, kind, search.words));
      learnIds([...inName]);
    }
    if (known.size < search.limit) learnIds(byWords);
  }
  return ranked([...known.values()], rankingOf(context, search, inName));
}

function rankingOf(context: ReadContext, { numbers, foldedText }: Search, inName: ReadonlySet<number>): Ranking {
  return { exact: numbers.exact, inName, foldedText, teamIds: context.member.teamIds };
}

function searchKind(context: ReadContext, kind: SearchKind, search: Search) {
  const { numbers } = search;
  const byNumber = numbers.byKind.get(kind) ?? [];
  // The parts of a dossier's number as words (a year, two letters) would be found in nearly all dossiers.
  const isNumberOnly = numbers.startsDossiers && kind === 'dossier' && byNumber.length > 0;
  // More would not be counted, and the newest and those named so are looked at all the same.
  const isEnough = byNumber.length > MOST_COUNTED;
  const words = isNumberOnly || isEnough || numbers.isPartOfNumber ? [] : search.words;
  const byWords = words.length === 0 ? [] : matchingIds(context, kind, matchExpression(words), MOST_COUNTED + 1);
  const found = new Set([...byNumber, ...byWords]);
  const more = found.size > MOST_COUNTED;
  if (found.size === 0) return { total: 0, more, ids: [] };
  const entries =
    found.size <= NEWEST
      ? rankAll(context, kind, [...found], { ...search, words })
      : rankSome(context, kind, { byNumber, byWords }, { ...search, words });
  return {
    total: Math.min(found.size, MOST_COUNTED),
    more,
    ids: entries.slice(0, search.limit).map((entry) => entry.document_id),
  };
}

function isFound(context: ReadContext, word: SearchWord): boolean {
  const expression = matchExpression([word]);
  return searchKinds.some((kind) => matchingIds(context, kind, expression, 1).length > 0);
}

/**
 * Searches persons, dossiers, appointments, contact moments, tasks and documents at once, as the clerk types. Every word must
 * occur as the start of a word (or, when nothing starts so, with one typing error).
 */
export function readSearchEverything(
  context: ReadContext,
  args: ReadArguments['searchEverything'],
): Result<SearchResult> {
  const typed = searchWords(args.text);
  const empty = { text: args.text, groups: [], exactHit: undefined, corrections: [] };
  if (typed.length === 0) return success(empty);
  const numbers = findNumbers(context, args.text);
  const foldedText = tokenise(args.text).join(' ');
  const search = (words: readonly SearchWord[]) => {
    return searchKinds.map((kind) => {
      const found = searchKind(context, kind, { words, numbers, foldedText, limit: args.limitPerGroup });
      const hits = hitsOf(context, kind, found.ids, words, numbers.exact);
      return { kind, ...found, total: found.total - (found.ids.length - hits.length), hits };
    });
  };
  let words = readWords(context.file, typed, (word) => numbers.startsDossiers || isFound(context, word), false);
  let groups = search(words);
  if (groups.every((group) => group.total === 0)) {
    words = readWords(context.file, typed, () => false, true);
    if (words.some((word) => word.corrected)) groups = search(words);
  }
  const corrections = words
    .filter((word) => word.corrected)
    .map((word) => ({ typed: word.typed, readAs: word.readAs.filter((form) => form !== word.typed) }));
  return success({
    text: args.text,
    groups: groups
      .filter((group) => group.total > 0)
      .map(({ kind, total, more, hits }) => ({ kind, total, more, hits })),
    exactHit: exactHitOf(context, numbers, words),
    corrections,
  });
}

function exactHitOf(context: ReadContext, numbers: NumberHits, words: readonly SearchWord[]): SearchHit | undefined {
  if (numbers.single === undefined) return undefined;
  const { kind, documentId } = numbers.single;
  return hitsOf(context, kind, [documentId], words, numbers.exact)[0];
}
