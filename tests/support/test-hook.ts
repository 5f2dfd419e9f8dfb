import type { Desk } from './desk.ts';

/** What main offers to tests (main/lifecycle/test-hook.ts). */
interface HookedGlobal {
  readonly onthaalTest: {
    readonly storeProcessId: () => number | undefined;
    readonly deviceProcessId: () => number | undefined;
    readonly crashRenderer: () => void;
  };
}

/** The process id of the store process that runs now; undefined while there is none. */
export function storeProcessId(desk: Desk): Promise<number | undefined> {
  return desk.application.evaluate(() => (globalThis as unknown as HookedGlobal).onthaalTest.storeProcessId());
}

/** Ends the store process as the operating system does when memory runs out. Answers its process id. */
export async function killStore(desk: Desk): Promise<number> {
  const processId = await storeProcessId(desk);
  if (processId === undefined) throw new Error('There is no store process');
  process.kill(processId, 'SIGKILL');
  return processId;
}

/** The process id of the device process that runs now; undefined while there is none. */
export function deviceProcessId(desk: Desk): Promise<number | undefined> {
  return desk.application.evaluate(() => (globalThis as unknown as HookedGlobal).onthaalTest.deviceProcessId());
}

/** Ends the renderer process as a crash would. Playwright's page is of no use afterwards: ask with `insidePage`. */
export async function crashRenderer(desk: Desk): Promise<void> {
  await desk.application.evaluate(() => (globalThis as unknown as HookedGlobal).onthaalTest.crashRenderer());
}

/**
 * Runs code in the window's page, whichever renderer process shows it; undefined while there is none: a question to a process
 * that is gone is never answered.
 */
export async function insidePage(desk: Desk, code: string): Promise<unknown> {
  return desk.application
    .evaluate(({ BrowserWindow }, text) => {
      const late = new Promise((resolve) => setTimeout(resolve, 1_000));
      return Promise.race([BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text), late]);
    }, code)
    .catch(() => undefined);
}
