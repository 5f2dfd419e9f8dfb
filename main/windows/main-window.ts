import type { Preferences } from '@onthaal/contract/ipc/channels.ts';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '../logging/log.ts';
import type { Marks } from '../performance/marks.ts';
import { MAIN_PAGE } from '../security/application-origin.ts';
import { APPLICATION_NAME } from '../texts.ts';
import { webPreferences } from './web-preferences.ts';
import {
  nextZoom,
  reachableBounds,
  readWindowState,
  SMALLEST_WINDOW,
  type WindowState,
  writeWindowState,
} from './window-state.ts';

const SAVE_MILLISECONDS = 500;
const LATEST_SHOW_MILLISECONDS = 5000;

export interface MainWindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly stateFile: string;
  readonly developerTools: boolean;
  readonly preferences: Preferences;
  /** Covers the screen and cannot be made smaller: a kiosk. */
  readonly isWholeScreen: boolean;
  readonly log: Log;
  readonly marks: Marks;
  /** Called before the page loads. */
  readonly onCreated: (window: BrowserWindow) => void;
}

/** Makes the one window of the desk, where it was last time, and loads the application. */
export async function createMainWindow(options: MainWindowOptions): Promise<BrowserWindow> {
  const state = await readWindowState(options.stateFile);
  applyTheme(options.preferences);
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...reachableBounds(state?.bounds, areas),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: APPLICATION_NAME,
    icon: options.icon,
    autoHideMenuBar: true,
    kiosk: options.isWholeScreen,
    backgroundColor: backgroundColor(),
    webPreferences: { ...webPreferences(options.preload, options.developerTools), zoomFactor: state?.zoom ?? 1 },
  });
  options.marks.mark('windowCreated');
  options.onCreated(window);
  // A page must never put a citizen's name in the title: it shows in task bars and screen shares.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('zoom-changed', (_event, direction) => changeZoom(window, direction === 'in' ? 0.1 : -0.1));
  showWhenReady(window, state?.maximized ?? false, options.marks);
  rememberState(window, options);
  void window.loadURL(MAIN_PAGE).catch((error: unknown) => options.log.problem('windows', 'page did not load', error));
  return window;
}

/** Sets the colours of the window's own parts; the page has its own themes. */
export function applyTheme(preferences: Preferences): void {
  nativeTheme.themeSource =
    preferences.theme === 'light' || preferences.theme === 'dark' ? preferences.theme : 'system';
}

/** Colour behind the page until it has painted, so that a dark desk does not flash white. */
export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#10171a' : '#f3f6f7';
}

/** Makes everything larger or smaller; 0 goes back to the actual size. */
export function changeZoom(window: BrowserWindow, change: number): void {
  const contents = window.webContents;
  contents.setZoomFactor(change === 0 ? 1 : nextZoom(contents.getZoomFactor(), change));
}

function showWhenReady(window: BrowserWindow, maximized: boolean, marks: Marks): void {
  const show = (): void => {
    clearTimeout(latest);
    if (window.isDestroyed() || window.isVisible()) return;
    if (maximized) window.maximize();
    window.show();
    marks.mark('windowShown');
  };
  // A page that never paints must still leave a window that can be closed.
  const latest = setTimeout(show, LATEST_SHOW_MILLISECONDS);
  window.once('ready-to-show', show);
}

function rememberState(window: BrowserWindow, options: MainWindowOptions): void {
  let timer: NodeJS.Timeout | undefined;
  const current = (): WindowState => ({
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    zoom: nextZoom(window.webContents.getZoomFactor(), 0),
  });
  const save = (): void => {
    if (window.isDestroyed()) return;
    void writeWindowState(options.stateFile, current(), options.log);
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MILLISECONDS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('close', () => {
    clearTimeout(timer);
    save();
  });
  window.on('closed', () => clearTimeout(timer));
}
