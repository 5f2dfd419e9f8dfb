import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';

export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Tells the log of the main process. Fields never hold a value of a document, a token or a key. */
export type StoreLog = (level: 'info' | 'warn' | 'error', area: string, message: string, fields?: LogFields) => void;

/** A log that speaks over the control port. */
export function logOverPort(post: (message: StoreControlResponse) => void): StoreLog {
  return (level, area, message, fields = {}) => post({ kind: 'log', level, area, message, fields });
}

/** Name and code of an unknown error. Its message may quote a document, so it stays out of the log. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code: LogFields = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: error.name, ...code, at: stack.slice(0, 4).join(' ').slice(0, 500) };
}
