import { dirname } from 'node:path';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { BackupCommandName, BackupOverview, BackupWhy, SetAsideRow } from '@onthaal/contract/store/backups.ts';
import { readSetting } from '../database/own-tables.ts';
import { readDatabaseId } from '../database/recovery.ts';
import { failureOf } from '../database/storage-failure.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { type BackupNote, backupFolderOf, listBackups } from './backup-folder.ts';
import { checkCopy } from './check-copy.ts';
import { budgetOf, diskRoom } from './disk-room.ts';
import { requestRestore } from './file-marks.ts';
import { readLastRestore } from './last-restore.ts';
import { makeBackup } from './make-backup.ts';
import { listSetAside, removeSetAside } from './set-aside.ts';
import { markOf } from './verify-copy.ts';

/** When backups are made, in milliseconds. */
export interface BackupTimes {
  readonly look: number;
  /** After so long of work another one, when something changed. */
  readonly every: number;
  /** The first one so long after the opening: opening comes first. */
  readonly first: number;
  /** After one that failed. */
  readonly again: number;
}

const MINUTE = 60_000;
export const BACKUP_TIMES: BackupTimes = { look: MINUTE, every: 240 * MINUTE, first: MINUTE, again: 30 * MINUTE };
/** Steps in which the progress is told. */
const TOLD_STEPS = 50;

export interface BackupKeeperOptions {
  readonly file: DatabaseFile;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly checkScript: string | undefined;
  readonly log: StoreLog;
  readonly times?: BackupTimes | undefined;
  readonly restoreProblem?: ErrorCode | undefined;
  /** Just before a backup: what is only in memory is written down, so that the backup has it. */
  readonly onBegin?: (() => void) | undefined;
  /** The overview changed. */
  readonly onChange: () => void;
  /** The database was found damaged. */
  readonly onDamaged: () => void;
  /** A restore is asked for: the store must be closed and opened again. */
  readonly onReopen: () => void;
}

