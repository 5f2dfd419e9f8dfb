/** A value that a log line may carry. */
export type LogValue = string | number | boolean;
export type LogFields = Readonly<Record<string, LogValue>>;

/** Longer texts are what people wrote about people; a log line needs none of it. */
const LONGEST_TEXT = 300;
/** Stack traces are ours and longer; they are still searched. */
const LONGEST_STACK = 4000;

interface Pattern {
  readonly name: string;
  readonly expression: RegExp;
}

// Identifiers of documents are kept: without them a log cannot be read. Their digits would otherwise look like numbers.
const uuid = String.raw`\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`;
const instant = String.raw`\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z?)?(?![\d.\/-])`;
const kept = new RegExp(`${uuid}|${instant}`, 'gi');

/** In this order: what contains digits of another kind comes first. */
const patterns: readonly Pattern[] = [
  { name: 'token', expression: /\b(?:bearer\s+[a-z0-9._~+/=-]{6,}|basic\s+[a-z0-9+/=]{16,})/gi },
  { name: 'token', expression: /\beyJ[a-zA-Z0-9_-]{5,}(?:\.[a-zA-Z0-9_-]+)*/g },
  { name: 'e-mail', expression: /[^\s<>"(),;:@[\]]+@[^\s<>"'(),;:@=[\]{}]+/g },
  { name: 'iban', expression: /\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,4})?\b/gi },
  // National and BIS numbers with or without their usual separators, whether or not their check digits are right.
  {
    name: 'number',
    expression: /(?<!\d)\d{2}[ .\-/]?\d{2}[ .\-/]?\d{2}[ .\-/]{0,3}\d{3}[ .\-/]?\d{2}(?!\d)/g,
  },
  // International, or national with its leading zero: at least eight digits with separators in between.
  { name: 'phone', expression: /(?<![\w.])(?:\+|00)\d(?:[ .\-/()]{0,2}\d){7,14}(?!\d)/g },
  { name: 'phone', expression: /(?<![\w.:-])0[1-9](?:[ .\-/]{0,2}\d){6,8}(?!\d)/g },
  { name: 'token', expression: /\b[0-9a-f]{32,}\b/gi },
  // Keys and tokens mix digits with small and capital letters; our own long names (tables, messages) do not.
  {
    name: 'token',
    expression: /(?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{32,}/g,
  },
];

const secretNames = /token|secret|password|authori[sz]ation|cookie|(?:^|[a-z])key$|^key$/i;

/**
 * Takes out of a text whatever may identify a person or open a door: national numbers, e-mail addresses, telephone
 * numbers, account numbers, tokens. Names cannot be recognised: never put one in a log line.
 *
 * @param longest longer texts are cut away whole, because free text is where personal data hide
 */
export function redactText(text: string, longest: number = LONGEST_TEXT): string {
  if (text.length > longest) return `[text of ${text.length} characters]`;
  // Kept pieces split the text; only what lies between them is searched.
  let result = '';
  let position = 0;
  for (const match of text.matchAll(kept)) {
    result += redactPiece(text.slice(position, match.index)) + match[0];
    position = match.index + match[0].length;
  }
  return result + redactPiece(text.slice(position));
}

function redactPiece(piece: string): string {
  let result = piece;
  for (const { name, expression } of patterns) result = result.replace(expression, `[${name}]`);
  return result;
}

/** Redacts the fields of one log line; a field with a secret's name loses its value whatever it is. */
export function redactFields(fields: LogFields): Record<string, LogValue> {
  const redacted: Record<string, LogValue> = {};
  for (const [name, value] of Object.entries(fields)) redacted[name] = redactField(name, value);
  return redacted;
}

function redactField(name: string, value: LogValue): LogValue {
  if (secretNames.test(name)) return '[secret]';
  if (typeof value === 'string') return redactText(value, name === 'stack' ? LONGEST_STACK : LONGEST_TEXT);
  // A national number may travel as a number; counts and times are far from eleven digits or are in milliseconds (13).
  if (typeof value === 'number' && Number.isInteger(value) && /^\d{11}$/.test(String(value))) return '[number]';
  return value;
}
