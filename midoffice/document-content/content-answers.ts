import type { ErrorCode } from '@onthaal/contract/errors.ts';

const statuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  SESSION_UNKNOWN: 401,
  SESSION_EXPIRED: 401,
  ACCESS_REVOKED: 403,
  MIDOFFICE_REPLACED: 409,
  FEED_CHANGED: 409,
  NOT_ALLOWED: 403,
  ACCESS_LOST: 403,
  DOSSIER_OF_OTHER_TEAM: 403,
  MIDOFFICE_BUSY: 503,
  MIDOFFICE_FAILED: 500,
  CONTENT_UNKNOWN: 404,
  CONTENT_TOO_LARGE: 413,
  CONTENT_TYPE_REFUSED: 415,
  CONTENT_DAMAGED: 422,
  CONTENT_TOO_MANY: 429,
  CONTENT_BEING_CHECKED: 409,
  CONTENT_INFECTED: 403,
  CONTENT_STORE_FULL: 507,
  CONTENT_STORE_UNREACHABLE: 503,
  CONTENT_NOT_KEPT: 501,
};

/** The HTTP status that goes with an error about contents. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 400;
}
