import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { electronVariables, freshUserDataFolder } from '../../build/run/stage.ts';
import { stagedApplication } from './desk.ts';
import { ensureDisplay } from './display.ts';
import { noteRunning } from './running.ts';

/** How a citizen looks at a page. */
export interface Looking {
  readonly width: number;
  readonly height: number;
  /** Size of text against the usual, in percent, as a browser's own setting has it. */
  readonly textPercent?: number;
}

/** The browser of a citizen: Chromium in windows that know nothing of Onthaal and hold nobody back. */
export interface CitizenBrowser {
  open(url: string, looking: Looking): Promise<Page>;
  /** What pages wrote in the console as an error or a warning. */
  readonly complaints: string[];
  close(): Promise<void>;
}

const usualTextSize = 16;
const program = `const { app, BrowserWindow } = require('electron');
app.on('window-all-closed', () => {});
app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));
`;

/** Starts one. It is the Electron of the desk without the desk: that lets no window go to a page of the mid-office. */
export async function startCitizenBrowser(name: string): Promise<CitizenBrowser> {
  await ensureDisplay();
  const place = stagedApplication();
  const folder = freshUserDataFolder(name);
  for (const [file, text] of [
    ['package.json', JSON.stringify({ name, version: '1.0.0', main: 'main.cjs' })],
    ['main.cjs', program],
  ] as const) {
    writeFileSync(path.join(folder, file), text);
    chmodSync(path.join(folder, file), 0o644);
  }
  const application = await _electron.launch({
    executablePath: place.executablePath,
    args: [`--user-data-dir=${path.join(folder, 'profile')}`, folder],
    cwd: place.userDataRoot,
    chromiumSandbox: true,
    timeout: 60_000,
    // What Electron itself remarks of the empty page is nothing of the pages.
    env: electronVariables(place, { ELECTRON_DISABLE_SECURITY_WARNINGS: 'true' }),
  });
  await application.firstWindow();
  const close = () => application.close();
  const forget = noteRunning({ name, processId: application.process().pid, close });
  const complaints: string[] = [];
  return {
    complaints,
    open: async (url, { width, height, textPercent = 100 }) => {
      const opened = application.waitForEvent('window');
      const defaultFontSize = (usualTextSize * textPercent) / 100;
      await application.evaluate(
        ({ BrowserWindow }, options) => void new BrowserWindow(options).loadURL('about:blank'),
        { width, height, useContentSize: true, webPreferences: { defaultFontSize } },
      );
      const page = await opened;
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    close: async () => {
      forget();
      await close();
    },
  };
}
