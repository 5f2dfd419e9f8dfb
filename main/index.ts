import { app, type BrowserWindow, session } from 'electron';
import { readEnvironment } from './environment/environment.ts';
import { openDoor } from './ipc/door.ts';
import { electronRequests } from './ipc/electron-ipc.ts';
import { createDesk, type Desk, type DeskFoundation } from './lifecycle/desk.ts';
import { endOnFatalErrors } from './lifecycle/fatal-errors.ts';
import { openExternal, openLogFolder, requestHandlers } from './lifecycle/handlers.ts';
import { type ApplicationPaths, choosePaths } from './lifecycle/paths.ts';
import { installTestHook } from './lifecycle/test-hook.ts';
import { createLog, type Log, silentLog } from './logging/log.ts';
import { openRotatingFile } from './logging/rotating-file.ts';
import { createMarks, currentMoment } from './performance/marks.ts';
import { guardAllWebContents } from './security/navigation-guards.ts';
import { declareApplicationScheme, serveApplication } from './security/protocol.ts';
import { guardSession } from './security/session-guards.ts';
import { logChildProcessEnds } from './store-link/electron-store-child.ts';
import { texts } from './texts.ts';
import { watchRenderer } from './windows/crash-recovery.ts';
import { createMainWindow } from './windows/main-window.ts';
import { setMenu } from './windows/menu.ts';
import { logPage } from './windows/page-log.ts';
import { keepScreenshot } from './windows/screenshots.ts';

const CLOSE_STORE_MILLISECONDS = 5000;
const APPLICATION_ID = 'be.onthaal.desk';

const mainStartedAt = currentMoment();
let log: Log = silentLog;
const environment = readEnvironment(process.env, app.isPackaged);
const endWithError = endOnFatalErrors(() => log, environment.test);
app.setName(texts.applicationName);
app.setAppUserModelId(APPLICATION_ID);

try {
  begin(choosePaths(environment.userDataFolder));
} catch (error) {
  endWithError('Onthaal cannot begin', error);
}

function begin(paths: ApplicationPaths): void {
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write(`${texts.alreadyRunning}\n`);
    app.exit(0);
    return;
  }
  // These must come before Electron is ready.
  app.enableSandbox();
  declareApplicationScheme();
  void start(paths);
}

async function start(paths: ApplicationPaths): Promise<void> {
  const processStartedAt = process.getCreationTime() ?? mainStartedAt;
  const ready = app.whenReady();
  log = createLog(await openRotatingFile(paths.logs), !app.isPackaged);
  log.write('info', 'main', 'started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  const marks = createMarks(() => log, environment.marksFile, processStartedAt);
  marks.mark('mainStarted', mainStartedAt);
  await ready;
  marks.mark('electronReady');
  const foundation: DeskFoundation = { environment, paths, log, marks };
  guard(foundation);
  const desk = await createDesk(foundation);
  openDoor({
    source: electronRequests,
    isKnownPage: (page) => page === desk.window?.webContents,
    handlers: requestHandlers(desk),
    log,
  });
  closeInOrder(desk);
  if (environment.test) installTestHook(desk);
  await openWindow(desk);
}

function guard({ paths: places, log: lines }: DeskFoundation): void {
  const onRefusal = (kind: string, what: string): void => lines.write('warn', 'security', `refused: ${kind}`, { what });
  const protect = (subject: Electron.Session): void => guardSession(subject, onRefusal);
  protect(session.defaultSession);
  app.on('session-created', protect);
  guardAllWebContents({ onRefusal, openExternal: (url) => void openExternal({ log: lines }, url) });
  serveApplication(session.defaultSession, { renderer: places.rendererFolder, recovery: places.recoveryFolder });
  logChildProcessEnds(lines);
}

async function openWindow(desk: Desk): Promise<void> {
  const { paths } = desk;
  const developerTools = !app.isPackaged;
  setMenu({ window: () => desk.window, openLogFolder: () => void openLogFolder(desk), developerTools });
  const window = await createMainWindow({
    preload: paths.preload,
    icon: paths.icon,
    stateFile: paths.windowState,
    developerTools,
    preferences: desk.preferences.read(),
    log,
    marks: desk.marks,
    onCreated: (created) => adopt(desk, created),
  });
  app.on('second-instance', () => comeForward(window));
  if (environment.screenshotFile !== undefined) keepScreenshot(window, environment.screenshotFile, log);
}

/** Before its page loads, a window is known to the door and watched. */
function adopt(desk: Desk, window: BrowserWindow): void {
  desk.window = window;
  window.on('closed', () => {
    desk.window = undefined;
  });
  logPage(window.webContents, log);
  watchRenderer(window, log);
}

function comeForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function closeInOrder(desk: Desk): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void desk.store.stop(CLOSE_STORE_MILLISECONDS).finally(() => {
      log.write('info', 'main', 'ended');
      log.flushSync();
      app.exit(0);
    });
  });
}
