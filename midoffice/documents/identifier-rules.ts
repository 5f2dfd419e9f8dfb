import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import {
  type IdentifierResult,
  type ParsedIdentifier,
  parseCaPaKey,
  parseDossierNumber,
  parseInsz,
  parseKbo,
  parseVCode,
} from '@onthaal/contract/rules/identifiers/index.ts';

type Parser = (text: string) => IdentifierResult<ParsedIdentifier<string>>;

interface Candidate {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly parse: Parser;
}

function problemOf(candidate: Candidate): OnthaalError | undefined {
  const { field, before, after, parse } = candidate;
  // What the centre already keeps is not judged again: rules may have become stricter since.
  if (after === undefined || after === before) return undefined;
  const parsed = parse(after);
  if (!parsed.ok) {
    const code = parsed.reason === 'testNumberNotAllowed' ? 'TEST_IDENTIFIER_REFUSED' : 'IDENTIFIER_INVALID';
    return failure(code, { field, details: { reason: parsed.reason } }).error;
  }
  if (parsed.value.normalised === after) return undefined;
  return failure('IDENTIFIER_INVALID', { field, details: { reason: 'notNormalised' } }).error;
}

function firstProblem(candidates: readonly Candidate[]): OnthaalError | undefined {
  return candidates.map(problemOf).find((problem) => problem !== undefined);
}

type Person = DocumentOf<'persons'>;
type Dossier = DocumentOf<'dossiers'>;

/** The first changed identifier of a person that is not valid or not written in its normal form. */
export function personIdentifierProblem(
  before: Person | undefined,
  after: Person,
  testMode: boolean,
): OnthaalError | undefined {
  const insz: Parser = (text) => parseInsz(text, { testMode });
  return firstProblem([
    { field: 'nationalNumber', before: before?.nationalNumber, after: after.nationalNumber, parse: insz },
    { field: 'enterpriseNumber', before: before?.enterpriseNumber, after: after.enterpriseNumber, parse: parseKbo },
    { field: 'associationCode', before: before?.associationCode, after: after.associationCode, parse: parseVCode },
  ]);
}

/** The first changed identifier of a dossier that is not valid or not written in its normal form. */
export function dossierIdentifierProblem(before: Dossier | undefined, after: Dossier): OnthaalError | undefined {
  return firstProblem([
    { field: 'number', before: before?.number, after: after.number, parse: parseDossierNumber },
    { field: 'parcel', before: before?.parcel, after: after.parcel, parse: parseCaPaKey },
  ]);
}
