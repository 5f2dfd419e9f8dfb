import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { StoreConfiguration, StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { Change } from '../service/change.ts';

/** Main thread of the store process to its writer worker. `sequence` comes back with the answer. */
export type WriterRequest =
  | {
      readonly kind: 'open';
      readonly sequence: number;
      readonly file: string;
      /** 32 bytes. */
      readonly key: Uint8Array;
      readonly grant: SessionGrant;
      readonly configuration: StoreConfiguration;
    }
  | { readonly kind: 'close'; readonly sequence: number }
  | { readonly kind: 'changeToken'; readonly sequence: number; readonly token: string }
  /** A read found the database damaged: the writer opens it again, which sets it aside. */
  | { readonly kind: 'damaged'; readonly sequence: number }
  | { readonly kind: 'command'; readonly sequence: number; readonly name: string; readonly arguments: unknown };

/** What `open` answers. */
export interface WriterOpened {
  readonly recovered: boolean;
}

/** Writer worker to main thread. A status is sent before the answer or the notice that makes somebody ask for it. */
export type WriterResponse =
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> }
  /** Committed changes; `urgent` when a clerk of this desk made one of them. */
  | { readonly kind: 'changed'; readonly change: Change; readonly urgent: boolean }
  /** The `SyncStatus` as JSON text. */
  | { readonly kind: 'status'; readonly text: string }
  /** The mid-office has another database now: the open store must be closed and opened again. */
  | { readonly kind: 'replaced' }
  /** The centre's clock is ahead of this computer's by so many milliseconds. */
  | { readonly kind: 'clock'; readonly offset: number }
  | Extract<StoreControlResponse, { readonly kind: 'log' | 'sessionExpired' | 'opening' | 'revoked' }>;
