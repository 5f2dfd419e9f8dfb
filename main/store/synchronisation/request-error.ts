import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';

/** The same request gets the same answer. */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['REQUEST_TOO_LARGE', 'NOT_ALLOWED', 'KIOSK_TOO_OFTEN', 'REFERENCE_UNKNOWN'] as const),
  ...(['REFERENCE_CHANGED_MEANWHILE', 'REFERENCE_NOT_RIGHT', 'REFERENCE_HITS_APPOINTMENTS'] as const),
  ...(['APPOINTMENT_SLOT_TAKEN', 'APPOINTMENT_HOLD_GONE'] as const),
  ...([
    'APPOINTMENT_STATE_NOT_NOW',
    'APPOINTMENT_MASTER_REFUSED',
    'APPOINTMENT_OUTCOME_UNKNOWN',
    'DOCUMENT_UNKNOWN',
  ] as const),
  ...(['ACCESS_LOST', 'MESSAGE_NO_ADDRESS'] as const),
]);

/** A request that the mid-office did not answer as asked. */
export class RequestError extends Error {
  readonly problem: OnthaalError;
  /** How long the mid-office asks to wait, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: { readonly retryAfter?: number | undefined; readonly status?: number } = {}) {
    super(code);
    this.name = 'RequestError';
    const details = options.status === undefined ? {} : { details: { status: options.status } };
    const retryable = !final.has(code);
    this.problem = failure(code, { retryable, ...details }).error;
    this.retryAfter = options.retryAfter;
  }
}

/** Finds the request error in what a library threw. */
export function requestErrorIn(error: unknown): RequestError | undefined {
  if (error instanceof RequestError) return error;
  if (!(error instanceof Error)) return undefined;
  return error.cause === undefined ? undefined : requestErrorIn(error.cause);
}

/** Milliseconds of a Retry-After header: seconds or an HTTP date. */
export function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