/** Makes backups while somebody works, and takes the orders about them. */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions;
  readonly #folder: string;
  readonly #openedAt = Date.now();
  #notes: BackupNote[];
  #setAside: readonly SetAsideRow[];
  #budgetBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #progress: BackupOverview['running'];
  #problem: ErrorCode | undefined;
  #failedAt: number | undefined;
  #stopped = false;

  constructor(options: BackupKeeperOptions) {
    this.#options = options;
    this.#folder = backupFolderOf(options.file.file);
    this.#notes = listBackups(this.#folder);
    this.#setAside = listSetAside(options.file.file);
  }

  start(): void {
    const { times = BACKUP_TIMES } = this.#options;
    this.#timer = setInterval(() => this.#look(times), times.look);
    this.#timer.unref();
    void this.#measure();
  }

  /** Ends; a backup under way is given up. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** What the screen shows. */
  overview(): BackupOverview {
    const databaseId = readDatabaseId(this.#options.file);
    return {
      backups: this.#notes.map(({ id, at, why, bytes, documents, unsentItems, databaseId: from }) => ({
        id,
        at,
        why,
        bytes,
        documents,
        unsentItems,
        usable: from === null || databaseId === undefined || from === databaseId,
      })),
      running: this.#progress,
      problem: this.#problem,
      restoreProblem: this.#options.restoreProblem,
      lastRestore: this.#lastRestore(),
      budgetBytes: this.#budgetBytes,
      setAside: this.#setAside,
    };
  }

  /** Carries out an order. Answers when it has begun. */
  run(name: BackupCommandName, args: unknown): Result<null> {
    if (name === 'makeBackup') return this.#begin('hand');
    if (name === 'removeSetAside') return this.#removeSetAside((args as { readonly setAsideId: string }).setAsideId);
    if (name === 'undoRestore') {
      const last = this.#lastRestore();
      return last === undefined ? failure('DOCUMENT_UNKNOWN') : this.#restore(last.undoId, 'undone');
    }
    return this.#restore((args as { readonly backupId: string }).backupId, 'restored');
  }

  #removeSetAside(id: string): Result<null> {
    const { file, log, onChange } = this.#options;
    try {
      const bytes = removeSetAside(file.file, id);
      if (bytes === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'setAsideId' });
      log('info', 'backups', 'files that were set aside were removed by a person', { id, bytes });
      return success(null);
    } catch (error) {
      return failureOf(error);
    } finally {
      this.#setAside = listSetAside(file.file);
      onChange();
    }
  }

  #lastRestore(): BackupOverview['lastRestore'] {
    const last = readLastRestore(this.#options.file);
    return this.#notes.some(({ id }) => id === last?.undoId) ? last : undefined;
  }

  #restore(id: string, reason: 'restored' | 'undone'): Result<null> {
    const row = this.overview().backups.find((backup) => backup.id === id);
    if (row === undefined || !row.usable) return failure('DOCUMENT_UNKNOWN', { field: 'backupId' });
    requestRestore(this.#options.file.file, { backupId: id, reason });
    // After the answer to this command.
    setImmediate(this.#options.onReopen);
    return success(null);
  }

  #look(times: BackupTimes): void {
    try {
      if (this.#isDue(times)) this.#begin('schedule');
    } catch (error) {
      // The database refuses to be read: whoever works with it hears that too.
      this.#options.log('warn', 'backups', 'could not look whether a backup is due', { error: (error as Error).name });
    }
  }

  #isDue(times: BackupTimes): boolean {
    const now = Date.now();
    if (this.#running !== undefined || now - this.#openedAt < times.first) return false;
    if (this.#failedAt !== undefined && now - this.#failedAt < times.again) return false;
    // During a first sync there is nothing that the centre does not have.
    if (readSetting(this.#options.file, 'firstSyncDone') === undefined) return false;
    const [newest] = this.#notes;
    if (newest === undefined) return true;
    return now - Date.parse(newest.at) >= times.every && newest.mark !== markOf(this.#options.file);
  }

  #begin(why: BackupWhy): Result<null> {
    if (this.#running !== undefined) return success(null);
    if (readSetting(this.#options.file, 'firstSyncDone') === undefined)
      return failure('STORE_STARTING', { retryable: true });
    this.#options.onBegin?.();
    this.#progress = { done: 0, total: 0 };
    this.#running = this.#make(why).finally(() => {
      this.#running = undefined;
      this.#progress = undefined;
      this.#notes = listBackups(this.#folder);
      this.#options.onChange();
    });
    this.#options.onChange();
    return success(null);
  }

  async #make(why: BackupWhy): Promise<void> {
    const { file, key, nativeBinding, checkScript, log } = this.#options;
    const undoId = readLastRestore(file)?.undoId;
    const started = performance.now();
    const result = await makeBackup({
      file,
      key,
      nativeBinding,
      why,
      checkScript,
      pinned: new Set(undoId === undefined ? [] : [undoId]),
      onProgress: (done, total) => this.#tell(done, total),
      isStopped: () => this.#stopped,
    });
    if (result.ok) {
      const milliseconds = Math.round(performance.now() - started);
      log('info', 'backups', 'backup made', { why, bytes: result.value.bytes, milliseconds });
      this.#problem = undefined;
      this.#failedAt = undefined;
      await this.#measure();
      return;
    }
    if (this.#stopped) return;
    log('warn', 'backups', 'no backup could be made', { why, code: result.error.code });
    this.#failedAt = Date.now();
    this.#problem = result.error.code;
    if (result.error.code === 'STORE_CORRUPT') await this.#checkLive();
  }

  /** The copy is not sound: is it the copy, or the database itself? */
  async #checkLive(): Promise<void> {
    const { file, key, nativeBinding, checkScript, onDamaged } = this.#options;
    const live = {
      file: file.file,
      key,
      nativeBinding,
      script: checkScript,
      isStopped: () => this.#stopped,
      isLive: true,
    };
    await checkCopy(live).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'CORRUPT') onDamaged();
    });
  }

  #tell(done: number, total: number): void {
    const before = this.#progress ?? { done: 0, total };
    if (done < total && (done - before.done) / total < 1 / TOLD_STEPS) return;
    this.#progress = { done, total };
    this.#options.onChange();
  }

  async #measure(): Promise<void> {
    const taken = this.#notes.reduce((total, { bytes }) => total + bytes, 0);
    try {
      this.#budgetBytes = budgetOf(await diskRoom(dirname(this.#folder)), taken);
    } catch {
      // A number for the screen only.
    }
  }
}
