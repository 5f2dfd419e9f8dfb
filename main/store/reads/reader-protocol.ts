import type { Result } from '@onthaal/contract/result.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import type { DatabaseReadName } from './reader.ts';

/** What the reader worker is started with. */
export interface ReaderWorkerData {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly member: SessionMember;
}

export type ReaderRequest =
  | { readonly kind: 'read'; readonly sequence: number; readonly name: DatabaseReadName; readonly arguments: unknown }
  | { readonly kind: 'referencesChanged' }
  | { readonly kind: 'close' };

export type ReaderResponse =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'answer';
      readonly sequence: number;
      readonly result: Result<string>;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'failed';
      readonly sequence: number;
      readonly error: Readonly<Record<string, string | number | boolean>>;
    };
