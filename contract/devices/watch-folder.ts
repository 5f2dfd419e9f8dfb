import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';

/** A folder where a copier drops what it scans. Absolute; chosen in a dialog of the system, never named by a page. */
export const WatchFolder = Type.Object({ path: Type.String({ minLength: 1, maxLength: 1000 }) }, closed);
export type WatchFolder = Static<typeof WatchFolder>;

/** A file by its content: the SHA-256 of its bytes. The same file twice is one. */
export const WatchedFileId = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Largest file that is taken out of the folder, in bytes: it goes through the memory. */
export const MOST_WATCHED_BYTES = 50 * 1024 * 1024;

/** What a file of a copier may be, by its content. */
export const watchedTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'] as const;
export type WatchedType = (typeof watchedTypes)[number];

/** Why a file is not offered: it is still being written, or will never be taken. */
export const setAsideReasons = ['writing', 'tooLarge', 'otherType', 'link', 'unreadable'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** A complete file that waits to be filed. */
export interface WatchedFile {
  readonly id: string;
  /** Without what cannot be seen or turns the reading round; to show, never to open. */
  readonly name: string;
  readonly mediaType: WatchedType;
  readonly bytes: number;
  /** Instant in UTC. */
  readonly modifiedAt: string;
}

/** What lies in the folder. */
export interface WatchedFiles {
  readonly files: readonly WatchedFile[];
  readonly setAside: readonly { readonly name: string; readonly reason: SetAsideReason }[];
}

/** What a desk offers: also whether its store has a file already. */
export interface OfferedFiles {
  readonly files: readonly (WatchedFile & { readonly isKept: boolean })[];
  readonly setAside: WatchedFiles['setAside'];
}

/** The bytes of a file, as they were when its id was computed. */
export interface WatchedContent {
  readonly mediaType: WatchedType;
  readonly bytes: Uint8Array;
}

/** The document that a file becomes, always the same: filed again after a crash it is not doubled. */
export function documentIdOfFile(fileId: string): string {
  const hex = fileId.slice(0, 32);
  // The form of a UUID whose bits are somebody's own (version 8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
