import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { StoreConfiguration, StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { ChangeTopic } from '../service/change-board.ts';

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
  | { readonly kind: 'command'; readonly sequence: number; readonly name: string; readonly arguments: unknown };

/** What `open` answers. */
export interface WriterOpened {
  readonly recovered: boolean;
}

/** Writer worker to main thread. A status is sent before the answer or the notice that makes somebody ask for it. */
export type WriterResponse =
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> }
  /** Committed changes, and whatever else makes live reads of these topics ask again. */
  | { readonly kind: 'changed'; readonly topics: ReadonlySet<ChangeTopic> }
  /** The `SyncStatus` as JSON text. */
  | { readonly kind: 'status'; readonly text: string }
  /** The mid-office has another database now: the open store must be closed and opened again. */
  | { readonly kind: 'replaced' }
  | Extract<StoreControlResponse, { readonly kind: 'log' | 'sessionExpired' }>;
