import type { WatchFolder } from '@onthaal/contract/devices/watch-folder.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { type BrowserWindow, dialog } from 'electron';
import type { DeskDevicesFile } from '../device-link/desk-devices-file.ts';
import type { Say } from '../texts.ts';

/** Lets somebody choose the folder, and keeps it; null when they think better of it. */
export async function chooseWatchFolder(
  window: BrowserWindow | undefined,
  say: Say,
  choices: DeskDevicesFile,
): Promise<Result<WatchFolder | null>> {
  const options = { title: say('desktop.watchFolder.title'), properties: ['openDirectory' as const] };
  const chosen = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  const [path] = chosen.canceled ? [] : chosen.filePaths;
  if (path === undefined) return success(null);
  const written = await choices.write({ ...choices.read(), watchFolder: { path } });
  return written.ok ? success({ path }) : written;
}
