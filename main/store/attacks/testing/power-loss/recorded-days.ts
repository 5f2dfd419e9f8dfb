import { closeSync, cpSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { NO_MIDOFFICE } from '../../../testing/local-store.ts';
import type { RecordedDesk } from './recorded-desk.ts';

/** The part in which another database takes the place of the present one, as the clerk asked for. */
export const RESTORING = 'going back to a backup';
const PAGE = 8192;
const SPOILT_PAGES = 40;

/**
 * A day at a desk: a new file, the first sync, work with a line, the log emptied while work goes on, closing, work without a line.
 */
export async function recordDay(desk: RecordedDesk, midofficeUrl: string): Promise<void> {
  await desk.live('opening a new file', midofficeUrl, async (life) => {
    await life.open();
    await life.phase('first sync');
    await life.work(6, false);
    await life.until('filled', (status) => status.lastCompleteAt !== undefined);
    await life.phase('working with a line');
    await life.work(20);
    await life.phase('emptying the log');
    life.order('checkpoints');
    await life.work(15);
    await life.until('up to date', (status) => status.waiting === 0);
    await life.phase('closing');
    await life.close();
  });
  await desk.live('opening again', NO_MIDOFFICE, async (life) => {
    await life.open();
    await life.phase('working without a line');
    await life.work(12);
    await life.phase('making a backup');
    await life.run('makeBackup', {});
    await life.work(6);
    await life.until('backed up', ({ backups }) => backups?.running === undefined && backups?.backups[0] !== undefined);
    await life.work(4);
    // And the power goes: the next life finds a log.
  });
}

/** A second day: opening after an unclean end, going back to the backup, and going on from there. */
export async function recordRestore(desk: RecordedDesk): Promise<void> {
  await desk.live('opening after an end', NO_MIDOFFICE, async (life) => {
    await life.open();
    await life.work(5);
    await life.phase(RESTORING);
    const { backups } = await life.status();
    await life.run('restoreBackup', { backupId: backups?.backups[0]?.id ?? '' });
    await life.until('restored', ({ recovery }) => recovery?.reason === 'restored');
    await life.phase('working on a restored backup');
    await life.work(5);
    await life.phase('closing the restored backup');
    await life.close();
  });
}

/** Copies a desk's files and spoils some pages of its database, as a bad disk does: more than the log has newer ones of. */
export function copyDamaged(from: RecordedDesk, folder: string): void {
  const root = join(folder, 'user');
  cpSync(from.root, root, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  const file = join(root, 'store.db');
  const spoilt = Buffer.alloc(SPOILT_PAGES * PAGE, 0xa5);
  const handle = openSync(file, 'r+');
  writeSync(handle, spoilt, 0, spoilt.length, Math.floor(statSync(file).size / PAGE / 2) * PAGE);
  closeSync(handle);
}

/** A desk that finds its database damaged and goes on from the backup with all unsent work. */
export async function recordRecovery(desk: RecordedDesk): Promise<void> {
  await desk.live('setting a damaged file aside', NO_MIDOFFICE, async (life) => {
    const { recovered } = await life.open();
    if (!recovered) throw new Error('The damage was not found');
    await life.phase('working on what was saved');
    await life.work(5);
  });
}

/** A desk that brings the file of an older program up to date. */
export async function recordMigration(desk: RecordedDesk): Promise<void> {
  await desk.live('bringing an older file up to date', NO_MIDOFFICE, async (life) => {
    await life.open();
    await life.phase('closing it');
    await life.close();
  });
}

/** Some work of a desk that never had a line. */
export async function recordFirstHour(desk: RecordedDesk): Promise<void> {
  await desk.live('opening', NO_MIDOFFICE, async (life) => {
    await life.open();
    await life.phase('working');
    await life.work(15, false);
  });
}
