import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { type Failure, failure } from '@onthaal/contract/result.ts';
import type { ProgramEnd } from './program.ts';

/** The SANE standard's status numbers that mean something to a clerk; `scanimage` ends with them. */
const byNumber: Readonly<Record<number, ErrorCode>> = {
  3: 'SCANNER_BUSY',
  6: 'SCANNER_JAMMED',
  7: 'SCANNER_FEEDER_EMPTY',
  8: 'SCANNER_COVER_OPEN',
  11: 'SCANNER_REFUSED',
};

/** The same in words, where the program ends with 1: a device that did not open. */
const byWords: readonly (readonly [string, ErrorCode])[] = [
  ['Device busy', 'SCANNER_BUSY'],
  ['Document feeder jammed', 'SCANNER_JAMMED'],
  ['Document feeder out of documents', 'SCANNER_FEEDER_EMPTY'],
  ['Scanner cover is open', 'SCANNER_COVER_OPEN'],
  ['Access to resource has been denied', 'SCANNER_REFUSED'],
  ['open of device', 'SCANNER_ABSENT'],
  ['no SANE devices found', 'SCANNER_ABSENT'],
];

/** Why a scan failed, in the words of the desk. */
export function scannerProblem({ reason, code, messages }: ProgramEnd): Failure {
  if (reason === 'notInstalled') return failure('SCANNER_PROGRAM_ABSENT');
  if (reason === 'fileTooLarge') return failure('SCANNER_PAGE_TOO_LARGE');
  if (reason === 'silent') return failure('SCANNER_FAILED', { retryable: true });
  const said = byNumber[code] ?? byWords.find(([words]) => messages.includes(words))?.[1];
  return failure(said ?? 'SCANNER_FAILED', { retryable: true });
}
