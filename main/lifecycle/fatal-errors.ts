import { app, dialog } from 'electron';
import { diskErrorCode } from '../files/disk-error.ts';
import type { Log } from '../logging/log.ts';
import { texts } from '../texts.ts';

/**
 * A bug in main itself: written down, told to the person, and the process ends. Going on in an unknown state could lose
 * work; the store process has its own life and closes its database by itself.
 *
 * @param log the log, as soon as there is one
 * @param silent tests have nobody to press a button
 * @returns ends the application in the same way for an error that was caught
 */
export function endOnFatalErrors(log: () => Log, silent: boolean): (kind: string, error: unknown) => void {
  let ending = false;
  const end = (kind: string, error: unknown): void => {
    if (ending) return;
    ending = true;
    log().problem('main', kind, error);
    log().flushSync();
    if (!silent) dialog.showErrorBox(texts.fatalTitle, sentenceFor(error));
    app.exit(1);
  };
  process.on('uncaughtException', (error) => end('an exception was not caught', error));
  process.on('unhandledRejection', (reason) => end('a rejection was not handled', reason));
  // The terminal that started a development run may be gone; that is no reason to stop.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return end;
}

function sentenceFor(error: unknown): string {
  const code = diskErrorCode(error);
  if (code === 'DISK_FULL') return texts.diskFullMessage;
  return code === 'DISK_READ_ONLY' ? texts.folderLockedMessage : texts.fatalMessage;
}
