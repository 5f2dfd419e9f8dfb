import type { Preferences } from '@onthaal/contract/ipc/channels.ts';
import { app, type BrowserWindow, session } from 'electron';
import { readEnvironment } from './environment/environment.ts';
import { isKioskBySettings } from './environment/settings.ts';
import { openDoor } from './ipc/door.ts';
import { electronRequests } from './ipc/electron-ipc.ts';
import { createDesk, type StartedStore, startStore } from './lifecycle/desk.ts';
import { endOnFatalErrors } from './lifecycle/fatal-errors.ts';
import type { DeskFoundation, WindowPlace } from './lifecycle/foundation.ts';
import { openExternal, openLogFolder, requestHandlersOf } from './lifecycle/handlers.ts';
import { lockWhenUnattended } from './lifecycle/lock-triggers.ts';
import { type ApplicationPaths, choosePaths } from './lifecycle/paths.ts';
import { readCardAndEnd, readCardWords } from './lifecycle/read-card-command.ts';
import { installTestHook } from './lifecycle/test-hook.ts';
import { createLog, type Log, silentLog } from './logging/log.ts';
import { openRotatingFile } from './logging/rotating-file.ts';
import { createMarks, currentMoment } from './performance/marks.ts';
import { defaultPreferences, openPreferences, type PreferencesStore } from './preferences/preferences-file.ts';
import { MicrophoneUse } from './security/microphone-use.ts';
import { guardAllWebContents } from './security/navigation-guards.ts';
import { declareApplicationScheme, serveApplication } from './security/protocol.ts';
import { guardSession } from './security/session-guards.ts';
import { passwordStoreFor, recordedKeyrings } from './session/recorded-keyrings.ts';
import { logChildProcessEnds } from './supervisor/electron-child.ts';
import { APPLICATION_NAME, sayIn } from './texts.ts';
import { watchRenderer } from './windows/crash-recovery.ts';
import { createMainWindow } from './windows/main-window.ts';
import { removeMenu, setMenu } from './windows/menu.ts';
import { logPage } from './windows/page-log.ts';
import { keepScreenshot } from './windows/screenshots.ts';

const CLOSE_STORE_MILLISECONDS = 5000;
const APPLICATION_ID = 'be.onthaal.desk';

const mainStartedAt = currentMoment();
let log: Log = silentLog;
const environment = readEnvironment(process.env, app.isPackaged);
let chosen: PreferencesStore | undefined;
const locale = (): Preferences['locale'] => (chosen?.read() ?? defaultPreferences).locale;
const say = sayIn(locale);
const cardWords = readCardWords(process.argv);
const endWithError = endOnFatalErrors(() => log, say, environment.test || cardWords !== null);
app.setName(APPLICATION_NAME);
app.setAppUserModelId(APPLICATION_ID);

try {
  if (cardWords === null) begin(choosePaths(environment.userDataFolder));
  else void readCardAndEnd(cardWords, environment);
} catch (error) {
  endWithError('Onthaal cannot begin', error);
}

function begin(paths: ApplicationPaths): void {
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write(`${say('desktop.alreadyRunning')}\n`);
    app.exit(0);
    return;
  }
  // These must come before Electron is ready.
  app.enableSandbox();
  declareApplicationScheme();
  chooseKeyring(paths);
  void start(paths);
}

/** Chromium chooses a keyring by the name of the desktop environment, and asks once: what is known better is said before. */
function chooseKeyring(paths: ApplicationPaths): void {
  if (process.platform !== 'linux') return;
  const recorded = app.commandLine.hasSwitch('password-store') ? [] : recordedKeyrings(paths.userData);
  const store = passwordStoreFor(environment.passwordStore, recorded);
  if (store !== undefined) app.commandLine.appendSwitch('password-store', store);
}

