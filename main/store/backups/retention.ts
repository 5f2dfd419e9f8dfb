import { Temporal } from 'temporal-polyfill';
import type { BackupNote } from './backup-folder.ts';

const TODAY = 3;
const ALL = 10;

/** What may be kept. */
export interface RetentionLimits {
  readonly now: string;
  /** All copies together. */
  readonly budgetBytes: number;
  /** Never removed: the state of before a restore that can still be undone. */
  readonly pinned: ReadonlySet<string>;
}

function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString();
}

/**
 * Which backups go: kept are the 3 newest of today, the newest of every earlier day, 10 in all and no more bytes than the budget,
 * the oldest first to go. The newest is always kept, and what is pinned.
 *
 * @param notes newest first
 * @returns ids, oldest first
 */
export function backupsToRemove(notes: readonly BackupNote[], limits: RetentionLimits): string[] {
  const { now, budgetBytes, pinned } = limits;
  const perDay = new Map<string, number>();
  const kept: BackupNote[] = [];
  const removed: string[] = [];
  let bytes = 0;
  for (const note of notes) {
    const day = dayOf(note.at);
    const already = perDay.get(day) ?? 0;
    const wanted = already < (day === dayOf(now) ? TODAY : 1) && kept.length < ALL && bytes + note.bytes <= budgetBytes;
    if (kept.length > 0 && !wanted && !pinned.has(note.id)) {
      removed.push(note.id);
      continue;
    }
    perDay.set(day, already + 1);
    kept.push(note);
    bytes += note.bytes;
  }
  return removed.reverse();
}
