import type { Result } from '../result.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '../session/session.ts';

/**
 * Main to store process, over the process's own parent port. Key and token travel here and nowhere else. Ports are transferred
 * with `attachPort`.
 */
export type StoreControlRequest =
  | { readonly kind: 'configure'; readonly sequence: number; readonly configuration: StoreConfiguration }
  /** Asks the mid-office who can log in (demo). */
  | { readonly kind: 'people'; readonly sequence: number }
  /** Asks the mid-office for a session. Works only with a line; an earlier grant serves offline. */
  | { readonly kind: 'logIn'; readonly sequence: number; readonly memberId: string; readonly deviceId: string }
  /** Opens the user's database (creating it) and starts the sync. `key` is 32 bytes, base64. */
  | {
      readonly kind: 'open';
      readonly sequence: number;
      readonly file: string;
      readonly key: string;
      readonly grant: SessionGrant;
    }
  /** Closes the database after the last write; unsent work stays in its file. */
  | { readonly kind: 'close'; readonly sequence: number }
  | { readonly kind: 'attachPort'; readonly sequence: number };

export interface StoreConfiguration {
  readonly midofficeUrl: string;
  /** Path of the SQLite addon when the package's own prebuild does not fit this runtime. */
  readonly nativeBinding?: string | undefined;
  /** Script of the writer worker. */
  readonly writerScript: string;
  /** Accept test national numbers (birth month + 60). */
  readonly testMode: boolean;
}

export interface StoreControlResults {
  readonly configure: null;
  readonly people: readonly DemoPerson[];
  readonly logIn: SessionGrant;
  readonly open: { readonly member: SessionMember; readonly recovered: boolean };
  readonly close: null;
  readonly attachPort: null;
}

export type StoreControlResponse =
  | {
      readonly kind: 'answer';
      readonly sequence: number;
      readonly result: Result<StoreControlResults[keyof StoreControlResults]>;
    }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly area: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, string | number | boolean>>;
    }
  /** The mid-office no longer accepts this session. */
  | { readonly kind: 'sessionExpired' };
