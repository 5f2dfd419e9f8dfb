import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { StoreConfiguration } from '@onthaal/contract/store/control.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { CommandRunner } from '../commands/command-runner.ts';
import { StoreWriter } from '../commands/store-writer.ts';
import { conflictHandlerOf } from '../conflicts/conflict-handler.ts';
import { PendingOutcomes } from '../conflicts/pending-outcomes.ts';
import { Outbox } from '../outbox/outbox.ts';
import { keepRescued, replayRescued } from '../outbox/replay.ts';
import { References } from '../reads/references.ts';
import { SearchIndex } from '../search/search-index.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import type { StoreLog } from '../service/store-log.ts';
import {
  type DatabaseFile,
  getRxStorageBetterSqlite,
  nextDocumentData,
  type RxStorageBetterSqlite,
  writeDocuments,
} from '../storage/index.ts';
import { Synchroniser } from '../synchronisation/synchroniser.ts';
import { type OpenedFile, openUserFile, startAnew } from './open-file.ts';
import { projectionHook } from './projections.ts';
import { isReplaced } from './recovery.ts';
import { isSchemaChange, type OpenRxDatabase, openRxDatabase } from './rx-database.ts';

const NUDGE_CONTEXT = 'push-again';

export interface OpenStoreOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly grant: SessionGrant;
  readonly configuration: StoreConfiguration;
  readonly board: ChangeBoard;
  readonly log: StoreLog;
  readonly onSessionExpired: () => void;
  /** The mid-office has another database now: this store must be closed and opened again, which sets its file aside. */
  readonly onReplaced: () => void;
  /** The sync status changed in a way that the board does not announce. */
  readonly onStatus: () => void;
}

/** A user's open store: everything that writes. Reads have a connection of their own. */
export interface OpenStore {
  /** The database before this one was set aside. */
  readonly recovered: boolean;
  /** The connection that writes. */
  readonly file: DatabaseFile;
  /** What the sync pill says. Throws StorageError. */
  status(): SyncStatus;
  /** Runs a command; checks its arguments itself. Answers as JSON text. */
  run(name: string, args: unknown): Promise<Result<string>>;
  /** The sync met a database that refuses writes. */
  storageTrouble(error: unknown): void;
  /** Ends after the last write; unsent work stays in the file. */
  close(): Promise<void>;
}

interface Parts extends OpenRxDatabase {
  readonly file: DatabaseFile;
  readonly storage: RxStorageBetterSqlite;
  readonly outbox: Outbox;
  readonly outcomes: PendingOutcomes;
  readonly searchIndex: SearchIndex;
  readonly references: References;
  readonly writer: StoreWriter;
}

/** Builds RxDB and everything that hangs on its write hooks. Throws when RxDB refuses the file. */
async function buildParts(file: DatabaseFile, options: OpenStoreOptions): Promise<Parts> {
  const { log, board } = options;
  const outbox = new Outbox(board);
  outbox.attach(file);
  const outcomes = new PendingOutcomes(outbox);
  const searchIndex = new SearchIndex();
  const references = new References(file);
  const storage = getRxStorageBetterSqlite({
    databaseFile: file,
    writeHooks: [outbox.hook, outcomes.hook, projectionHook(), searchIndex.hook],
    logger: { warn: (fields, message) => log('warn', 'storage', message, fields) },
  });
  const opened = await openRxDatabase(storage, (name) => conflictHandlerOf(name, outcomes, references));
  const databaseToken = opened.database.token;
  const writer = new StoreWriter({ file, storage, databaseToken, outbox, searchIndex });
  return { ...opened, file, storage, outbox, outcomes, searchIndex, references, writer };
}

/**
 * Opens the file and RxDB on it. A file made with other schemas, or filled from another database of the mid-office, is set
 * aside like a damaged one.
 */
