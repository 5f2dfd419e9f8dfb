/** Why a text is not the identifier that was asked for. The catalogue has one sentence for each. */
export type IdentifierReason =
  | 'empty'
  | 'length'
  | 'characters'
  | 'checkDigits'
  | 'date'
  | 'testNumberNotAllowed'
  | 'unknownForm';

export type IdentifierFailure = { readonly ok: false; readonly reason: IdentifierReason };
/** A parsed identifier, or the one reason why the text is not one. */
export type IdentifierResult<T> = { readonly ok: true; readonly value: T } | IdentifierFailure;

declare const brand: unique symbol;
/** A string that only the parser or the generator of its kind hands out. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** What every parsed identifier has: the form that is stored and compared, and the form that people read. */
export interface ParsedIdentifier<Name extends string> {
  readonly normalised: Branded<Name>;
  readonly formatted: string;
}

/** Wraps a parsed identifier. */
export function identifierFound<T>(value: T): IdentifierResult<T> {
  return { ok: true, value };
}

/** States why the text was refused. */
export function identifierRefused(reason: IdentifierReason): IdentifierFailure {
  return { ok: false, reason };
}

/** Gives a checked text its brand; only parsers and generators of this folder call it. */
export function branded<Name extends string>(text: string): Branded<Name> {
  return text as Branded<Name>;
}
