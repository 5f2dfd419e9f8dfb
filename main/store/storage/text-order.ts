import type { Database } from 'better-sqlite3';

/**
 * JavaScript (and with it RxDB) orders texts by UTF-16 units, SQLite by UTF-8 bytes, that is by code points. The two
 * differ from U+D800 on: an emoji (two surrogates) comes before U+E000 in the one and after it in the other. Columns of
 * documents therefore hold texts in which each unit from U+D800 on is replaced by the code point 10000 (hexadecimal)
 * higher. Code points then have the order of the units, halves of surrogate pairs keep an identity of their own, and
 * what has no such characters, nearly every text, stays as it is.
 */
const LIFTED_UNIT = /[\ud800-\uffff]/;
const LIFTED_UNITS = /[\ud800-\uffff]/g;
const FIRST_LIFTED = 0x1d800;
const LIFT = 0x1_0000;
const LIFTED_POINTS = /[\u{1d800}-\u{1ffff}]/gu;
const SURROGATE_OF_LIFTED = /[\ud836-\ud83f]/;

const registered = new WeakSet<Database>();
const patterns = new Map<string, RegExp>();
const MOST_PATTERNS = 200;

/** Whether SQLite and JavaScript could order this text differently. */
export function needsColumnForm(text: string): boolean {
  return LIFTED_UNIT.test(text);
}

/** A text as the columns of a table hold it. Same order in SQLite as the text itself has in JavaScript. */
export function toColumnText(text: string): string {
  if (!LIFTED_UNIT.test(text)) return text;
  return text.replace(LIFTED_UNITS, (unit) => String.fromCodePoint(unit.charCodeAt(0) + LIFT));
}

/** A text out of a column (`id` or `field_...`), as the document has it. */
export function fromColumnText(text: string): string {
  if (!SURROGATE_OF_LIFTED.test(text)) return text;
  return text.replace(LIFTED_POINTS, (point) => String.fromCharCode((point.codePointAt(0) ?? FIRST_LIFTED) - LIFT));
}

/**
 * Makes the functions known that compiled queries use:
 * - `column_text(json)`: a JSON text, as `data -> path` gives it, in the form of the columns; NULL for any other value.
 * - `column_matches(pattern, flags, text)`: a regular expression on the text of a column.
 * - `json_matches(pattern, flags, json)`: the same on a JSON text.
 */
export function registerTextFunctions(database: Database): void {
  if (registered.has(database)) return;
  registered.add(database);
  const options = { deterministic: true };
  database.function('column_text', options, (json) => {
    const text = textOf(json);
    return text === null ? null : toColumnText(text);
  });
  database.function('column_matches', options, (pattern, flags, text) =>
    typeof text === 'string' && patternOf(pattern, flags).test(fromColumnText(text)) ? 1 : 0,
  );
  database.function('json_matches', options, (pattern, flags, json) => {
    const text = textOf(json);
    return text !== null && patternOf(pattern, flags).test(text) ? 1 : 0;
  });
}

function textOf(json: unknown): string | null {
  return typeof json === 'string' && json.startsWith('"') ? (JSON.parse(json) as string) : null;
}

function patternOf(pattern: unknown, flags: unknown): RegExp {
  const key = `${String(flags)}/${String(pattern)}`;
  let found = patterns.get(key);
  if (found === undefined) {
    if (patterns.size >= MOST_PATTERNS) patterns.clear();
    found = new RegExp(String(pattern), String(flags));
    patterns.set(key, found);
  }
  return found;
}
