import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import {
  electronVariables,
  freshUserDataFolder,
  type StagedApplication,
  stageApplication,
} from '../../build/run/stage.ts';
import { ensureDisplay } from './display.ts';
import { noteRunning } from './running.ts';

/** One desk: the real application in a real, sandboxed Electron with a user data folder of its own. */
export interface Desk {
  readonly name: string;
  readonly application: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Process id of Electron's main process. */
  readonly processId: number;
  /** Everything in the log files of this user data folder, of main and of the store. */
  readLog(): string;
  /** Asks the desk to quit, as a person does. */
  close(): Promise<void>;
  /** Ends the main process at once, as a power cut would; the others end with it. */
  kill(): Promise<void>;
}

export interface DeskOptions {
  /** Also names the user data folder. */
  readonly name: string;
  readonly midofficeUrl: string;
  /** Start on what an earlier desk left; absent: an empty folder. */
  readonly userData?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Switches of Chromium, for hardware that a test stands in for. */
  readonly switches?: readonly string[];
  /** Another program that starts Electron: in a session with a keyring. */
  readonly executablePath?: string;
}

const open = new Set<Desk>();
let staged: StagedApplication | undefined;

/** The desks that run now, for attachments of a failed test. */
export function openDesks(): readonly Desk[] {
  return [...open];
}

/** The built application, put where Electron can read it. */
export function stagedApplication(): StagedApplication {
  staged ??= stageApplication();
  return staged;
}

/** The window that shows the application, whatever else Electron opened. */
async function findWindow(application: ElectronApplication): Promise<Page> {
  const isOurs = (page: Page): boolean => page.url().startsWith('app://');
  return application.windows().find(isOurs) ?? application.waitForEvent('window', { predicate: isOurs });
}

function readLog(userData: string): string {
  const folder = path.join(userData, 'logs');
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('');
  } catch {
    return '';
  }
}

/**
 * Playwright's keys and clicks reach the page, never the display: to the system nobody was there since the display began, and the
 * screen would lock in the middle of a long run.
 */
async function keepAwake(application: ElectronApplication): Promise<void> {
  try {
    await application.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 0;
    });
  } catch (error) {
    // While Electron starts, V8 may clear away the promise that Playwright made for the answer. What was asked can be asked again.
    if (!String(error).includes('garbage collected')) throw error;
    await keepAwake(application);
  }
}

/** How many times slower the page computes (`ONTHAAL_TEST_SLOWDOWN`): what leans on a fast computer fails in the first run with 4. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env.ONTHAAL_TEST_SLOWDOWN ?? '1');
  if (rate === 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Starts a desk. Its page is loaded when this resolves. */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  await ensureDisplay();
  const place = stagedApplication();
  const userData = options.userData ?? freshUserDataFolder(options.name);
  const application = await _electron.launch({
    executablePath: options.executablePath ?? place.executablePath,
    args: [...(options.switches ?? []), place.appPath],
    cwd: place.userDataRoot,
    chromiumSandbox: true,
    timeout: 60_000,
    env: electronVariables(place, {
      ONTHAAL_MIDOFFICE_URL: options.midofficeUrl,
      ONTHAAL_USER_DATA: userData,
      ONTHAAL_DEMO: '1',
      ONTHAAL_TEST: '1',
      ...options.environment,
    }),
  });
  const child = application.process();
  const forget = noteRunning({
    name: `desk ${options.name}`,
    processId: child.pid,
    close: () => application.close(),
  });
  await keepAwake(application);
  const page = await findWindow(application);
  await page.waitForLoadState('domcontentloaded');
  await slowDown(page);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const desk: Desk = {
    name: options.name,
    application,
    page,
    userData,
    processId: child.pid ?? 0,
    readLog: () => readLog(userData),
    close: async () => {
      await application.close();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  open.add(desk);
  void ended.then(() => {
    open.delete(desk);
    forget();
  });
  return desk;
}
