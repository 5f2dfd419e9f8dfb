import type { DocumentKind } from '../entities/correspondence.ts';
import type { ExportFormat } from '../graphql/export-pages.ts';
import type { Result } from '../result.ts';
import type { KioskAnswers, KioskRequest } from '../session/kiosk.ts';
import type { LoginGrant, LoginMethod, LoginProof } from '../session/login.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '../session/session.ts';
import type { OpenedContent } from './document-content.ts';

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
  /** Asks the mid-office something in the name of this kiosk, which has no database. */
  | { readonly kind: 'askKiosk'; readonly sequence: number; readonly request: KioskRequest }
  /** Asks the mid-office how people log in there. */
  | { readonly kind: 'loginMethod'; readonly sequence: number }
  /** Exchanges what the browser brought for a session. */
  | { readonly kind: 'redeemLogin'; readonly sequence: number; readonly proof: LoginProof }
  /** Exchanges a refresh token for the next, or ends its session. */
  | { readonly kind: 'renewLogin' | 'endLogin'; readonly sequence: number; readonly refreshToken: string }
  /** The open database's sync goes on with this token: a new one of the same session, or of a new one. */
  | { readonly kind: 'changeToken'; readonly sequence: number; readonly grant: SessionGrant }
  /** Opens the user's database (creating it) and starts the sync. `key` is 32 bytes, base64. */
  | {
      readonly kind: 'open';
      readonly sequence: number;
      readonly file: string;
      readonly key: string;
      readonly grant: SessionGrant;
    }
  /** Takes a file of this computer in as a document of a dossier. The path comes from a dialog of main, or from what was dropped. */
  | { readonly kind: 'addContent'; readonly sequence: number; readonly dossierId: string; readonly path: string }
  /** The same with what was scanned at this desk, which is on no disk yet. */
  | {
      readonly kind: 'addScanned';
      readonly sequence: number;
      readonly dossierId: string;
      readonly fileName: string;
      readonly bytes: Uint8Array;
      /** Given: the same document however often it is added. */
      readonly documentId?: string | undefined;
      readonly documentKind?: DocumentKind | undefined;
    }
  /** Which of these documents are here. */
  | { readonly kind: 'knownDocuments'; readonly sequence: number; readonly documentIds: readonly string[] }
  /** Brings the content of a document here, unless it is, for who wrote down that they look at it. */
  | {
      readonly kind: 'openContent';
      readonly sequence: number;
      readonly documentId: string;
      readonly consultationId: string;
    }
  /** Writes down that the eID of this person is read, whether they are in the register here or not. */
  | { readonly kind: 'consultCard'; readonly sequence: number; readonly nationalNumber: string | null }
  /** Bytes of a content that is here, from an offset on; none at its end. */
  | { readonly kind: 'readContent'; readonly sequence: number; readonly documentId: string; readonly offset: number }
  /** Closes the database after the last write; unsent work stays in its file. */
  | { readonly kind: 'close'; readonly sequence: number }
  | { readonly kind: 'attachPort'; readonly sequence: number }
  /** Takes a letter that was made at this desk in as a document of its dossier; it is on no disk yet. */
  | {
      readonly kind: 'addLetter';
      readonly sequence: number;
      readonly dossierId: string;
      readonly fileName: string;
      readonly bytes: Uint8Array;
    }
  /** Notes that a ticket of this visit, about to be printed, carries a token with this hash. */
  | { readonly kind: 'linkVisit'; readonly sequence: number; readonly visitId: string; readonly tokenHash: string }
  /** Takes the log of consultations out of the mid-office, in the name of who has the database open. */
  | { readonly kind: 'exportLog'; readonly sequence: number; readonly question: LogExport }
  /** While the screen is locked the ports answer DESK_LOCKED and live reads are silent; the sync goes on. */
  | { readonly kind: 'pausePorts'; readonly sequence: number; readonly paused: boolean };

/** Which log, and how it is written. */
export interface LogExport {
  readonly about: 'person' | 'member';
  readonly id: string;
  readonly format: ExportFormat;
}

export interface LogExportText {
  readonly text: string;
  readonly rows: number;
}

/** Whose card was written down as looked at. */
export interface ConsultedCard {
  /** Of who is in the register here; else the id that they get when they are registered. */
  readonly personId: string;
  readonly isRegistered: boolean;
}

/** What an opening does at this moment, in numbers for the screen. */
export interface OpeningProgress {
  readonly stage: 'checking' | 'backup' | 'migration' | 'restore';
  readonly done: number;
  /** 0 when it is not known. */
  readonly total: number;
}

export interface StoreConfiguration {
  readonly midofficeUrl: string;
  /** Path of the SQLite addon when the package's own prebuild does not fit this runtime. */
  readonly nativeBinding?: string | undefined;
  /** Script of the writer worker. */
  readonly writerScript: string;
  /** Script of the worker that checks backups; absent: they are checked in the writer's own thread. */
  readonly checkScript?: string | undefined;
  /** Script of the worker that keeps the contents of documents; absent: this store has none. */
  readonly contentScript?: string | undefined;
  /** So many bytes of contents stay here, those that the centre has; absent: the usual number. */
  readonly contentCacheBytes?: number | undefined;
  /** Accept test national numbers (birth month + 60). */
  readonly testMode: boolean;
}

export interface StoreControlResults {
  readonly configure: null;
  readonly people: readonly DemoPerson[];
  readonly logIn: SessionGrant;
  readonly askKiosk: KioskAnswers[keyof KioskAnswers];
  readonly loginMethod: LoginMethod;
  readonly redeemLogin: LoginGrant;
  readonly renewLogin: LoginGrant;
  readonly endLogin: null;
  readonly changeToken: null;
  readonly open: { readonly member: SessionMember; readonly recovered: boolean };
  readonly addContent: { readonly documentId: string };
  readonly addScanned: { readonly documentId: string };
  readonly knownDocuments: readonly string[];
  readonly openContent: OpenedContent;
  readonly consultCard: ConsultedCard;
  readonly readContent: Uint8Array;
  readonly close: null;
  readonly attachPort: null;
  readonly addLetter: { readonly documentId: string };
  readonly linkVisit: null;
  readonly exportLog: LogExportText;
  readonly pausePorts: null;
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
  | { readonly kind: 'sessionExpired' }
  /** The mid-office took this member's or this device's access away: key and database must be destroyed. */
  | { readonly kind: 'revoked'; readonly unsentItems: number }
  /** An `open` that takes long says how far it is; the answer to `open` still follows. */
  | { readonly kind: 'opening'; readonly progress: OpeningProgress };
