import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Say } from '../texts.ts';

import { changeZoom } from './main-window.ts';

export interface MenuOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly openLogFolder: () => void;
  readonly developerTools: boolean;
  readonly say: Say;
}

/** Sets the small menu: what people know from every program, without ways around Onthaal's own screens (no reload). */
export function setMenu(options: MenuOptions): void {
  const { say } = options;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: say('desktop.menu.file'), submenu: [{ role: 'quit', label: say('desktop.menu.quit') }] },
      { label: say('desktop.menu.edit'), submenu: editItems(options) },
      { label: say('desktop.menu.view'), submenu: viewItems(options) },
      { label: say('desktop.menu.help'), submenu: helpItems(options) },
    ]),
  );
}

/** A kiosk has none: who stands before it opens no folder and ends nothing. */
export function removeMenu(): void {
  Menu.setApplicationMenu(null);
}

function editItems({ say }: MenuOptions): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: say('desktop.menu.undo') },
    { role: 'redo', label: say('desktop.menu.redo') },
    { type: 'separator' },
    { role: 'cut', label: say('desktop.menu.cut') },
    { role: 'copy', label: say('desktop.menu.copy') },
    { role: 'paste', label: say('desktop.menu.paste') },
    { role: 'selectAll', label: say('desktop.menu.selectAll') },
  ];
}

function viewItems(options: MenuOptions): MenuItemConstructorOptions[] {
  const { say } = options;
  const zoom = (label: string, accelerator: string, change: number, visible = true): MenuItemConstructorOptions => ({
    label,
    accelerator,
    visible,
    click: () => {
      const window = options.window();
      if (window !== undefined) changeZoom(window, change);
    },
  });
  return [
    zoom(say('desktop.menu.actualSize'), 'CommandOrControl+0', 0),
    zoom(say('desktop.menu.larger'), 'CommandOrControl+Plus', 0.1),
    // The same key without Shift, as every browser has it.
    zoom(say('desktop.menu.larger'), 'CommandOrControl+=', 0.1, false),
    zoom(say('desktop.menu.smaller'), 'CommandOrControl+-', -0.1),
    { type: 'separator' },
    { role: 'togglefullscreen', label: say('desktop.menu.fullScreen') },
  ];
}

function helpItems(options: MenuOptions): MenuItemConstructorOptions[] {
  const { say } = options;
  const items: MenuItemConstructorOptions[] = [
    { label: say('desktop.menu.openLogFolder'), click: options.openLogFolder },
  ];
  if (options.developerTools) items.push({ role: 'toggleDevTools', label: say('desktop.menu.developerTools') });
  return items;
}