async function openParts(options: OpenStoreOptions): Promise<Result<{ parts: Parts; opened: OpenedFile }>> {
  const fileOptions = {
    file: options.file,
    key: options.key,
    nativeBinding: options.configuration.nativeBinding,
    log: options.log,
  };
  const first = openUserFile(fileOptions);
  if (!first.ok) return first;
  if (isReplaced(first.value.file)) {
    first.value.file.close();
    const second = startAnew(fileOptions, 'otherDatabase');
    if (!second.ok) return second;
    return success({ parts: await buildParts(second.value.file, options), opened: second.value });
  }
  try {
    return success({ parts: await buildParts(first.value.file, options), opened: first.value });
  } catch (error) {
    first.value.file.close();
    if (!isSchemaChange(error)) throw error;
    const second = startAnew(fileOptions, 'otherVersion', error);
    if (!second.ok) return second;
    return success({ parts: await buildParts(second.value.file, options), opened: second.value });
  }
}

/**
 * Opens a user's store: file, RxDB, commands and sync.
 *
 * @returns the failures of `openUserFile`, or ARGUMENT_INVALID for a key that is not 32 bytes
 */
export async function openStore(options: OpenStoreOptions): Promise<Result<OpenStore>> {
  if (options.key.length !== 32) return failure('ARGUMENT_INVALID', { field: 'key' });
  const result = await openParts(options);
  if (!result.ok) return result;
  const { parts, opened } = result.value;
  if (opened.rescued !== undefined) keepRescued(parts.file, opened.rescued.work, opened.rescued.reason);
  const { grant, configuration, board } = options;
  const stopListening = announceChanges(parts, board);
  const stopTelling = board.listen((topics) => {
    if (topics.has('references')) parts.references.forget();
  });
  const sync = synchroniserOf(parts, options);
  const commands = new CommandRunner({
    context: {
      writer: parts.writer,
      references: parts.references,
      outbox: parts.outbox,
      member: grant.member,
      testMode: configuration.testMode,
    },
    board,
    syncNow: () => sync.syncNow(),
  });
  parts.outbox.removeOld();
  sync.start();
  return success({
    recovered: opened.rescued !== undefined,
    file: parts.file,
    storageTrouble: (error) => sync.storageTrouble(error),
    status: () => sync.status(),
    run: async (name, args) => {
      const outcome = await commands.run(name as never, args);
      return outcome.ok ? success(JSON.stringify(outcome.value)) : outcome;
    },
    close: async () => {
      await commands.idle();
      await sync.stop();
      stopTelling();
      stopListening();
      await parts.database.close();
      parts.file.close();
    },
  });
}

/** Tells the board of every committed write. */
function announceChanges(parts: Parts, board: ChangeBoard): () => void {
  const subscriptions = collectionNames.map((name) =>
    parts.collections[name].storageInstance.changeStream().subscribe((bulk) => {
      board.announce(name);
      // Conflict writes and local writes also changed outbox rows.
      if (!bulk.context.startsWith('replication-downstream')) board.announce('sync');
    }),
  );
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

function synchroniserOf(parts: Parts, options: OpenStoreOptions): Synchroniser {
  const { configuration, grant, board, log, onSessionExpired, onReplaced, onStatus } = options;
  const { file, collections, outbox, outcomes, searchIndex, writer, storage, database } = parts;
  return new Synchroniser({
    file,
    collections,
    url: configuration.midofficeUrl,
    token: grant.token,
    outbox,
    outcomes,
    searchIndex,
    board,
    log,
    onSessionExpired,
    onReplaced,
    onStatus,
    onComplete: async () => {
      const replayed = await replayRescued(file, writer);
      if (replayed > 0) log('info', 'outbox', 'rescued work was written again', { items: replayed });
    },
    nudge: async (collection: CollectionName, documentId: string) => {
      const previous = writer.stored(collection, documentId);
      if (previous === undefined) return;
      const document = nextDocumentData(previous, { ...previous }, database.token);
      await writeDocuments(storage, [{ collectionName: collection, rows: [{ previous, document }] }], NUDGE_CONTEXT);
    },
  });
}
