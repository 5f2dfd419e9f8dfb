import { type RequestChannel, requestArguments } from '@onthaal/contract/ipc/channels.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import { app, BrowserWindow, clipboard, dialog, shell, type WebContents } from 'electron';
import { addFiles, chooseFiles } from '../documents/add-files.ts';
import { bytesOf, isShown, saveDocument } from '../documents/open-document.ts';
import type { RequestHandlers } from '../ipc/door.ts';
import { connectPage, sendEvent } from '../ipc/electron-ipc.ts';
import { recordedKeyrings } from '../session/recorded-keyrings.ts';
import { keyringInformation } from '../session/secret-box.ts';
import { applyTheme } from '../windows/main-window.ts';
import { type Desk, forgetPreviousPerson } from './desk.ts';
import { deviceHandlers } from './device-handlers.ts';
import { exportLogToFile } from './export-log.ts';
import { kioskHandlers, onlyForKiosk } from './kiosk-handlers.ts';
import { openInBrowser } from './open-in-browser.ts';
import { printingHandlers } from './printing-handlers.ts';
import { saveAppointment } from './save-appointment.ts';
import { saveDayPaper, saveDayTable } from './save-day-table.ts';
import { showInViewer } from './show-in-viewer.ts';
import { waitingRoomHandlers } from './waiting-room.ts';
import { watchedFileHandlers } from './watched-file-handlers.ts';

/** What main does for each request of the contract. */
export function requestHandlers(desk: Desk): RequestHandlers<WebContents> {
  const handlers = {
    ...applicationHandlers(desk),
    ...preferenceHandlers(desk),
    ...sessionHandlers(desk),
    ...documentHandlers(desk),
    ...deviceHandlers(desk),
    ...printingHandlers(desk),
    ...storeHandlers(desk),
    ...oversightHandlers(desk),
    ...paymentHandlers(),
    ...dayHandlers(desk),
    ...appointmentHandlers(),
    ...kioskHandlers(desk),
    ...waitingRoomHandlers(desk),
  };
  return desk.isKiosk ? onlyForKiosk(handlers) : handlers;
}

/** The same for a desk that is still being put together: the page may ask at once and waits for it. */
export function requestHandlersOf(desk: Promise<Desk>): RequestHandlers<WebContents> {
  const all = desk.then(requestHandlers);
  const names = Object.keys(requestArguments) as RequestChannel[];
  const handlers = names.map((name) => {
    const handler = async (args: never, page: WebContents): Promise<unknown> => (await all)[name](args, page);
    return [name, handler] as const;
  });
  return Object.fromEntries(handlers) as unknown as RequestHandlers<WebContents>;
}

/** The handlers of the requests that begin with this word. */
export type HandlersOf<Prefix extends string> = {
  readonly [Channel in keyof RequestHandlers<WebContents> as Channel extends `${Prefix}:${string}`
    ? Channel
    : never]: RequestHandlers<WebContents>[Channel];
};

/** Opens a link outside Onthaal, see `openInBrowser`. */
export function openExternal(desk: Pick<Desk, 'log'>, url: string) {
  return openInBrowser(url, undefined, desk.log);
}

/** Opens the demo's page of switches; its address carries a token and never goes to a page of ours. */
async function openDemoPanel({ environment: { demoPanel }, log }: Desk) {
  if (demoPanel === undefined || !URL.canParse(demoPanel)) return failure('NOT_ALLOWED');
  return openInBrowser(demoPanel, new URL(demoPanel).origin, log);
}

/** Shows the folder with the logs in the file manager. */
export async function openLogFolder(desk: Pick<Desk, 'paths' | 'log'>) {
  const problem = await shell.openPath(desk.paths.logs);
  if (problem === '') return success(null);
  desk.log.write('warn', 'application', 'the log folder could not be opened');
  return failure('UNEXPECTED');
}

function applicationHandlers(desk: Desk): HandlersOf<'application' | 'performance'> {
  return {
    'application:information': async (_args, page) => {
      // A page that has just started missed the earlier announcements.
      sendEvent(page, 'store:processState', desk.store.state);
      return success({
        version: app.getVersion(),
        electronVersion: process.versions.electron ?? '',
        demo: desk.environment.demo,
        demoPanel: desk.environment.demoPanel !== undefined,
        keysUnprotected: desk.box.unprotected,
        keyring: keyringInformation(desk.box, desk.environment.demo, recordedKeyrings(desk.paths.userData)),
        pinRequired: !desk.environment.demo,
        platform: process.platform,
        kiosk: desk.isKiosk,
      });
    },
    'application:openExternal': ({ url }) => openExternal(desk, url),
    'application:copyText': async ({ text }) => {
      await clipboard.writeText(text);
      return success(null);
    },
    'application:openLogFolder': () => openLogFolder(desk),
    'application:openDemoPanel': async () => openDemoPanel(desk),
    'application:restart': async () => {
      desk.log.write('info', 'main', 'restarted by the person at the desk');
      app.relaunch();
      setImmediate(() => app.quit());
      return success(null);
    },
    'performance:mark': async ({ name, at }) => {
      desk.marks.mark(name, at);
      return success(null);
    },
  };
}

function preferenceHandlers(desk: Desk): HandlersOf<'preferences'> {
  return {
    'preferences:read': async () => success(desk.preferences.read()),
    'preferences:write': async (next, page) => {
      const written = await desk.preferences.write(next);
      if (written.ok) {
        applyTheme(written.value);
        sendEvent(page, 'preferences:changed', written.value);
      }
      return written;
    },
  };
}

