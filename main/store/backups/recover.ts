import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { type SetAsideNote, setAsideWhys } from '@onthaal/contract/store/backups.ts';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { nowInstant } from '../database/clock.ts';
import type { OpenFileOptions } from '../database/open-file.ts';
import { quarantineFor } from '../database/quarantine.ts';
import { storageErrorIn } from '../database/storage-failure.ts';
import { openDatabaseFile } from '../storage/index.ts';
import { type BackupNote, backupFolderOf, backupPath, listBackups } from './backup-folder.ts';
import { type BuildOptions, buildNext, type NextDatabase } from './build-next.ts';
import { salvageWork } from './salvage.ts';
import { finishSwap } from './swap.ts';
import { unsentCopyOf } from './unsent-copy.ts';
import { type RescuedWork, workIn } from './unsent-rows.ts';

/** What the steps of a recovery need of the options of an opening. */
export function buildOptionsOf(options: OpenFileOptions): BuildOptions {
  const { file, key, nativeBinding, target, report = () => {}, onStep = () => {} } = options;
  return { file, key, nativeBinding, target, report, onStep };
}

/**
 * Puts another database in the place of the present one, which goes to quarantine: the newest backup that is sound when it was
 * damaged, an empty one otherwise. Its unsent work comes along. A kill at any point loses nothing: the present file and the copy
 * of its unsent work stay until the next one is complete.
 *
 * @throws StorageError DISK_FULL, READ_ONLY; the system's error
 */
export async function replaceDatabase(options: OpenFileOptions, reason: RecoveryReason): Promise<void> {
  const { file, key, nativeBinding, log } = options;
  const build = buildOptionsOf(options);
  const work = salvageWork(file, key, nativeBinding);
  build.onStep('salvaged');
  const next = { work, reason, old: { ...quarantineFor(file, reason), note: noteOf(work, reason) } };
  const backup = reason === 'damaged' ? await buildFromNewest(options, next) : undefined;
  if (backup === undefined) await buildNext(build, { ...next, backup: undefined });
  finishSwap(file);
  build.onStep('swapped');
  log('error', 'database', 'the database was set aside and another one took its place', {
    reason,
    backup: backup?.id ?? 'none',
    rescuedItems: work.rows.length,
    onlyInCopy: work.onlyInCopy,
    incomplete: work.incomplete,
  });
}

/** What is said later of the files that go to quarantine. A restore never sends any there. */
function noteOf(work: RescuedWork, reason: RecoveryReason): SetAsideNote | undefined {
  const why = setAsideWhys.find((known) => known === reason);
  if (why === undefined) return undefined;
  return { at: nowInstant(), why, rescuedItems: workIn(work.rows).length, incomplete: work.incomplete };
}

/** Tries the backups, newest first, until one is sound. Undefined when none is. */
async function buildFromNewest(
  options: OpenFileOptions,
  next: Omit<NextDatabase, 'backup'>,
): Promise<BackupNote | undefined> {
  for (const backup of usableBackups(options.file, next.work)) {
    try {
      await buildNext(buildOptionsOf(options), { ...next, backup });
      return backup;
    } catch (error) {
      const code = storageErrorIn(error)?.code;
      if (code !== 'CORRUPT' && code !== 'KEY_WRONG' && code !== 'NEWER_VERSION') throw error;
      options.log('error', 'backups', 'a backup cannot be used', { id: backup.id, ...describeError(error) });
    }
  }
  return undefined;
}

/** Backups that were filled from the same database of the mid-office as the work is for. */
function usableBackups(file: string, { databaseId }: RescuedWork): BackupNote[] {
  return listBackups(backupFolderOf(file)).filter(
    (note) => databaseId === undefined || note.databaseId === null || note.databaseId === databaseId,
  );
}

/** Whether the key opens anything that was made with the key of this database. */
export function isOpenedBy(file: string, key: Uint8Array, nativeBinding: string | undefined): boolean {
  const folder = backupFolderOf(file);
  const witnesses = [unsentCopyOf(file), ...listBackups(folder).map(({ id }) => backupPath(folder, id))];
  return witnesses.some((witness) => {
    try {
      openDatabaseFile({ file: witness, key, nativeBinding, readOnly: true }).close();
      return true;
    } catch {
      return false;
    }
  });
}
