import type { LogFields } from '@onthaal/contract/logging/describe-error.ts';
import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';

/** Tells the log of the main process. Fields never hold a value of a document, a token or a key. */
export type StoreLog = (level: 'info' | 'warn' | 'error', area: string, message: string, fields?: LogFields) => void;

/** A log that speaks over the control port. */
export function logOverPort(post: (message: StoreControlResponse) => void): StoreLog {
  return (level, area, message, fields = {}) => post({ kind: 'log', level, area, message, fields });
}
