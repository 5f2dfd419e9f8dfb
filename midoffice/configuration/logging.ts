import { destination, type Logger, pino } from 'pino';

/** A log of JSON lines on stderr. Callers log codes, counts and times only: never a document, a name or a token. */
export function openLog(level: string): Logger {
  return pino({ name: 'midoffice', level, base: null }, destination({ dest: 2, sync: true }));
}
