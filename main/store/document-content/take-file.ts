import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { type Failure, failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  looksLikePlainText,
  mediaTypeOfFile,
  sniffedBytes,
} from '@onthaal/contract/rules/document-content/accepted-types.ts';
import { mostContentBytes } from '@onthaal/contract/store/document-content.ts';
import { fileTypeFromBuffer } from 'file-type';
import { storageFailure } from '../database/storage-failure.ts';
import { type ContentRows, pieceBytes } from './content-rows.ts';

/** What a document row says of its content. */
export interface TakenContent {
  readonly digest: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/** Where bytes are read from: an open file, or memory. */
interface ByteSource {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    read: async (into, offset, length, position) => {
      const piece = bytes.subarray(position, position + length);
      into.set(piece, offset);
      return { bytesRead: piece.length };
    },
  };
}

async function mediaTypeOf(handle: ByteSource, size: number, fileName: string): Promise<string | undefined> {
  const start = Buffer.alloc(Math.min(size, sniffedBytes));
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const read = start.subarray(0, bytesRead);
  const isText = () => looksLikePlainText(read, bytesRead === size);
  const found = (await fileTypeFromBuffer(read))?.mime ?? (isText() ? 'text/plain' : '');
  return mediaTypeOfFile(found, fileName);
}

async function keepPieces(handle: ByteSource, rows: ContentRows, documentId: string): Promise<Result<TakenContent>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (let number = 0; ; number += 1) {
    const piece = Buffer.alloc(pieceBytes);
    let filled = 0;
    while (filled < pieceBytes) {
      const { bytesRead } = await handle.read(piece, filled, pieceBytes - filled, bytes + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled === 0) break;
    bytes += filled;
    // It may have grown since its size was asked.
    if (bytes > mostContentBytes) return failure('CONTENT_TOO_LARGE');
    hash.update(piece.subarray(0, filled));
    rows.addPiece(documentId, number, piece.subarray(0, filled));
    if (filled < pieceBytes) break;
  }
  return success({ digest: hash.digest('hex'), bytes, mediaType: '' });
}

async function takeOpen(
  handle: ByteSource,
  size: number,
  rows: ContentRows,
  documentId: string,
  fileName: string,
): Promise<Result<TakenContent>> {
  if (size === 0) return failure('CONTENT_EMPTY');
  if (size > mostContentBytes) return failure('CONTENT_TOO_LARGE');
  const mediaType = await mediaTypeOf(handle, size, fileName);
  if (mediaType === undefined) return failure('CONTENT_TYPE_REFUSED');
  // A disk that we filled to its last byte would not even let go of what came in half.
  if (!(await rows.hasRoomFor(size))) return failure('DISK_FULL', { retryable: true });
  rows.begin(documentId);
  const taken = await keepPieces(handle, rows, documentId);
  if (!taken.ok) return taken;
  const { digest, bytes } = taken.value;
  rows.complete(documentId, { digest, bytes, media_type: mediaType, state: 'taken' });
  return success({ digest, bytes, mediaType });
}

function failureOf(error: unknown): Failure {
  const known = storageFailure(error);
  if (known !== undefined) return known;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  return failure('CONTENT_UNREADABLE');
}

async function takeFromFile(
  handle: FileHandle,
  rows: ContentRows,
  documentId: string,
  fileName: string,
): Promise<Result<TakenContent>> {
  return takeOpen(handle, (await handle.stat()).size, rows, documentId, fileName);
}

/**
 * Takes in what is in memory only: it comes on this disk encrypted or not at all. What fails leaves nothing.
 *
 * @returns the same as `takeFile`
 */
export async function takeBytes(
  rows: ContentRows,
  documentId: string,
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<TakenContent>> {
  let taken: Result<TakenContent>;
  try {
    taken = await takeOpen(sourceOf(bytes), bytes.length, rows, documentId, fileName);
  } catch (error) {
    taken = failureOf(error);
  }
  if (!taken.ok) dropQuietly(rows, documentId);
  return taken;
}

/**
 * Takes a file in, piece by piece: its bytes stand on this disk encrypted or not at all, and never whole in memory. What fails leaves
 * nothing.
 *
 * @returns CONTENT_TOO_LARGE, CONTENT_TYPE_REFUSED, CONTENT_EMPTY, CONTENT_UNREADABLE, or what the disk says
 */
export async function takeFile(
  rows: ContentRows,
  documentId: string,
  path: string,
  fileName: string,
): Promise<Result<TakenContent>> {
  let taken: Result<TakenContent>;
  let handle: FileHandle | undefined;
  try {
    // Opening a pipe would wait for its other end.
    const isFile = (await stat(path)).isFile();
    handle = isFile ? await open(path, 'r') : undefined;
    taken = handle ? await takeFromFile(handle, rows, documentId, fileName) : failure('CONTENT_UNREADABLE');
  } catch (error) {
    taken = failureOf(error);
  } finally {
    await handle?.close();
  }
  if (!taken.ok) dropQuietly(rows, documentId);
  return taken;
}

/** Should even that fail, the next look or the next opening removes what is half-way. */
function dropQuietly(rows: ContentRows, documentId: string): void {
  try {
    rows.drop(documentId);
  } catch (error) {
    if (storageFailure(error) === undefined) throw error;
  }
}
