import { type ParseResult, parse } from 'mrz';

/** Lines by their length, and how many there are (ICAO 9303). */
const counts: Readonly<Record<number, number>> = { 30: 3, 36: 2, 44: 2 };
/** Letters and digits of nearly the same shape. */
const alike: Readonly<Record<string, string>> = {
  ...{ 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B' },
  ...{ O: '0', I: '1', Z: '2', S: '5', B: '8' },
};
/** The fields in which both may stand. */
const mixedFields = ['documentNumber', 'personalNumber', 'optional', 'optional1', 'optional2'];

/** The check digits that a travel document has. */
export const travelChecks = [
  'documentNumberCheckDigit',
  'birthDateCheckDigit',
  'expirationDateCheckDigit',
  'personalNumberCheckDigit',
  'compositeCheckDigit',
] as const;
export type TravelCheck = (typeof travelChecks)[number];

/** What the lines of a passport or an identity card say. */
export interface TravelDocument {
  /** Given names and surname, as they are searched for. */
  readonly name: string;
  /** The check digits that do not fit. */
  readonly wrong: readonly TravelCheck[];
}

/** The lines of a travel document; undefined when it is none. */
export function travelLinesOf(text: string): readonly string[] | undefined {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const length = lines[0]?.length ?? 0;
  const isTravel =
    lines.length === counts[length] && lines.every((line) => line.length === length && /^[A-Z0-9<]+$/.test(line));
  return isTravel ? lines : undefined;
}

function parsed(lines: readonly string[]): ParseResult | undefined {
  try {
    return parse([...lines], { autocorrect: true });
  } catch {
    // Lines of that length that are no travel document at all.
    return undefined;
  }
}

function wrongIn({ details }: ParseResult): readonly TravelCheck[] {
  return travelChecks.filter((check) => details.some(({ field, valid }) => field === check && !valid));
}

/** Reads the lines; letters where only digits can stand, and the other way round, are put right. Undefined without a name. */
export function travelDocumentOf(lines: readonly string[]): TravelDocument | undefined {
  const result = parsed(lines);
  if (!result) return undefined;
  const name = [result.fields.firstName, result.fields.lastName].filter((part) => part).join(' ');
  return name === '' ? undefined : { name, wrong: wrongIn(result) };
}

/** The places where letters and digits may both stand, and that hold one that looks like the other. */
function doubtfulPlaces(lines: readonly string[], { details }: ParseResult): readonly (readonly [number, number])[] {
  return details
    .filter(({ field }) => mixedFields.some((known) => known === field))
    .flatMap(({ ranges }) => ranges.slice(0, 1))
    .flatMap(({ line, start, end }) =>
      Array.from({ length: end - start }, (_, index) => [line, start + index] as const),
    )
    .filter(([line, place]) => alike[lines[line]?.charAt(place) ?? ''] !== undefined);
}

/**
 * Puts a character right that a camera cannot tell from another (O and 0): where check digits do not fit, and would with it in exactly
 * one way. Otherwise the lines stay as they were read, and a person looks at them. Two at once fit in too many ways to tell.
 */
export function putRight(lines: readonly string[]): readonly string[] {
  const read = parsed(lines);
  if (!read || wrongIn(read).length === 0) return lines;
  const fitting = doubtfulPlaces(lines, read)
    .map(([at, place]) =>
      lines.map((line, index) => {
        const other = alike[line.charAt(place)] ?? '';
        return index === at ? line.slice(0, place) + other + line.slice(place + 1) : line;
      }),
    )
    .filter((variant) => {
      const result = parsed(variant);
      return result !== undefined && wrongIn(result).length === 0;
    });
  return fitting.length === 1 ? (fitting[0] ?? lines) : lines;
}
