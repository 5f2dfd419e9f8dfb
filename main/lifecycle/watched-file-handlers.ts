import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { fileWatched, listWatchedFiles, removeKeptFile, type WatchedFileParts } from '../documents/watched-files.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';
import { showInViewer } from './show-in-viewer.ts';

function watchedParts({ devices, store }: Desk): WatchedFileParts {
  return { link: devices.link, store, folder: devices.choices.read().watchFolder };
}

/** Shows a file of the copier: its bytes are read by the device process and decoded by a sandboxed page. */
async function showWatched(desk: Desk, fileId: string): Promise<Result<null>> {
  const { link, folder } = watchedParts(desk);
  if (folder === undefined) return failure('WATCH_FOLDER_NOT_CHOSEN');
  const read = await link.ask('watchFolder:read', { folder, fileId });
  if (!read.ok) return read;
  const { mediaType, bytes } = read.value;
  const stream = (): ReadableStream<Uint8Array> => new Blob([new Uint8Array(bytes)]).stream();
  showInViewer(desk, () => ({ fileName: desk.say('desktop.watchFolder.shown'), mediaType, bytes: stream() }));
  return success(null);
}

type WatchedFileHandlers = Pick<
  HandlersOf<'documents'>,
  'documents:watchedFiles' | 'documents:fileWatched' | 'documents:removeWatched' | 'documents:showWatched'
>;

/** What a page may ask about the files that a copier dropped. */
export function watchedFileHandlers(desk: Desk): WatchedFileHandlers {
  return {
    'documents:watchedFiles': () => listWatchedFiles(watchedParts(desk)),
    'documents:fileWatched': (asked) => fileWatched(watchedParts(desk), asked),
    'documents:removeWatched': ({ fileId }) => removeKeptFile(watchedParts(desk), fileId),
    'documents:showWatched': ({ fileId }) => showWatched(desk, fileId),
  };
}
