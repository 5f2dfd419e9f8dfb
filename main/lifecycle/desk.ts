import { type BrowserWindow, session as electronSession, type MessagePortMain } from 'electron';
import { closeViewers } from '../documents/viewer-window.ts';
import { contentCacheBytes, midofficeAddress } from '../environment/settings.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { PreferencesStore } from '../preferences/preferences-file.ts';
import { BrowserLogin } from '../session/browser-login/browser-login.ts';
import { electronKeyring } from '../session/electron-keyring.ts';
import { KioskService } from '../session/kiosk/kiosk-service.ts';
import { DeskLock } from '../session/lock/desk-lock.ts';
import { createSecretBox, type SecretBox } from '../session/secret-box.ts';
import { SessionService } from '../session/session-service.ts';
import { deviceIdentity, peopleMemory } from '../session/small-files.ts';
import { StoreService } from '../store-link/store-service.ts';
import { launchElectronChild } from '../supervisor/electron-child.ts';
import { type Say, sayIn } from '../texts.ts';
import { type DeskDeviceParts, startDevices } from './devices.ts';
import { type DeskFoundation, tell, type WindowPlace } from './foundation.ts';
import { kioskPrinter } from './kiosk-handlers.ts';
import { openInBrowser } from './open-in-browser.ts';

/** The parts of a running desk, as handlers, menu and tests need them. */
export interface Desk extends DeskFoundation {
  readonly preferences: PreferencesStore;
  readonly box: SecretBox;
  readonly store: StoreService<MessagePortMain>;
  readonly session: SessionService;
  readonly browserLogin: BrowserLogin;
  readonly lock: DeskLock;
  /** Only on a kiosk. */
  readonly kiosk: KioskService | undefined;
  readonly devices: DeskDeviceParts;
  /** What main says, in the language that is chosen now. */
  readonly say: Say;
  /** The window, while there is one. */
  readonly window: BrowserWindow | undefined;
}

/** The store process, with what the desk does when it says something. */
export interface StartedStore {
  readonly store: StoreService<MessagePortMain>;
  /** Ties it to the session, which comes later. */
  readonly attach: (session: SessionService) => void;
  /** Address of the mid-office. */
  readonly midofficeUrl: () => Promise<string>;
}

/** Starts the store process. Call when Electron is ready, before anything else: it needs the longest. */
export function startStore(foundation: DeskFoundation, place: WindowPlace): StartedStore {
  const { environment, paths, log, marks } = foundation;
  let session: SessionService | undefined;
  const address = midofficeAddress({
    fromEnvironment: environment.midofficeUrl,
    userDataFolder: paths.userData,
    plainHttpAllowed: environment.demo || environment.test,
  });
  const store = new StoreService<MessagePortMain>({
    launch: () =>
      launchElectronChild({ serviceName: 'Onthaal store', script: paths.storeScript, outputArea: 'store.output', log }),
    configuration: async () => {
      const { url, problem } = await address;
      if (problem !== 'none') log.write('error', 'settings', 'the address of the mid-office is not used', { problem });
      return {
        midofficeUrl: url,
        nativeBinding: environment.sqliteBinding,
        writerScript: paths.writerScript,
        checkScript: paths.checkScript,
        contentScript: paths.contentScript,
        contentCacheBytes: await contentCacheBytes(paths.userData),
        testMode: environment.demo || environment.test,
      };
    },
    onState: (state) => {
      if (state.state === 'running') marks.mark('storeReady');
      tell(place, (page) => sendEvent(page, 'store:processState', state));
    },
    onSessionExpired: () => {
      log.write('warn', 'session', 'the mid-office no longer knows the session');
      void session?.renewGrant();
    },
    onRevoked: (unsentItems) => void session?.revoke(unsentItems),
    onOpened: () => marks.mark('storeOpened'),
    onOpening: (progress) => tell(place, (page) => sendEvent(page, 'store:opening', progress)),
    log,
  });
  store.start();
  marks.mark('storeForked');
  return {
    store,
    attach: (attached) => {
      session = attached;
    },
    midofficeUrl: async () => (await address).url,
  };
}

/** Puts the parts together. The keyring may take a while to answer: call when the window is being loaded. */
export async function createDesk(
  foundation: DeskFoundation,
  place: WindowPlace,
  preferences: PreferencesStore,
  { store, attach, midofficeUrl }: StartedStore,
): Promise<Desk> {
  const { environment, paths, log, marks } = foundation;
  const deviceId = await deviceIdentity(paths.userData);
  const box = createSecretBox(await electronKeyring(), environment.demo);
  log.write(box.unprotected ? 'warn' : 'info', 'session', 'where keys are kept', {
    backend: box.backend,
    unprotected: box.unprotected,
  });
  let lock: DeskLock | undefined;
  let devices: DeskDeviceParts | undefined;
  const session = new SessionService({
    store,
    box,
    people: peopleMemory(paths.userData, log),
    deviceId,
    userDataFolder: paths.userData,
    log,
    onChanged: (member) => {
      closeViewers();
      foundation.microphone.end();
      devices?.forgetPerson();
      if (member === null) void lock?.end();
      tell(place, (page) => {
        // Before the name: whether a PIN is missing must be known when the first screen is drawn.
        if (member !== null && lock !== undefined) sendEvent(page, 'session:lockChanged', lock.state);
        sendEvent(page, 'session:changed', member);
      });
    },
    onEnded: () => void forgetPreviousPerson(place),
  });
  await session.start();
  attach(session);
  lock = new DeskLock({
    session,
    pausePorts: (paused) => store.pausePorts(paused),
    onChanged: (state) => {
      if (state.locked) {
        closeViewers();
        foundation.microphone.end();
      }
      tell(place, (page) => sendEvent(page, 'session:lockChanged', state));
    },
    log,
  });
  const say = sayIn(() => preferences.read().locale);
  const browserLogin = new BrowserLogin({
    midofficeUrl,
    openBrowser: async (url) => openInBrowser(url, new URL(await midofficeUrl()).origin, log),
    redeem: (proof) => store.redeemLogin(proof),
    say,
    installationId: deviceId,
  });
  devices = await startDevices(foundation, place, box);
  const kiosk = foundation.isKiosk ? await startKiosk(foundation, place, store, box, devices) : undefined;
  marks.mark('deskReady');
  return {
    ...foundation,
    preferences,
    box,
    store,
    session,
    browserLogin,
    lock,
    kiosk,
    devices,
    say,
    get window() {
      return place.window;
    },
  };
}

/** A kiosk has a device's session instead of a person's. */
async function startKiosk(
  { paths, log }: DeskFoundation,
  place: WindowPlace,
  store: StoreService<MessagePortMain>,
  box: SecretBox,
  devices: DeskDeviceParts,
): Promise<KioskService> {
  const kiosk = new KioskService({
    store,
    box,
    userDataFolder: paths.userData,
    log,
    printer: () => kioskPrinter(devices),
    onChanged: (state) => {
      devices.waitingRoom.follow(state);
      tell(place, (page) => sendEvent(page, 'kiosk:changed', state));
    },
  });
  await kiosk.start();
  return kiosk;
}

/** Leaves nothing of the previous person: the page starts anew and whatever Chromium kept for it is gone. */
export async function forgetPreviousPerson(place: Pick<WindowPlace, 'window'>): Promise<void> {
  const contents = place.window?.webContents;
  if (contents === undefined || contents.isDestroyed()) return;
  await electronSession.defaultSession.clearStorageData();
  await electronSession.defaultSession.clearCache();
  if (contents.isDestroyed()) return;
  contents.navigationHistory.clear();
  contents.reload();
}
