import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { texts } from '../texts.ts';
import { changeZoom } from './main-window.ts';

export interface MenuOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly openLogFolder: () => void;
  readonly developerTools: boolean;
}

/** Sets the small menu: what people know from every program, without ways around Onthaal's own screens (no reload). */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: texts.file, submenu: [{ role: 'quit', label: texts.quit }] },
      { label: texts.edit, submenu: editItems() },
      { label: texts.view, submenu: viewItems(options) },
      { label: texts.help, submenu: helpItems(options) },
    ]),
  );
}

function editItems(): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: texts.undo },
    { role: 'redo', label: texts.redo },
    { type: 'separator' },
    { role: 'cut', label: texts.cut },
    { role: 'copy', label: texts.copy },
    { role: 'paste', label: texts.paste },
    { role: 'selectAll', label: texts.selectAll },
  ];
}

function viewItems(options: MenuOptions): MenuItemConstructorOptions[] {
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
    zoom(texts.actualSize, 'CommandOrControl+0', 0),
    zoom(texts.larger, 'CommandOrControl+Plus', 0.1),
    // The same key without Shift, as every browser has it.
    zoom(texts.larger, 'CommandOrControl+=', 0.1, false),
    zoom(texts.smaller, 'CommandOrControl+-', -0.1),
    { type: 'separator' },
    { role: 'togglefullscreen', label: texts.fullScreen },
  ];
}

function helpItems(options: MenuOptions): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = [{ label: texts.openLogFolder, click: options.openLogFolder }];
  if (options.developerTools) items.push({ role: 'toggleDevTools', label: texts.developerTools });
  return items;
}
