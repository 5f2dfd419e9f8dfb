import { failure, type Result, success } from '@onthaal/contract/result.ts';
import codec from '@sealsystems/ipp';
import { isSoundMessage } from './sound-message.ts';

/** Attributes of one group, as the printer sent them: nothing is known of their types. */
export type Attributes = Readonly<Record<string, unknown>>;

export interface IppAnswer {
  readonly status: string;
  readonly printer: Attributes;
  /** Of a print server that answers with several. */
  readonly printers: readonly Attributes[];
  readonly jobs: readonly Attributes[];
}

const LONGEST_TEXT = 120;
const MOST_VALUES = 500;

/** Reads what a printer answered. Fails with PRINTER_ANSWER_MALFORMED; never throws and never hangs, whatever the bytes. */
export function parseAnswer(bytes: Buffer): Result<IppAnswer> {
  if (!isSoundMessage(bytes)) return failure('PRINTER_ANSWER_MALFORMED');
  let message: unknown;
  try {
    message = codec.parse(bytes);
  } catch {
    return failure('PRINTER_ANSWER_MALFORMED');
  }
  if (!isRecord(message) || typeof message.statusCode !== 'string') return failure('PRINTER_ANSWER_MALFORMED');
  const printers = groupsOf(message['printer-attributes-tag']);
  return success({
    status: message.statusCode,
    printer: printers[0] ?? {},
    printers,
    jobs: groupsOf(message['job-attributes-tag']),
  });
}

function groupsOf(value: unknown): readonly Attributes[] {
  const groups = Array.isArray(value) ? value : [value];
  return groups.filter(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The words of an attribute; values of another type are left out. */
export function wordsOf(attributes: Attributes, name: string): readonly string[] {
  const value = ownValue(attributes, name);
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => typeof one === 'string')
    .slice(0, MOST_VALUES)
    .map(clean);
}

/** The first word, or null. */
export function wordOf(attributes: Attributes, name: string): string | null {
  return wordsOf(attributes, name)[0] ?? null;
}

/** A whole number, or null. */
export function numberOf(attributes: Attributes, name: string): number | null {
  const value = ownValue(attributes, name);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** Yes or no, or null. */
export function booleanOf(attributes: Attributes, name: string): boolean | null {
  const value = ownValue(attributes, name);
  return typeof value === 'boolean' ? value : null;
}

function ownValue(attributes: Attributes, name: string): unknown {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** Text of a printer may stand on a screen: without control characters, and not without end. A language before it is dropped. */
function clean(text: string): string {
  const bare = text.slice(text.indexOf('\u001e') + 1);
  return bare.replaceAll(/\p{C}/gu, '').slice(0, LONGEST_TEXT).trim();
}