async function start(paths: ApplicationPaths): Promise<void> {
  const processStartedAt = process.getCreationTime() ?? mainStartedAt;
  const ready = app.whenReady();
  log = createLog(await openRotatingFile(paths.logs), !app.isPackaged);
  log.write('info', 'main', 'started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  const marks = createMarks(() => log, environment.marksFile, processStartedAt);
  marks.mark('mainStarted', mainStartedAt);
  const preferences = openPreferences(paths.preferences, log);
  const isKiosk = environment.kiosk || (await isKioskBySettings(paths.userData));
  await ready;
  marks.mark('electronReady');
  const foundation: DeskFoundation = { environment, paths, log, marks, isKiosk, microphone: new MicrophoneUse() };
  const place: WindowPlace = { window: undefined };
  guard(foundation, place);
  chosen = await preferences;
  await putTogether(foundation, place, chosen);
}

/** The store starts, the window loads and the rest comes together side by side; a page that asks early waits for it. */
async function putTogether(
  foundation: DeskFoundation,
  place: WindowPlace,
  preferences: PreferencesStore,
): Promise<void> {
  const started = startStore(foundation, place);
  let stopDevices = async (): Promise<void> => undefined;
  closeInOrder(started, () => stopDevices());
  let whenWindowLoads: () => void = () => undefined;
  const windowLoads = new Promise<void>((resolve) => {
    whenWindowLoads = resolve;
  });
  const together = windowLoads.then(() => createDesk(foundation, place, preferences, started));
  let isLocked = (): boolean => false;
  openDoor({
    source: electronRequests,
    isKnownPage: (page) => page === place.window?.webContents,
    handlers: requestHandlersOf(together),
    isLocked: () => isLocked(),
    log,
  });
  const window = await openWindow(foundation, place, preferences);
  whenWindowLoads();
  const desk = await together;
  isLocked = () => desk.lock.state.locked;
  stopDevices = () => desk.devices.link.stop();
  lockWhenUnattended(desk);
  if (environment.test) installTestHook(desk);
  if (environment.screenshotFile !== undefined) keepScreenshot(window, environment.screenshotFile, log);
}

function guard({ paths: places, log: lines, microphone }: DeskFoundation, place: WindowPlace): void {
  const onRefusal = (kind: string, what: string): void => lines.write('warn', 'security', `refused: ${kind}`, { what });
  const isDesk = (contents: Electron.WebContents | null): boolean =>
    contents !== null && contents === place.window?.webContents;
  const protect = (subject: Electron.Session): void =>
    guardSession(subject, onRefusal, isDesk, () => microphone.isAsked);
  protect(session.defaultSession);
  app.on('session-created', protect);
  guardAllWebContents({ onRefusal, openExternal: (url) => void openExternal({ log: lines }, url) });
  serveApplication(session.defaultSession, { renderer: places.rendererFolder, recovery: places.recoveryFolder });
  logChildProcessEnds(lines);
}

async function openWindow(
  { paths, marks, isKiosk }: DeskFoundation,
  place: WindowPlace,
  preferences: PreferencesStore,
): Promise<BrowserWindow> {
  const developerTools = !app.isPackaged;
  const showLogs = (): void => void openLogFolder({ paths, log });
  const showMenu = (): void =>
    isKiosk ? removeMenu() : setMenu({ window: () => place.window, openLogFolder: showLogs, developerTools, say });
  showMenu();
  preferences.onWritten(showMenu);
  const window = await createMainWindow({
    preload: paths.preload,
    icon: paths.icon,
    stateFile: paths.windowState,
    developerTools,
    preferences: preferences.read(),
    // In the demo a kiosk is a window like any other, beside the desks.
    isWholeScreen: isKiosk && !environment.demo,
    log,
    marks,
    onCreated: (created) => adopt(place, created),
  });
  app.on('second-instance', () => comeForward(window));
  return window;
}

/** Before its page loads, a window is known to the door and watched. */
function adopt(place: WindowPlace, window: BrowserWindow): void {
  place.window = window;
  window.on('closed', () => {
    place.window = undefined;
  });
  logPage(window.webContents, log);
  watchRenderer(window, { log, say, locale });
}

function comeForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function closeInOrder({ store }: StartedStore, stopDevices: () => Promise<void>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void Promise.allSettled([store.stop(CLOSE_STORE_MILLISECONDS), stopDevices()]).then(() => {
      log.write('info', 'main', 'ended');
      log.flushSync();
      app.exit(0);
    });
  });
}
