/** Every error code that can reach a person. The catalogue has a sentence and a next step for each (checked in CI). */
export const errorCodes = [
  // The line and the mid-office
  'MIDOFFICE_UNREACHABLE',
  'MIDOFFICE_WRONG_ADDRESS',
  'MIDOFFICE_BUSY',
  'MIDOFFICE_FAILED',
  'MIDOFFICE_ANSWER_MALFORMED',
  'MIDOFFICE_REPLACED',
  'REQUEST_TOO_LARGE',
  'SESSION_EXPIRED',
  'SESSION_UNKNOWN',
  'ACCESS_REVOKED',
  'CLOCK_WRONG',
  // Rows that the mid-office refuses
  'NOT_ALLOWED',
  'STATUS_NOT_ALLOWED',
  'STATUS_TRANSITION_NOT_ALLOWED',
  'REFERENCE_UNKNOWN',
  'FIELD_INVALID',
  'FIELD_REQUIRED',
  'FIELD_READ_ONLY',
  'DOCUMENT_UNKNOWN',
  'IDENTIFIER_INVALID',
  'TEST_IDENTIFIER_REFUSED',
  // The local store
  'STORE_LOCKED',
  'STORE_STARTING',
  'STORE_UNAVAILABLE',
  'STORE_CORRUPT',
  'STORE_NEWER_VERSION',
  'STORE_KEY_WRONG',
  'DISK_FULL',
  'DISK_READ_ONLY',
  'KEYRING_UNAVAILABLE',
  'ALREADY_RUNNING',
  // Borders
  'ARGUMENT_INVALID',
  'CHANNEL_UNKNOWN',
  'SENDER_UNTRUSTED',
  'PROCESS_GONE',
  'UNEXPECTED',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
