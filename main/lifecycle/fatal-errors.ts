import { app, dialog } from 'electron';
import { diskErrorCode } from '../files/disk-error.ts';
import type { Log } from '../logging/log.ts';
import type { Say } from '../texts.ts';

/**
 * A bug in main itself: written down, told to the person, and the process ends. Going on in an unknown state could lose
 * work; the store process has its own life and closes its database by itself.
 *
 * @param log the log, as soon as there is one
 * @param say in the language that is chosen, as soon as that is known
 * @param silent tests have nobody to press a button
 * @returns ends the application in the same way for an error that was caught
 */
export function endOnFatalErrors(log: () => Log, say: Say, silent: boolean): (kind: string, error: unknown) => void {
  let ending = false;
  const end = (kind: string, error: unknown): void => {
    if (ending) return;
    ending = true;
    log().problem('main', kind, error);
    log().flushSync();
    if (!silent) dialog.showErrorBox(say('desktop.fatal.title'), sentenceFor(error, say));
    app.exit(1);
  };
  process.on('uncaughtException', (error) => end('an exception was not caught', error));
  process.on('unhandledRejection', (reason) => end('a rejection was not handled', reason));
  // The terminal that started a development run may be gone; that is no reason to stop.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return end;
}

function sentenceFor(error: unknown, say: Say): string {
  const code = diskErrorCode(error);
  if (code === 'DISK_FULL') return say('desktop.fatal.diskFull');
  return say(code === 'DISK_READ_ONLY' ? 'desktop.fatal.folderLocked' : 'desktop.fatal.unexpected');
}
