import { recogniseSearchText } from '@onthaal/contract/rules/identifiers/search-text.ts';
import {
  deleteVariants,
  shortestForgivingToken,
  tokenise,
  withinOneEdit,
} from '@onthaal/contract/rules/search/index.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { normaliseNumber } from './search-entry.ts';

/** More words than this say nothing more. */
const MOST_WORDS = 12;
/** Most neighbours that a mistyped word is read as. */
const MOST_NEIGHBOURS = 8;
const SHORTEST_NUMBER = 3;
/** Digits of a dossier's number after year and letters. */
const SERIAL_DIGITS = 5;

/** A typed word with the words it is searched as: itself, or its neighbours when nothing starts with it. */
export interface SearchWord {
  readonly typed: string;
  readonly readAs: readonly string[];
  readonly corrected: boolean;
}

/** The folded words of a search text, without doubles. */
export function searchWords(text: string): string[] {
  return [...new Set(tokenise(text))].slice(0, MOST_WORDS);
}

/** What a search text may be as a number. */
export interface TypedNumbers {
  /** Normalised forms for an exact look-up. */
  readonly exact: readonly string[];
  /** How a partly typed number starts. */
  readonly start: string | undefined;
  /** That start says year and letters, as only a dossier's number does: no need to look for its parts as words. */
  readonly startsDossier: boolean;
  /** It is a dossier's number to the last digit, or longer: other records may mention it. */
  readonly isWholeDossier: boolean;
}

/** A dossier's number that is being typed, `2025-lv-00` or `2025 LV 00` or `2025lv`, as the stored numbers start. */
function dossierStart(text: string): string | undefined {
  const parts = /^\s*(\d{4})[\s./-]*([a-z]{1,4})(?:[\s./-]*(\d{1,10}))?[\s./-]*$/iu.exec(text);
  if (parts === null) return undefined;
  const [, year, letters = '', serial] = parts;
  return `${year}-${letters.toUpperCase()}${serial === undefined ? '' : `-${serial}`}`;
}

/** Works out which numbers the text may be, or may become. */
export function numbersIn(text: string): TypedNumbers {
  const reading = recogniseSearchText(text);
  const readings = [reading, ...reading.alternatives].filter(({ kind }) => kind !== 'words');
  const typed = normaliseNumber(text);
  const isOneWord = /^\S+$/u.test(text.trim());
  const exact = [...readings.map(({ normalised }) => normalised), ...(isOneWord ? [typed] : [])];
  const digits = /^[\d\s.\-/+()]+$/u.test(text) ? text.replace(/\D/gu, '') : '';
  const dossier = dossierStart(text);
  return {
    exact: [...new Set(exact)].filter((number) => number !== ''),
    start: dossier ?? (digits.length >= SHORTEST_NUMBER ? digits : undefined),
    startsDossier: dossier !== undefined,
    isWholeDossier: dossier !== undefined && new RegExp(`-\\d{${SERIAL_DIGITS},}$`).test(dossier),
  };
}

/** An FTS5 expression in which every word must occur, each as the start of a word; optionally in one column only. */
export function matchExpression(words: readonly SearchWord[], column?: string): string {
  const parts = words.map(({ readAs, corrected }) => {
    // A neighbour is a whole word; a typed word may go on.
    const forms = readAs.map((form) => (corrected ? `"${form}"` : `"${form}"*`));
    return forms.length === 1 ? (forms[0] ?? '') : `(${forms.join(' OR ')})`;
  });
  const all = parts.join(' AND ');
  return column === undefined ? all : `{${column}} : (${all})`;
}

/** Whether any indexed name, address or subject has a word that starts like this. */
function isKnownStart(file: DatabaseFile, word: string): boolean {
  const row = file
    .prepare('SELECT 1 FROM search_term WHERE term >= ? AND term < ? LIMIT 1')
    .get(word, `${word}\u{10FFFF}`);
  return row !== undefined;
}

/** Known words within one typing error of this one, nearest alphabetical first. */
export function neighboursOf(file: DatabaseFile, word: string): string[] {
  if (word.length < shortestForgivingToken) return [];
  const candidates = file
    .prepare<string>(
      'SELECT DISTINCT term FROM search_variant WHERE variant IN (SELECT value FROM json_each(?)) LIMIT 500',
    )
    .pluck()
    .all(JSON.stringify(deleteVariants(word)));
  return candidates
    .filter((candidate) => candidate !== word && withinOneEdit(candidate, word))
    .sort()
    .slice(0, MOST_NEIGHBOURS);
}

/**
 * Decides how each typed word is read. A word that nothing starts with is read as its neighbours; with `forgiving` every
 * word may also be its neighbours, for when all words together found nothing.
 */
export function readWords(
  file: DatabaseFile,
  typed: readonly string[],
  isFound: (word: SearchWord) => boolean,
  forgiving: boolean,
): SearchWord[] {
  return typed.map((word) => {
    const plain = { typed: word, readAs: [word], corrected: false };
    if (!forgiving && (isKnownStart(file, word) || isFound(plain))) return plain;
    const neighbours = neighboursOf(file, word);
    if (neighbours.length === 0) return plain;
    return { typed: word, readAs: forgiving ? [word, ...neighbours] : neighbours, corrected: true };
  });
}
