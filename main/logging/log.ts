import { pino } from 'pino';
import { type LogFields, redactFields, redactText } from './redactor.ts';
import type { RotatingFile } from './rotating-file.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** The one way to write a log line. `area` is the room that speaks; message and fields never carry personal data. */
export interface Log {
  write(level: LogLevel, area: string, message: string, fields?: LogFields): void;
  /** Writes an error with its stack. */
  problem(area: string, message: string, error: unknown): void;
  flushSync(): void;
}

/**
 * Makes the log: JSON lines, each through the redactor.
 *
 * @param file where the lines go
 * @param echo development only: lines also go to the terminal
 */
export function createLog(file: RotatingFile, echo: boolean): Log {
  const logger = pino(
    { base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    {
      write: (line: string) => {
        file.write(line);
        if (echo) process.stderr.write(line);
      },
    },
  );
  const write: Log['write'] = (level, area, message, fields = {}) => {
    logger[level]({ area, ...redactFields(fields) }, redactText(message));
  };
  return {
    write,
    problem(area, message, error) {
      write('error', area, message, errorFields(error));
    },
    flushSync: () => file.flushSync(),
  };
}

/** A log for the moments (and tests) where none is wanted. */
export const silentLog: Log = { write: () => undefined, problem: () => undefined, flushSync: () => undefined };

function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorType: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { errorName: error.name, errorMessage: error.message, code, stack: error.stack ?? '' };
}
