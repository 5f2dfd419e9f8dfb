import { statSync } from 'node:fs';
import { describeError } from '@onthaal/contract/logging/describe-error.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { nowInstant } from '../database/clock.ts';
import type { OpenFileOptions } from '../database/open-file.ts';
import { refuseNewer } from '../database/refuse-newer.ts';
import { failureOf, storageErrorIn } from '../database/storage-failure.ts';
import { emptyLog } from '../storage/checkpoints.ts';
import { openDatabaseFile } from '../storage/index.ts';
import { type BackupNote, backupFolderOf, backupId, listBackups } from './backup-folder.ts';
import { buildNext } from './build-next.ts';
import { forgetRequest, markDamaged, type RestoreRequest, requestedRestore } from './file-marks.ts';
import { buildOptionsOf } from './recover.ts';
import { salvageWork } from './salvage.ts';
import { finishSwap } from './swap.ts';
import { checkTables, contentsOf } from './verify-copy.ts';

/**
 * Carries out the restore that was asked for. The present database is checked and becomes a backup itself, from which the restore
 * can be undone; its unsent work comes along. When anything stands in the way the present database stays in its place.
 *
 * @returns true when the backup is in place now, or why it is not
 */
export async function restoreRequested(options: OpenFileOptions): Promise<Result<boolean>> {
  const { file, log } = options;
  const request = requestedRestore(file);
  const backup = listBackups(backupFolderOf(file)).find(({ id }) => id === request?.backupId);
  if (request === undefined || backup === undefined) {
    forgetRequest(file);
    return failure('DOCUMENT_UNKNOWN');
  }
  try {
    await restore(options, request, backup);
    log('info', 'backups', 'a backup was restored', { id: backup.id, reason: request.reason });
    return success(true);
  } catch (error) {
    forgetRequest(file);
    // Found on the way: the opening that follows must not take it for sound.
    if (storageErrorIn(error)?.code === 'CORRUPT') markDamaged(file);
    const refused = failureOf(error);
    const { code } = refused.error;
    log('error', 'backups', 'the backup could not be restored', { id: backup.id, ...describeError(error), code });
    return refused;
  }
}

async function restore(options: OpenFileOptions, request: RestoreRequest, backup: BackupNote): Promise<void> {
  const { file, key, nativeBinding } = options;
  const build = buildOptionsOf(options);
  const undo = becomingBackup(options);
  const work = salvageWork(file, key, nativeBinding);
  build.onStep('salvaged');
  await buildNext(build, {
    backup,
    work,
    reason: request.reason,
    old: { to: 'backup', note: undo },
    restore: request.reason === 'undone' ? undefined : { at: nowInstant(), backupAt: backup.at, undoId: undo.id },
  });
  finishSwap(file);
  build.onStep('swapped');
  forgetRequest(file);
}

/** Checks the present database, which will be a backup, and puts everything into its one file. Throws when it is not sound. */
function becomingBackup(options: OpenFileOptions): BackupNote {
  const { file, key, nativeBinding, report } = options;
  lookAtVersion(options);
  const opened = openDatabaseFile({ file, key, nativeBinding });
  const at = nowInstant();
  try {
    for (const { done, total } of checkTables(opened)) report?.({ stage: 'backup', done, total });
    const contents = contentsOf(opened);
    emptyLog(opened);
    return { id: backupId(at, 'restore'), at, why: 'restore', bytes: statSync(file).size, ...contents };
  } finally {
    opened.close();
  }
}

function lookAtVersion({ file, key, nativeBinding }: OpenFileOptions): void {
  const opened = openDatabaseFile({ file, key, nativeBinding, readOnly: true });
  try {
    refuseNewer(opened);
  } finally {
    opened.close();
  }
}
