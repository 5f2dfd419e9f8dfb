import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { RxCollection } from 'rxdb';
import type { PendingOutcomes } from '../conflicts/pending-outcomes.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseFile, RxStorageBetterSqlite } from '../storage/index.ts';

/** What the synchroniser works with, and whom it tells. */
export interface SynchroniserParts {
  readonly file: DatabaseFile;
  readonly storage: RxStorageBetterSqlite;
  readonly collections: Readonly<Record<CollectionName, RxCollection>>;
  readonly url: string;
  /** The first one; see `changeToken`. */
  readonly token: string;
  readonly outbox: Outbox;
  readonly outcomes: PendingOutcomes;
  readonly searchIndex: SearchIndex;
  readonly board: ChangeBoard;
  readonly log: StoreLog;
  readonly onSessionExpired: () => void;
  /** The centre took this member's or this device's access away; so many items are unsent. */
  readonly onRevoked: (unsentItems: number) => void;
  /** The centre's clock is ahead of this computer's by so many milliseconds. */
  readonly onClock: (offset: number) => void;
  /** `lastCompleteAt` moved on: too often, and too little, to announce it. */
  readonly onStatus: () => void;
  /** The mid-office has another database than this file was filled from. */
  readonly onReplaced: () => void;
  /** A write of the sync found the database damaged. */
  readonly onDamaged?: (() => void) | undefined;
  /** Runs whenever everything was pulled once since the start. */
  readonly onComplete: () => Promise<void>;
  /** Makes a new revision of a document without changing it, so that its push is tried again. */
  readonly nudge: (collection: CollectionName, documentId: string) => Promise<void>;
}
