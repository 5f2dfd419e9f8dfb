import { currentTime } from '../database/clock.ts';
import { daysWatched } from '../reads/dossier-glass.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/**
 * Rows of the log of consultations that this desk needs no longer: older than any screen shows, and known to the centre. One that the centre
 * does not have yet stays, however old: it is the only one.
 *
 * @param most so many at once
 */
export function oldLogRows(file: DatabaseFile, most: number): readonly string[] {
  const limit = new Date(currentTime() - daysWatched * 86_400_000).toISOString();
  return file
    .prepare<string>(
      `SELECT id FROM ${tableNameOf('consultations', 0)} d
       WHERE d.field_at < ? AND NOT EXISTS (
         SELECT 1 FROM outbox o WHERE o.collection = 'consultations' AND o.document_id = d.id
           AND (o.pending = 1 OR o.state <> 'accepted'))
       LIMIT ${most}`,
    )
    .pluck()
    .all(limit);
}
