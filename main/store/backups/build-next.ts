import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { LastRestore } from '@onthaal/contract/store/backups.ts';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import type { Recovery } from '@onthaal/contract/store/sync.ts';
import { prepareOwnTables, writeSetting } from '../database/own-tables.ts';
import { migrate, planMigration } from '../migrations/migrate.ts';
import type { StoreTarget } from '../migrations/target.ts';
import { emptyLog } from '../storage/checkpoints.ts';
import { openDatabaseFile, StorageError } from '../storage/index.ts';
import { type BackupNote, backupFolderOf, backupPath } from './backup-folder.ts';
import { carryOver } from './carry-over.ts';
import { forgetLastRestore, keepLastRestore } from './last-restore.ts';
import { settleUnsent } from './settle-unsent.ts';
import { declareNext, type OldGoesTo, partOfNext, removePart } from './swap.ts';
import type { RescuedWork } from './unsent-rows.ts';
import { checkTables } from './verify-copy.ts';

/** Part of the whole, in hundredths, when the backup is copied and when it is checked. */
const COPIED = 30;
const CHECKED = 80;

/** Moments between which a kill must lose nothing; the tests kill at each. */
export type RecoveryStep = 'salvaged' | 'copied' | 'settled' | 'carried' | 'declared' | 'swapped';

export interface BuildOptions {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
  readonly report: (progress: OpeningProgress) => void;
  readonly target: StoreTarget | undefined;
  readonly onStep: (step: RecoveryStep) => void;
}

export interface NextDatabase {
  /** Undefined: an empty database, to be filled from the centre. */
  readonly backup: BackupNote | undefined;
  readonly work: RescuedWork;
  readonly reason: Recovery['reason'];
  readonly old: OldGoesTo;
  /** Kept so that the restore can be undone. */
  readonly restore?: LastRestore | undefined;
}

/**
 * Builds the database that takes the place of the present one, completely and beside it: the backup, brought up to date, without
 * the unsent work of then and with that of now. The present file is only read before `declareNext`.
 *
 * @throws StorageError CORRUPT, KEY_WRONG or NEWER_VERSION when the backup cannot be used; DISK_FULL; the system's error
 */
export async function buildNext(options: BuildOptions, next: NextDatabase): Promise<void> {
  const { file, key, nativeBinding, report, onStep, target } = options;
  const { backup, work, reason, old, restore } = next;
  const part = partOfNext(file);
  removePart(file);
  if (backup !== undefined) {
    report({ stage: 'restore', done: 0, total: 100 });
    await copyFile(backupPath(backupFolderOf(file), backup.id), part, constants.COPYFILE_FICLONE);
    report({ stage: 'restore', done: COPIED, total: 100 });
  }
  onStep('copied');
  const opened = openDatabaseFile({ file: part, key, nativeBinding });
  try {
    if (backup !== undefined) {
      for (const { done, total } of checkTables(opened)) {
        report({ stage: 'restore', done: Math.round(COPIED + ((CHECKED - COPIED) * done) / total), total: 100 });
      }
      const plan = planMigration(opened, target);
      if (plan.kind === 'fillAnew') throw new StorageError('CORRUPT', 'the backup was made for other schemas');
      if (plan.kind === 'here') await migrate(opened, report, target);
    }
    prepareOwnTables(opened);
    if (backup !== undefined) await settleUnsent(opened, target?.schemas);
    onStep('settled');
    report({ stage: 'restore', done: CHECKED, total: 100 });
    const from = backup === undefined ? undefined : { at: backup.at, why: backup.why };
    carryOver(opened, work, { reason, backup: from, documents: backup?.documents ?? 0 });
    if (restore === undefined) forgetLastRestore(opened);
    else keepLastRestore(opened, restore);
    if (backup === undefined && reason === 'damaged' && work.databaseId !== undefined) {
      // The work belongs to this database of the mid-office and to no other.
      writeSetting(opened, 'midofficeDatabaseId', work.databaseId);
    }
    emptyLog(opened);
  } finally {
    opened.close();
  }
  onStep('carried');
  declareNext(file, old);
  onStep('declared');
}
