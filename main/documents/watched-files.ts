import { documentIdOfFile, type OfferedFiles, type WatchFolder } from '@onthaal/contract/devices/watch-folder.ts';
import type { DocumentKind } from '@onthaal/contract/entities/correspondence.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { DeviceLink } from '../device-link/device-link.ts';

/** The part of the store that a copier's files go into. */
export interface WatchedFileTaker {
  addScanned(
    dossierId: string,
    fileName: string,
    bytes: Uint8Array,
    more: { readonly documentId: string; readonly documentKind?: DocumentKind | undefined },
  ): Promise<Result<{ readonly documentId: string }>>;
  knownDocuments(documentIds: readonly string[]): Promise<Result<readonly string[]>>;
}

/** What main does between the copier's folder, which the device process reads, and the store. */
export interface WatchedFileParts {
  readonly link: Pick<DeviceLink, 'ask'>;
  readonly store: WatchedFileTaker;
  readonly folder: WatchFolder | undefined;
}

/** What lies in the folder, with what the store has already: after a crash between keeping and removing it has. */
export async function listWatchedFiles({ link, store, folder }: WatchedFileParts): Promise<Result<OfferedFiles>> {
  if (folder === undefined) return failure('WATCH_FOLDER_NOT_CHOSEN');
  const listed = await link.ask('watchFolder:list', { folder });
  if (!listed.ok) return listed;
  const { files, setAside } = listed.value;
  const known = await store.knownDocuments(files.map(({ id }) => documentIdOfFile(id)));
  if (!known.ok) return known;
  const kept = new Set(known.value);
  return success({ files: files.map((file) => ({ ...file, isKept: kept.has(documentIdOfFile(file.id)) })), setAside });
}

/**
 * Files what a copier scanned. It leaves the folder only when the store has it; a process that ends in between leaves both, and the
 * store knows the document when it is filed again.
 *
 * @returns `isRemoved`: false when it is kept, and the folder did not let it go
 */
export async function fileWatched(
  { link, store, folder }: WatchedFileParts,
  asked: {
    readonly fileId: string;
    readonly dossierId: string;
    readonly fileName: string;
    readonly documentKind?: DocumentKind | undefined;
  },
): Promise<Result<{ readonly documentId: string; readonly isRemoved: boolean }>> {
  if (folder === undefined) return failure('WATCH_FOLDER_NOT_CHOSEN');
  const { fileId, dossierId, fileName, documentKind } = asked;
  const read = await link.ask('watchFolder:read', { folder, fileId });
  if (!read.ok) return read;
  const kept = await store.addScanned(dossierId, fileName, read.value.bytes, {
    documentId: documentIdOfFile(fileId),
    documentKind,
  });
  if (!kept.ok) return kept;
  const removed = await link.ask('watchFolder:remove', { folder, fileId });
  return success({ ...kept.value, isRemoved: removed.ok });
}

/** Removes a file of which the store has the document; any other stays. */
export async function removeKeptFile(parts: WatchedFileParts, fileId: string): Promise<Result<null>> {
  const { link, store, folder } = parts;
  if (folder === undefined) return failure('WATCH_FOLDER_NOT_CHOSEN');
  const known = await store.knownDocuments([documentIdOfFile(fileId)]);
  if (!known.ok) return known;
  return known.value.length === 0 ? failure('WATCHED_FILE_STAYS') : link.ask('watchFolder:remove', { folder, fileId });
}
