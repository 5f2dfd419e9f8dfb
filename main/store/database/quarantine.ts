import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RecoveryReason } from '@onthaal/contract/store/sync.ts';
import { quarantineOf } from '../backups/set-aside.ts';
import { newQuarantineFolder, type ToQuarantine } from '../backups/swap.ts';
import { syncFolder } from '../files/durable-files.ts';

/**
 * Where a database goes that is set aside: `quarantine/<time>/` beside it; nothing is deleted. Of the sound files that belong to
 * another database of the mid-office only the last one is kept: each is a whole copy, and its unsent work moved on.
 */
export function quarantineFor(file: string, reason: RecoveryReason): ToQuarantine {
  if (reason !== 'otherDatabase') return { to: 'quarantine', folder: newQuarantineFolder(file) };
  const folder = join(quarantineOf(file), 'other-database');
  if (existsSync(folder)) {
    // Moved first: a kill or a power cut while so much is deleted must not leave half of it under this name.
    const old = `${folder}.old`;
    rmSync(old, { recursive: true, force: true });
    renameSync(folder, old);
    syncFolder(dirname(folder));
    rmSync(old, { recursive: true, force: true });
  }
  return { to: 'quarantine', folder };
}
