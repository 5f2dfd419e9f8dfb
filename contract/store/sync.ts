import type { CollectionName } from '../entities/index.ts';
import type { OnthaalError } from '../result.ts';
import type { BackupOverview, RecoveryReport } from './backups.ts';

/** State of one unsent or answered piece of work, as domain.md names it. */
export const syncStates = ['local', 'sending', 'accepted', 'conflict', 'rejected', 'discarded'] as const;
export type SyncState = (typeof syncStates)[number];

/** One document write of one command, on its way to the mid-office. */
export interface SyncItem {
  readonly operationId: string;
  readonly collection: CollectionName;
  readonly documentId: string;
  /** Name of the command, for the sentence in the list. */
  readonly command: string;
  /** What it is about, e.g. the subject; shown only on the screen. */
  readonly title: string;
  readonly state: SyncState;
  readonly queuedAt: string;
  readonly acceptedAt?: string | undefined;
  /** When the clerk gave it up; it stays in the list for 30 days from then. */
  readonly discardedAt?: string | undefined;
  readonly attempts: number;
  readonly error?: OnthaalError | undefined;
  /** Changed top-level fields with the value the clerk wrote. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/**
 * Why another local database came in the place of the one before: it was damaged, it was made for other schemas, the mid-office
 * now works with another database than the one this desk synced with, or somebody restored a backup or undid that.
 */
export type RecoveryReason = 'damaged' | 'otherVersion' | 'otherDatabase' | 'restored' | 'undone';

/** What the clerk must know after the local database was set aside, until somebody says that it was read. */
export interface Recovery {
  readonly at: string;
  readonly reason: RecoveryReason;
  /** Pieces of unsent work that were saved; they stand in the sync list. */
  readonly rescuedItems: number;
  /** Part of the unsent work could not be read: something may be lost. */
  readonly incomplete: boolean;
  readonly report?: RecoveryReport | undefined;
}

/** Where one operation stands. Everything that follows from it counts along: it is accepted when all of it is. */
export interface OperationState {
  readonly operationId: string;
  readonly state: SyncState;
  /** When the centre accepted it. Set in another state than `accepted`: it lost it since and is offered it again. */
  readonly acceptedAt?: string | undefined;
  readonly error?: OnthaalError | undefined;
}

/**
 * Whether the centre has what this desk wrote in a document: `unknown` when this desk wrote nothing in it in the last 30 days, and
 * what it has therefore came from the centre.
 */
export interface DocumentAcceptance {
  readonly state: 'unknown' | 'waiting' | 'asking' | 'accepted';
  readonly acceptedAt?: string | undefined;
}

/**
 * Why everything was, or is being, pulled once more while the local copy stays in use: the centre was put back to an earlier
 * state, or this member may receive other rows now.
 */
export type FeedNoticeReason = 'centreRestored' | 'scopeChanged';

/** What the clerk must know about that, until somebody says that it was read (command `dismissFeedNotice`). */
export interface FeedNotice {
  readonly at: string;
  readonly reason: FeedNoticeReason;
  /** `centreRestored`: documents that are offered to the centre again. `scopeChanged`: unsent texts that were kept. */
  readonly items: number;
}

export interface SyncStatus {
  readonly phase: 'starting' | 'firstSync' | 'working' | 'upToDate' | 'offline' | 'blocked';
  /** When this phase began. */
  readonly since: string;
  readonly lastCompleteAt?: string | undefined;
  readonly waiting: number;
  /** Contents of documents that are here and not yet at the centre; absent: none. */
  readonly unsentContents?: number | undefined;
  readonly conflicts: number;
  readonly rejected: number;
  readonly firstSync?:
    | {
        readonly received: number;
        readonly expected: number;
        readonly perCollection: readonly {
          readonly collection: CollectionName;
          readonly received: number;
          readonly expected: number;
        }[];
      }
    | undefined;
  /** Why it is offline or blocked. */
  readonly error?: OnthaalError | undefined;
  /** When the next try comes by itself, in offline phase. */
  readonly nextTryAt?: string | undefined;
  /** Difference of this PC's clock with the centre's, in seconds, when it is more than two minutes. */
  readonly clockSkewSeconds?: number | undefined;
  /** Rows from the centre that could not be read and were set aside, so that they do not stop the rest. */
  readonly setAsideRows: number;
  /** How often since the start the centre told that what the desks of the building share has changed; absent: not yet. */
  readonly neighbourNews?: number | undefined;
  /** The database before this one was set aside, and nobody has confirmed that yet (command `dismissRecovery`). */
  readonly recovery?: Recovery | undefined;
  readonly feedNotice?: FeedNotice | undefined;
  readonly backups?: BackupOverview | undefined;
}

export interface ConflictRow {
  readonly id: string;
  readonly collection: CollectionName;
  readonly documentId: string;
  /** Dossier number or name of the person: what the clerk recognises it by. */
  readonly title: string;
  readonly subject: string;
  readonly fields: readonly string[];
  readonly detectedAt: string;
  readonly theirName: string;
  readonly theirAt: string;
}

export interface ConflictDetail extends ConflictRow {
  readonly mineName: string;
  readonly mineAt: string;
  readonly clashes: readonly {
    readonly path: string;
    readonly base: unknown;
    readonly mine: unknown;
    readonly theirs: unknown;
  }[];
  /** Fields of both sides that merged by themselves. */
  readonly mergedFields: readonly string[];
}
