import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';

/** Where everything of this running Onthaal is. Absolute paths. */
export interface ApplicationPaths {
  readonly userData: string;
  readonly logs: string;
  readonly preferences: string;
  readonly deskDevices: string;
  readonly terminalSecrets: string;
  readonly terminalOperations: string;
  readonly neighbours: string;
  readonly windowState: string;
  readonly preload: string;
  readonly icon: string;
  readonly storeScript: string;
  readonly writerScript: string;
  readonly checkScript: string;
  readonly contentScript: string;
  readonly deviceScript: string;
  readonly rendererFolder: string;
  readonly letterTemplates: string;
  readonly recoveryFolder: string;
}

/**
 * Chooses the folders, before Electron is ready: the single-instance lock and Chromium's own files lie in them.
 *
 * @param userDataOverride another folder for the user's data
 * @throws the file system's error when the folder cannot be made or written: Electron itself would only say that Onthaal is
 * already open
 */
export function choosePaths(userDataOverride: string | undefined): ApplicationPaths {
  if (userDataOverride !== undefined) app.setPath('userData', path.resolve(userDataOverride));
  const userData = app.getPath('userData');
  // The only synchronous work on the disk in main: Electron wants the folder to exist before it is ready.
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  accessSync(userData, constants.W_OK);
  const bundle = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  app.setAppLogsPath(path.join(userData, 'logs'));
  return {
    userData,
    logs: path.join(userData, 'logs'),
    preferences: path.join(userData, 'preferences.json'),
    deskDevices: path.join(userData, 'devices.json'),
    terminalSecrets: path.join(userData, 'terminal-secrets.sealed'),
    terminalOperations: path.join(userData, 'terminal-operations.json'),
    neighbours: path.join(userData, 'neighbours.json'),
    windowState: path.join(userData, 'window.json'),
    preload: path.join(bundle, 'preload', 'index.cjs'),
    icon: path.join(bundle, 'icon.png'),
    storeScript: path.join(bundle, 'main', 'store.cjs'),
    writerScript: path.join(bundle, 'main', 'writer.cjs'),
    checkScript: path.join(bundle, 'main', 'check.cjs'),
    contentScript: path.join(bundle, 'main', 'content.cjs'),
    deviceScript: path.join(bundle, 'main', 'devices.cjs'),
    rendererFolder: path.join(bundle, 'renderer'),
    letterTemplates: path.join(bundle, 'resources', 'letter-templates'),
    recoveryFolder: path.join(bundle, 'recovery'),
  };
}
