import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { memberKey } from '../changes/audience.ts';
import type { Orm } from '../database/database.ts';
import { announceChange, lockDocument } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';
import { applyMovement } from './movements.ts';
import { scopeDay } from './scope-day.ts';
import { nextDay } from './work-days.ts';
import type { Fields } from './work-rules.ts';

/**
 * Brings a document that the member may see to the member's desks until the end of tomorrow, with what hangs on it, by the change
 * order as everything else.
 */
export async function pinToDesk(
  orm: Orm,
  { memberId }: Session,
  collection: CollectionName,
  document: Fields & { readonly id: string },
  personIds: readonly string[],
): Promise<void> {
  const { id } = document;
  await orm.transaction(async (transaction) => {
    await lockDocument(transaction, collection, document);
    const lastDay = nextDay(await scopeDay(transaction));
    await transaction.execute(
      sql`INSERT INTO desk_pin (member_id, collection, id, last_day) VALUES (${memberId}, ${collection}, ${id}, ${lastDay})
          ON CONFLICT (member_id, collection, id) DO UPDATE SET last_day = excluded.last_day`,
    );
    const dossierId = collection === 'dossiers' ? id : undefined;
    const touched = await applyMovement(transaction, { self: { collection, id }, personIds, dossierId });
    for (const name of touched) await announceChange(transaction, name, new Set([memberKey(memberId)]));
  });
}
