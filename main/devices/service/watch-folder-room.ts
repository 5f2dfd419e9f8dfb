import { WatchedFolder } from '../watch-folder/watch-folder.ts';
import type { DeviceRoom } from './device-room.ts';

/** The folder of the copier. What was read in it is remembered as long as the same folder is asked for. */
export function watchFolderRoom(): DeviceRoom<'watchFolder'> {
  let open: { readonly path: string; readonly folder: WatchedFolder } | undefined;
  const folderAt = (path: string): WatchedFolder => {
    if (open?.path !== path) open = { path, folder: new WatchedFolder(path) };
    return open.folder;
  };
  return {
    handlers: {
      'watchFolder:list': ({ folder }) => folderAt(folder.path).list(),
      'watchFolder:read': ({ folder, fileId }) => folderAt(folder.path).read(fileId),
      'watchFolder:remove': ({ folder, fileId }) => folderAt(folder.path).remove(fileId),
    },
    start: () => undefined,
    stop: () => undefined,
  };
}
