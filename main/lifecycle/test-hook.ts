import type { Desk } from './desk.ts';

/** What end-to-end tests may do to a desk from Playwright's `evaluate`. */
export interface TestHook {
  readonly storeProcessId: () => number | undefined;
  /** Ends the store process as a crash would. */
  readonly killStore: () => void;
  /** Ends the renderer process as a crash would. */
  readonly crashRenderer: () => void;
  readonly storeState: () => string;
  readonly deviceProcessId: () => number | undefined;
}

/** Offers the hook on the global object. Only when ONTHAAL_TEST=1, which a packaged Onthaal does not read. */
export function installTestHook(desk: Desk): void {
  const hook: TestHook = {
    storeProcessId: () => desk.store.processId,
    killStore: () => desk.store.destroyProcess(),
    crashRenderer: () => desk.window?.webContents.forcefullyCrashRenderer(),
    storeState: () => desk.store.state.state,
    deviceProcessId: () => desk.devices.link.processId,
  };
  Object.defineProperty(globalThis, 'onthaalTest', { value: Object.freeze(hook) });
}
