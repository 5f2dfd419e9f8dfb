import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { OpenedContent } from '@onthaal/contract/store/document-content.ts';
import { type BrowserWindow, dialog } from 'electron';
import type { Say } from '../texts.ts';

/** The part of the store that gives contents out. */
export interface ContentSource {
  openContent(documentId: string, consultationId: string): Promise<Result<OpenedContent>>;
  readContent(documentId: string, offset: number): Promise<Result<Uint8Array>>;
}

/** What a window of ours can show without another program. */
const shownTypes: readonly string[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/plain',
  'text/csv',
];

/** Whether a document opens in a window of ours. */
export function isShown({ mediaType }: OpenedContent): boolean {
  return shownTypes.includes(mediaType);
}

async function* piecesOf(store: ContentSource, documentId: string, bytes: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes; ) {
    const piece = await store.readContent(documentId, offset);
    if (!piece.ok) throw new Error(piece.error.code);
    if (piece.value.length === 0) throw new Error('CONTENT_DAMAGED');
    offset += piece.value.length;
    yield piece.value;
  }
}

/** The bytes of a content, a piece in memory at a time. */
export function bytesOf(store: ContentSource, documentId: string, bytes: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(piecesOf(store, documentId, bytes))) as ReadableStream<Uint8Array>;
}

/** Warns that a document leaves the protected store, and asks where to; undefined when the clerk thinks better of it. */
async function chosenPlace(
  window: BrowserWindow | undefined,
  { fileName }: OpenedContent,
  say: Say,
): Promise<string | undefined> {
  const warning = {
    type: 'warning' as const,
    message: say('desktop.saveDocument.message'),
    detail: say('desktop.saveDocument.detail'),
    buttons: [say('desktop.saveDocument.save'), say('desktop.saveDocument.cancel')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const save = { title: say('desktop.saveDocument.title'), defaultPath: fileName };
  const answer = await (window ? dialog.showMessageBox(window, warning) : dialog.showMessageBox(warning));
  if (answer.response !== 0) return undefined;
  const chosen = await (window ? dialog.showSaveDialog(window, save) : dialog.showSaveDialog(save));
  return chosen.canceled ? undefined : chosen.filePath;
}

function diskFailure(error: unknown): Result<never> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return failure('DISK_FULL', { retryable: true });
  if (code !== undefined && ['EROFS', 'EACCES', 'EPERM'].includes(code)) return failure('DISK_READ_ONLY');
  return failure('UNEXPECTED');
}

/** Saves a document outside the protected store, when the clerk says so twice. Answers whether it was saved. */
export async function saveDocument(
  store: ContentSource,
  window: BrowserWindow | undefined,
  content: OpenedContent,
  say: Say,
): Promise<Result<{ readonly saved: boolean }>> {
  const place = await chosenPlace(window, content, say);
  if (place === undefined) return success({ saved: false });
  const file = createWriteStream(place, { mode: 0o600 });
  try {
    await once(file, 'open');
    await pipeline(Readable.from(piecesOf(store, content.documentId, content.bytes)), file);
    return success({ saved: true });
  } catch (error) {
    await rm(place, { force: true }).catch(() => undefined);
    return diskFailure(error);
  }
}
