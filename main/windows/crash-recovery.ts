import type { Preferences } from '@onthaal/contract/ipc/channels.ts';
import { type BrowserWindow, dialog } from 'electron';
import type { Log } from '../logging/log.ts';
import { isRecoveryPage, MAIN_PAGE, recoveryPage } from '../security/application-origin.ts';
import type { Say } from '../texts.ts';
import { afterCrash } from './crash-decision.ts';

/** Dialogs and long paints make a window seem unresponsive for a moment. */
const UNRESPONSIVE_MILLISECONDS = 3000;

export interface WatchOptions {
  readonly log: Log;
  readonly say: Say;
  readonly locale: () => Preferences['locale'];
}

/** Watches one window's page: crashes and silence. */
export function watchRenderer(window: BrowserWindow, options: WatchOptions): void {
  watchCrashes(window, options);
  watchSilence(window, options);
}

function watchCrashes(window: BrowserWindow, { log, locale }: WatchOptions): void {
  let lastCrash: number | undefined;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    const next = afterCrash(lastCrash, now);
    lastCrash = now;
    log.write('error', 'windows', 'the renderer is gone', { reason: details.reason, exitCode: details.exitCode, next });
    const page = next === 'reload' ? MAIN_PAGE : recoveryPage(locale());
    // Chromium is still tidying up the old process inside this event.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      void window.loadURL(page).catch((error: unknown) => log.problem('windows', 'recovery did not load', error));
      if (!window.isVisible()) window.show();
    });
  });
  window.webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    // -3 is a load that another load replaced.
    if (!isMainFrame || code === -3 || isRecoveryPage(url)) return;
    log.write('error', 'windows', 'the page did not load', { code });
    if (!window.isDestroyed()) void window.loadURL(recoveryPage(locale())).catch(() => undefined);
  });
}

function watchSilence(window: BrowserWindow, { log, say }: WatchOptions): void {
  let timer: NodeJS.Timeout | undefined;
  let asking: AbortController | undefined;
  window.on('unresponsive', () => {
    if (timer !== undefined || asking !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      log.write('warn', 'windows', 'the renderer does not respond');
      asking = new AbortController();
      void askToReload(window, say, asking.signal).finally(() => {
        asking = undefined;
      });
    }, UNRESPONSIVE_MILLISECONDS);
  });
  window.on('responsive', () => {
    clearTimeout(timer);
    timer = undefined;
    asking?.abort();
  });
  window.on('closed', () => clearTimeout(timer));
}

async function askToReload(window: BrowserWindow, say: Say, signal: AbortSignal): Promise<void> {
  if (window.isDestroyed()) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: say('desktop.unresponsive.title'),
    message: say('desktop.unresponsive.message'),
    detail: say('desktop.unresponsive.detail'),
    buttons: [say('desktop.unresponsive.wait'), say('desktop.unresponsive.reload')],
    defaultId: 0,
    cancelId: 0,
    signal,
  });
  if (response !== 1 || signal.aborted || window.isDestroyed()) return;
  // A page that hangs cannot reload itself: its process goes, and the crash handler loads the page again.
  window.webContents.forcefullyCrashRenderer();
}
