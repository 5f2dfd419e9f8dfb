import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import type { Desk } from './desk.ts';

/** A folder of files that the user who runs the desk may read, empty at first: what an earlier run left there is no answer. */
export function filesToAdd(name: string) {
  const folder = freshUserDataFolder(`files-${name}`);
  return {
    /** Writes a file; answers its path. */
    write: (fileName: string, bytes: Uint8Array): string => {
      const file = path.join(folder, fileName);
      writeFileSync(file, bytes);
      chmodSync(file, 0o644);
      return file;
    },
  };
}

/** The dialog of the system belongs to no page: from now on it is answered with these files, as a person would. */
export async function chooseInDialog(desk: Desk, paths: readonly string[]): Promise<void> {
  await desk.application.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
    },
    [...paths],
  );
}

/** Drops files on an element, as the system does. */
export async function dropFiles(desk: Desk, selector: string, paths: readonly string[]): Promise<void> {
  const place = desk.page.locator(selector);
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (box === null) throw new Error('Nothing to drop on');
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(30, box.height / 2) };
  const session = await desk.page.context().newCDPSession(desk.page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}
