import { type BrowserWindow, session as electronSession, type MessagePortMain, type WebContents } from 'electron';
import type { Environment } from '../environment/environment.ts';
import { midofficeAddress } from '../environment/settings.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { Log } from '../logging/log.ts';
import type { Marks } from '../performance/marks.ts';
import { openPreferences, type PreferencesStore } from '../preferences/preferences-file.ts';
import { electronKeyring } from '../session/electron-keyring.ts';
import { createSecretBox, type SecretBox } from '../session/secret-box.ts';
import { SessionService } from '../session/session-service.ts';
import { deviceIdentity, peopleMemory } from '../session/small-files.ts';
import { launchStoreProcess } from '../store-link/electron-store-child.ts';
import { StoreService } from '../store-link/store-service.ts';
import type { ApplicationPaths } from './paths.ts';

/** The parts of a running desk, as handlers, menu and tests need them. */
export interface Desk {
  readonly environment: Environment;
  readonly paths: ApplicationPaths;
  readonly log: Log;
  readonly marks: Marks;
  readonly preferences: PreferencesStore;
  readonly box: SecretBox;
  readonly store: StoreService<MessagePortMain>;
  readonly session: SessionService;
  /** The window, while there is one. */
  window: BrowserWindow | undefined;
}

/** What exists before Electron is ready. */
export interface DeskFoundation {
  readonly environment: Environment;
  readonly paths: ApplicationPaths;
  readonly log: Log;
  readonly marks: Marks;
}

/** Starts the store process and puts the parts together. Call when Electron is ready. */
export async function createDesk(foundation: DeskFoundation): Promise<Desk> {
  const { environment, paths, log, marks } = foundation;
  let desk: Desk | undefined;
  const page = (): WebContents | undefined => desk?.window?.webContents;
  const store = startStore(foundation, {
    onState: (state) => {
      const contents = page();
      if (contents !== undefined) sendEvent(contents, 'store:processState', state);
    },
    onSessionExpired: () => {
      log.write('warn', 'session', 'the mid-office no longer knows the session');
      void desk?.session.renewGrant();
    },
  });
  const box = createSecretBox(electronKeyring(), environment.demo);
  log.write(box.unprotected ? 'warn' : 'info', 'session', 'where keys are kept', {
    backend: box.backend,
    unprotected: box.unprotected,
  });
  const session = new SessionService({
    store,
    box,
    people: peopleMemory(paths.userData, log),
    deviceId: await deviceIdentity(paths.userData),
    userDataFolder: paths.userData,
    log,
    onChanged: (member) => {
      const contents = page();
      if (contents !== undefined) sendEvent(contents, 'session:changed', member);
    },
  });
  const preferences = await openPreferences(paths.preferences, log);
  desk = { environment, paths, log, marks, preferences, box, store, session, window: undefined };
  return desk;
}

function startStore(
  { environment, paths, log, marks }: DeskFoundation,
  events: Pick<ConstructorParameters<typeof StoreService>[0], 'onState' | 'onSessionExpired'>,
): StoreService<MessagePortMain> {
  const address = midofficeAddress({
    fromEnvironment: environment.midofficeUrl,
    userDataFolder: paths.userData,
    plainHttpAllowed: environment.demo || environment.test,
  });
  const store = new StoreService<MessagePortMain>({
    launch: () => launchStoreProcess(paths.storeScript, log),
    configuration: async () => {
      const { url, problem } = await address;
      if (problem !== 'none') log.write('error', 'settings', 'the address of the mid-office is not used', { problem });
      return {
        midofficeUrl: url,
        nativeBinding: environment.sqliteBinding,
        writerScript: paths.writerScript,
        testMode: environment.demo || environment.test,
      };
    },
    onState: (state) => {
      if (state.state === 'running') marks.mark('storeReady');
      events.onState(state);
    },
    onSessionExpired: events.onSessionExpired,
    onOpened: () => marks.mark('storeOpened'),
    log,
  });
  store.start();
  marks.mark('storeForked');
  return store;
}

/** Leaves nothing of the previous person: the page starts anew and whatever Chromium kept for it is gone. */
export async function forgetPreviousPerson(desk: Desk): Promise<void> {
  const contents = desk.window?.webContents;
  if (contents === undefined || contents.isDestroyed()) return;
  await electronSession.defaultSession.clearStorageData();
  contents.navigationHistory.clear();
  contents.reload();
}
