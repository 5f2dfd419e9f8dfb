import type { BrowserWindow } from 'electron';
import { writeFileAtomically } from '../files/atomic-file.ts';
import type { Log } from '../logging/log.ts';

const PERIOD_MILLISECONDS = 2000;

/** Keeps a picture of the window up to date in a file, for a machine without a display. Development and demo only. */
export function keepScreenshot(window: BrowserWindow, file: string, log: Log): void {
  let busy = false;
  const take = async (): Promise<void> => {
    if (busy || window.isDestroyed() || window.webContents.isCrashed()) return;
    busy = true;
    try {
      const image = await window.webContents.capturePage();
      if (!image.isEmpty()) await writeFileAtomically(file, image.toPNG());
    } catch (error) {
      log.problem('windows', 'no picture of the window could be taken', error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void take(), PERIOD_MILLISECONDS);
  window.webContents.on('did-finish-load', () => setTimeout(() => void take(), 300));
  window.on('closed', () => clearInterval(timer));
}
