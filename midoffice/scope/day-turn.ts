import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { replaceSetting, settingOrKeep } from '../database/settings.ts';
import { announceChange, lockDocument } from '../documents/write-document.ts';
import { applyMovement } from './movements.ts';
import { keepScopeDay, scopeDaySetting } from './scope-day.ts';
import { workDaysOf } from './work-days.ts';
import { type Fields, personIdsOf } from './work-rules.ts';

const doneSetting = 'scope-day-done';

interface Moving {
  readonly collection: CollectionName;
  readonly id: string;
  readonly data: Fields;
}

/** Documents that enter or leave somebody's work because days passed; found by indexes. */
function movedByDays(orm: Orm, done: string, today: string): Promise<readonly Moving[]> {
  const old = workDaysOf(done);
  const next = workDaysOf(today);
  return rowsOf<Moving>(
    orm,
    sql`SELECT collection, id, data - 'history' - 'notes' - 'draft' - 'text' AS data FROM document
        WHERE collection = 'dossiers' AND (data ->> 'closedOn') COLLATE "C" >= ${old.closedSince}
            AND (data ->> 'closedOn') COLLATE "C" < ${next.closedSince}
          OR collection = 'appointments' AND (
            (data ->> 'startsAt') COLLATE "C" >= ${old.from} AND (data ->> 'startsAt') COLLATE "C" < ${next.from}
            OR (data ->> 'startsAt') COLLATE "C" >= ${old.until} AND (data ->> 'startsAt') COLLATE "C" < ${next.until})
          OR collection = 'visits' AND (
            (data ->> 'arrivedAt') COLLATE "C" >= ${old.from} AND (data ->> 'arrivedAt') COLLATE "C" < ${next.from}
            OR (data ->> 'arrivedAt') COLLATE "C" >= ${old.until} AND (data ->> 'arrivedAt') COLLATE "C" < ${next.until})
          OR collection = 'payments'
            AND (data ->> 'createdAt') COLLATE "C" >= ${old.from} AND (data ->> 'createdAt') COLLATE "C" < ${next.from}
          OR collection IN (
              'persons', 'dossiers', 'interactions', 'tasks', 'appointments', 'visits', 'documents', 'messages', 'payments')
            AND (data ->> 'createdAt') COLLATE "C" >= ${old.madeSince}
            AND (data ->> 'createdAt') COLLATE "C" < ${next.madeSince}
          OR collection = 'interactions' AND (data ->> 'createdAt') COLLATE "C" >= ${old.closedSince}
            AND (data ->> 'createdAt') COLLATE "C" < ${next.closedSince}
        UNION
        SELECT d.collection, d.id, d.data - 'history' - 'notes' AS data
        FROM desk_pin p JOIN document d ON d.collection = p.collection AND d.id = p.id
        WHERE p.last_day < ${today}`,
  );
}

async function moveOne(orm: Orm, { collection, id, data }: Moving): Promise<void> {
  await orm.transaction(async (transaction) => {
    await lockDocument(transaction, collection, { ...data, id });
    const dossierId = collection === 'dossiers' ? id : undefined;
    const touched = await applyMovement(transaction, {
      self: { collection, id },
      personIds: personIdsOf(data),
      dossierId,
    });
    for (const name of touched) await announceChange(transaction, name);
  });
}

/**
 * Begins a new day when it has come: what a day moves into or out of a desk's scope goes to the end of the change order, so that desks
 * hear of it as of any other change. The day counts before anything is moved; a node that ends in between is followed up by another, which moves
 * once more what was moved already: desks hear of it twice.
 *
 * @returns how many documents a passing day moved on this node
 */
export async function turnScopeDay(orm: Orm, today: string): Promise<number> {
  const done = await settingOrKeep(orm, doneSetting, () => today);
  await keepScopeDay(orm, done);
  if (today <= done) return 0;
  await replaceSetting(orm, scopeDaySetting, today);
  const moving = await movedByDays(orm, done, today);
  for (const document of moving) await moveOne(orm, document);
  await orm.execute(sql`DELETE FROM desk_pin WHERE last_day < ${today}`);
  await replaceSetting(orm, doneSetting, today);
  return moving.length;
}
