import type { BrowserWindow, WebContents } from 'electron';
import type { Environment } from '../environment/environment.ts';
import type { Log } from '../logging/log.ts';
import type { Marks } from '../performance/marks.ts';
import type { MicrophoneUse } from '../security/microphone-use.ts';
import type { ApplicationPaths } from './paths.ts';

/** Where the window is, while there is one: it is made before the rest of the desk, which needs longer. */
export interface WindowPlace {
  window: BrowserWindow | undefined;
}

/** What exists before Electron is ready. */
export interface DeskFoundation {
  readonly environment: Environment;
  readonly paths: ApplicationPaths;
  readonly log: Log;
  readonly marks: Marks;
  /** This computer stands in public and is nobody's. */
  readonly isKiosk: boolean;
  readonly microphone: MicrophoneUse;
}

/** Tells the page of the window something, while there is one. */
export function tell(place: WindowPlace, send: (page: WebContents) => void): void {
  const page = place.window?.webContents;
  if (page !== undefined && !page.isDestroyed()) send(page);
}
