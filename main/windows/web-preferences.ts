import type { WebPreferences } from 'electron';

/**
 * The only place where the rights of a page are chosen; the answer is frozen so that nobody loosens it on the way.
 *
 * @param preload absolute path of the bundled preload
 * @param developerTools false in an installed Onthaal
 */
export function webPreferences(preload: string, developerTools: boolean): Readonly<WebPreferences> {
  return Object.freeze({
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    enableWebSQL: false,
    safeDialogs: true,
    // A middle click must not open windows.
    disableBlinkFeatures: 'Auxclick',
    devTools: developerTools,
  });
}
