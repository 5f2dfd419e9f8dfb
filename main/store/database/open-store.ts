import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { OpeningProgress, StoreConfiguration } from '@onthaal/contract/store/control.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { BackupKeeper, type BackupKeeperOptions, type BackupTimes } from '../backups/backup-keeper.ts';
import type { RecoveryStep } from '../backups/build-next.ts';
import { markDamaged } from '../backups/file-marks.ts';
import { CommandRunner } from '../commands/command-runner.ts';
import { type ContactSettling, settleContacts, settlingOf } from '../commands/contact-settling.ts';
import type { StoreTarget } from '../migrations/target.ts';
import { replayRescued } from '../outbox/replay.ts';
import { WaitingFile } from '../outbox/waiting-file.ts';
import { announceDocuments, watchOutbox } from '../service/announce-changes.ts';
import type { ChangeBoard } from '../service/change-board.ts';
import type { StoreLog } from '../service/store-log.ts';
import { type DatabaseFile, nextDocumentData, writeDocuments } from '../storage/index.ts';
import { Synchroniser } from '../synchronisation/synchroniser.ts';
import { clockOffset, startClock } from './clock.ts';
import { removeErased } from './erased-documents.ts';
import { readKnownClock } from './known-clock.ts';
import { closeFile, openParts, type Parts } from './open-parts.ts';
import { readSetting, writeSetting } from './own-tables.ts';
import { belongsTo } from './owner.ts';
import { storageErrorIn } from './storage-failure.ts';

const NUDGE_CONTEXT = 'push-again';

export interface OpenStoreOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly grant: SessionGrant;
  readonly configuration: StoreConfiguration;
  readonly board: ChangeBoard;
  readonly log: StoreLog;
  readonly onSessionExpired: () => void;
  /** The mid-office took this member's or this device's access away; so many items are unsent. Close the store. */
  readonly onRevoked?: ((unsentItems: number) => void) | undefined;
  /** The centre's clock is ahead of this computer's by so many milliseconds: for threads that tell the time too. */
  readonly onClock?: ((offset: number) => void) | undefined;
  /** The mid-office has another database now: this store must be closed and opened again, which sets its file aside. */
  readonly onReplaced: () => void;
  /** The sync status changed in a way that the board does not announce. */
  readonly onStatus: () => void;
  /** An opening that takes long says how far it is. */
  readonly onOpening?: ((progress: OpeningProgress) => void) | undefined;
  /** For tests: called between the steps of a recovery. */
  readonly onStep?: ((step: RecoveryStep) => void) | undefined;
  /** For tests: what a later program expects of a file. */
  readonly target?: StoreTarget | undefined;
  /** For tests: other times than usual. */
  readonly backupTimes?: BackupTimes | undefined;
}

/** A user's open store: everything that writes. Reads have a connection of their own. */
export interface OpenStore {
  /** The database before this one was set aside. */
  readonly recovered: boolean;
  /** The connection that writes. */
  readonly file: DatabaseFile;
  /** The sync goes on with another token. */
  readonly changeToken: (token: string) => void;
  /** What the sync pill says. Throws StorageError. */
  status(): SyncStatus;
  /** Runs a command; checks its arguments itself. Answers as JSON text. */
  run(name: string, args: unknown): Promise<Result<string>>;
  /** Somebody found the database damaged: it is opened again, which sets it aside. */
  damaged(): void;
  /** The sync met a database that refuses writes. */
  storageTrouble(error: unknown): void;
  /** Ends after the last write; unsent work stays in the file. */
  close(): Promise<void>;
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
  if (!belongsTo(parts.file, options.grant.member.memberId)) {
    await parts.database.close();
    await closeFile(parts.file);
    return failure('STORE_KEY_WRONG', { details: { reason: 'otherMember' } });
  }
  startClock(readKnownClock(parts.file));
  options.onClock?.(clockOffset());
  await replayOnBackup(parts, options.log);
  const { grant, configuration, board, log } = options;
  const damage = onceDamaged(options);
  const sync = synchroniserOf(parts, options, damage);
  const backups = keeperOf(parts, options, damage, {
    restoreProblem: opened.restoreProblem,
    onBegin: () => keepLastComplete(parts, sync.status()),
  });
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
    backups: (name, args) => backups.run(name, args),
  });
  const settling = await leaveThePast(parts, commands, log);
  const watch = watchChanges(parts, options);
  sync.start();
  parts.checkpoints.start({
    file: parts.file,
    idle: () => commands.idle(),
    purge: () => removeErased(parts.file, nextTurn, () => parts.searchIndex.forgetTerms()),
    logger: { warn: (fields, message) => log('warn', 'storage', message, fields) },
  });
  backups.start();
  return success({
    recovered: opened.recovered,
    file: parts.file,
    storageTrouble: (error) => sync.storageTrouble(error),
    damaged: damage,
    changeToken: (token) => sync.changeToken(token),
    status: () => ({ ...sync.status(), backups: backups.overview() }),
    run: async (name, args) => {
      const outcome = await commands.run(name as never, args);
      if (!outcome.ok && outcome.error.code === 'STORE_CORRUPT') damage();
      watch.keepCount();
      settling.heard(name);
      return outcome.ok ? success(JSON.stringify(outcome.value)) : outcome;
    },
    close: async () => {
      parts.checkpoints.stop();
      await commands.idle();
      await endAll(log, [
        () => settling.end(),
        () => backups.stop(),
        () => sync.stop(),
        () => watch.stop(),
        () => parts.database.close(),
        () => closeFile(parts.file),
      ]);
    },
  });
}

