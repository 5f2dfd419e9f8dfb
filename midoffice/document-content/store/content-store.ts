import type { Readable } from 'node:stream';
import type { Result } from '@onthaal/contract/result.ts';

/** Part of a content, as HTTP counts it: both bytes are in it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** What a content is known by. */
export interface ContentKey {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Where the bytes of documents are kept, each content under its own SHA-256: what is there once is never changed.
 * Expected errors: CONTENT_DAMAGED, CONTENT_STORE_FULL, CONTENT_STORE_UNREACHABLE, CONTENT_UNKNOWN.
 */
export interface ContentStore {
  readonly kind: 'folder' | 's3';
  /** Keeps a content, or CONTENT_DAMAGED when the bytes are not those of the key; then nothing is kept. */
  readonly put: (key: ContentKey, bytes: Readable) => Promise<Result<void>>;
  readonly get: (digest: string, range?: ByteRange) => Promise<Result<Readable>>;
  readonly has: (digest: string) => Promise<Result<boolean>>;
  /** Does nothing when it is not there. */
  readonly remove: (digest: string) => Promise<Result<void>>;
  /** Undefined when contents can be kept and read now, else why not. */
  readonly problem: () => Promise<'full' | 'unreachable' | undefined>;
  /** Removes what interrupted writes left behind, when it is older than a day. */
  readonly removeRemains: () => Promise<number>;
  readonly close: () => void;
}

/** True for the SHA-256 of something in hexadecimal, as all parts of Onthaal write it: no other text becomes part of a path. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
