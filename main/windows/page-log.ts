import type { WebContents } from 'electron';
import type { Log } from '../logging/log.ts';

/** Warnings and errors that a page writes to its console go to the log, through the redactor. */
export function logPage(contents: WebContents, log: Log): void {
  contents.on('console-message', (...values: unknown[]) => {
    const line = consoleLine(values);
    if (line !== undefined) log.write(line.level, 'renderer', line.message, { place: line.place });
  });
  contents.on('preload-error', (_event, _path, error) => log.problem('preload', 'the preload failed', error));
}

interface ConsoleLine {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly place: string;
}

/** Newer Electrons put everything in the event; older ones pass (event, level, message, line, source). */
function consoleLine(values: readonly unknown[]): ConsoleLine | undefined {
  const [event, level, message, line, source] = values;
  const fromEvent = typeof event === 'object' && event !== null && 'level' in event ? event : undefined;
  const details = (fromEvent ?? {}) as { level?: unknown; message?: unknown; lineNumber?: unknown; sourceId?: unknown };
  const found = fromEvent === undefined ? level : details.level;
  const isError = found === 'error' || found === 3;
  if (!isError && found !== 'warning' && found !== 2) return undefined;
  return {
    level: isError ? 'error' : 'warn',
    message: String(message ?? details.message ?? ''),
    place: `${String(source ?? details.sourceId ?? '')}:${String(line ?? details.lineNumber ?? '')}`,
  };
}