/** A backup says when the store was last complete. */
function keepLastComplete({ file }: Parts, { lastCompleteAt }: SyncStatus): void {
  if (lastCompleteAt !== undefined) writeSetting(file, 'lastCompleteAt', lastCompleteAt);
}

/**
 * What was at a terminal when the program ended is unknown from now on; a database that refuses it says so at the first thing that a
 * clerk does. Old rows of the outbox go.
 */
async function leaveThePast({ outbox }: Parts, commands: CommandRunner, log: StoreLog): Promise<ContactSettling> {
  outbox.removeOld();
  const marked = await commands.run('markInterruptedPayments', {});
  if (!marked.ok) log('warn', 'payments', 'interrupted payments could not be marked', { code: marked.error.code });
  // What was finished before stays so: nobody sees the key any more that takes it back.
  await settleContacts(commands, true);
  return settlingOf(commands);
}

/**
 * Ends one after the other, also when a damaged or full database refuses what one of them writes last: RxDB would count what stays
 * open and refuse the next database.
 */
async function endAll(log: StoreLog, ends: readonly (() => unknown)[]): Promise<void> {
  for (const end of ends) {
    try {
      await end();
    } catch (error) {
      if (storageErrorIn(error) === undefined) throw error;
      log('warn', 'database', 'the database refused its last writes', describeError(error));
    }
  }
}

/** Tells the board of every change, and keeps what is known of them beside the file. */
function watchChanges(parts: Parts, { file, board, log }: OpenStoreOptions) {
  const waiting = new WaitingFile(parts.file, file, log);
  waiting.keep();
  const stops = [
    board.listen((topics) => {
      if (topics.has('sync')) waiting.keep();
      if (topics.has('references')) parts.references.forget();
    }),
    announceDocuments(parts.collections, board),
    watchOutbox(parts.file, board),
  ];
  return {
    /** Before a command is acknowledged. */
    keepCount: () => waiting.keep(),
    stop: () => {
      waiting.keep();
      for (const stop of stops) stop();
    },
  };
}

/**
 * On a restored database the unsent work of now is written again at once, onto the documents of the backup: the desk is whole
 * without a line. The merge with the centre follows when they are pushed. Without documents it waits for the first sync.
 */
async function replayOnBackup({ file, writer }: Parts, log: StoreLog): Promise<void> {
  if (readSetting(file, 'firstSyncDone') === undefined) return;
  try {
    const replayed = await replayRescued(file, writer, 'known');
    if (replayed > 0) log('info', 'outbox', 'unsent work was written again on a backup', { items: replayed });
  } catch (error) {
    // It stands in the list and is written again after the next pull, or at the next opening.
    log('warn', 'outbox', 'unsent work could not be written again yet', describeError(error));
  }
}

/** Stops the work on a damaged file: the store is closed and opened again, which sets the file aside. */
function onceDamaged({ file, log, onReplaced }: OpenStoreOptions): () => void {
  let told = false;
  return () => {
    if (told) return;
    told = true;
    log('error', 'database', 'damage was found while the database was in use', {});
    markDamaged(file);
    onReplaced();
  };
}

function keeperOf(
  { file }: Parts,
  options: OpenStoreOptions,
  onDamaged: () => void,
  more: Pick<BackupKeeperOptions, 'restoreProblem' | 'onBegin'>,
): BackupKeeper {
  const { key, configuration, log, board, onReplaced } = options;
  const { nativeBinding, checkScript } = configuration;
  return new BackupKeeper({
    file,
    key,
    nativeBinding,
    checkScript,
    log,
    times: options.backupTimes,
    ...more,
    onChange: () => board.announce('sync'),
    onDamaged,
    onReopen: onReplaced,
  });
}

function synchroniserOf(parts: Parts, options: OpenStoreOptions, onDamaged: () => void): Synchroniser {
  const { configuration, grant, board, log, onSessionExpired, onReplaced, onStatus, onRevoked, onClock } = options;
  const { file, collections, outbox, outcomes, searchIndex, writer, storage, database } = parts;
  return new Synchroniser({
    file,
    storage,
    collections,
    url: configuration.midofficeUrl,
    token: grant.token,
    outbox,
    outcomes,
    searchIndex,
    board,
    log,
    onSessionExpired,
    onRevoked: (unsentItems) => onRevoked?.(unsentItems),
    onClock: (offset) => onClock?.(offset),
    onReplaced,
    onDamaged,
    onStatus,
    onComplete: async () => {
      const replayed = await replayRescued(file, writer, 'all');
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