/** Somebody proves in the system's browser who they are, and is let in. */
async function logInWithBrowser(desk: Desk) {
  const login = await desk.browserLogin.start();
  if (login.ok) return desk.session.logInProved(login.value);
  const memberId = login.error.details?.memberId;
  if (login.error.code === 'ACCESS_REVOKED' && typeof memberId === 'string') await desk.session.refuseProved(memberId);
  return login;
}

function sessionHandlers(desk: Desk): HandlersOf<'session'> {
  return {
    'session:people': () => desk.session.people(),
    'session:logIn': ({ memberId, secret }) => desk.session.logIn(memberId, secret),
    'session:browserLogIn': () => logInWithBrowser(desk),
    'session:browserOpenAgain': () => desk.browserLogin.openAgain(),
    'session:browserCancel': async () => {
      desk.browserLogin.cancel();
      return success(null);
    },
    'session:logOut': async () => {
      const result = await desk.session.logOut();
      if (result.ok) setImmediate(() => void forgetPreviousPerson(desk));
      return result;
    },
    'session:current': async () => success(desk.session.current),
    'session:loginNotes': async () => success(await desk.session.loginNotes()),
    'session:notesRead': async () => {
      await desk.session.notesRead();
      return success(null);
    },
    'session:lockState': async () => success(desk.lock.state),
    'session:lock': async () => success(desk.lock.lock('key')),
    'session:unlock': ({ secret }) => desk.lock.unlock(secret),
    'session:setSecret': ({ next, current }) => desk.lock.setSecret(next, current),
  };
}

function documentHandlers(desk: Desk): HandlersOf<'documents'> {
  return {
    'documents:add': async ({ dossierId }) => addFiles(desk.store, dossierId, await chooseFiles(desk.window, desk.say)),
    'documents:addDropped': ({ dossierId, paths }) => addFiles(desk.store, dossierId, paths),
    'documents:addScanned': ({ dossierId, fileName, bytes, documentKind }) =>
      desk.store.addScanned(dossierId, fileName, bytes, { documentKind }),
    ...watchedFileHandlers(desk),
    'documents:open': async ({ documentId, consultationId }) => {
      const opened = await desk.store.openContent(documentId, consultationId);
      if (!opened.ok) return opened;
      if (!isShown(opened.value)) return saveDocument(desk.store, desk.window, opened.value, desk.say);
      const { fileName, mediaType, bytes } = opened.value;
      showInViewer(desk, () => ({ fileName, mediaType, bytes: bytesOf(desk.store, documentId, bytes) }));
      return success({ saved: false });
    },
    'documents:save': async ({ documentId, consultationId }) => {
      const opened = await desk.store.openContent(documentId, consultationId);
      return opened.ok ? saveDocument(desk.store, desk.window, opened.value, desk.say) : opened;
    },
  };
}

function storeHandlers(desk: Desk): HandlersOf<'store'> {
  return {
    'store:connect': async ({ nonce }, page) => {
      // The port goes to the page only when the process has its end: a failure must not leave the page waiting on a dead one.
      const { forStore, giveToPage } = connectPage(page, nonce);
      const attached = await desk.store.attachPort(forStore);
      if (!attached.ok) return attached;
      giveToPage();
      return success(null);
    },
    'store:restart': async () => {
      desk.store.restart();
      return success(null);
    },
  };
}

/** Asks in a dialog of the window of this page where to write a file. */
async function chooseFile(page: WebContents, defaultPath: string): Promise<string | undefined> {
  const window = BrowserWindow.fromWebContents(page);
  const options = { defaultPath, properties: ['showOverwriteConfirmation', 'dontAddToRecent'] } as const;
  const writable = { ...options, properties: [...options.properties] };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(writable)
    : dialog.showSaveDialog(window, writable));
  return canceled || filePath === '' ? undefined : filePath;
}

function paymentHandlers(): HandlersOf<'payments'> {
  return { 'payments:saveDay': (asked, page) => saveDayTable('kassa', (name) => chooseFile(page, name), asked) };
}

function dayHandlers({ devices }: Desk): HandlersOf<'day'> {
  const { letters } = devices.printing;
  return {
    'day:save': (asked, page) => saveDayTable('dagverslag', (name) => chooseFile(page, name), asked),
    'day:makePaper': (paper) => letters.makeDayReport(paper),
    'day:savePaper': async ({ letterId, day }, page) => {
      const letter = letters.find(letterId);
      // Any other letter has a citizen in it, and does not leave like this.
      if (letter?.template !== 'dayReport') return failure('DOCUMENT_UNKNOWN');
      return saveDayPaper((name) => chooseFile(page, name), { day, pdf: letter.pdf });
    },
  };
}

function appointmentHandlers(): HandlersOf<'appointments'> {
  return { 'appointments:save': (asked, page) => saveAppointment((name) => chooseFile(page, name), asked) };
}

function oversightHandlers(desk: Desk): HandlersOf<'oversight'> {
  return {
    'oversight:exportLog': (question, page) =>
      exportLogToFile(
        {
          chooseFile: (name) => chooseFile(page, name),
          fetch: (asked) => desk.store.exportLog(asked),
          now: () => new Date(),
        },
        question,
      ),
  };
}
