import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Orm, rowsOf } from '../database/database.ts';
import { replaceSetting, settingOrKeep } from '../database/settings.ts';
import { announceChange, lockDocument } from '../documents/write-document.ts';
import { applyMovement } from './movements.ts';
import { scopeDaySetting } from './scope-day.ts';
import { brusselsDay, workDaysOf } from './work-days.ts';
import { type Fields, personIdsOf } from './work-rules.ts';

const doneSetting = 'scope-day-done';
const claimSetting = 'scope-day-claim';
/** A node that claimed a day and did not finish it in this time is gone. */
const longestTurnMinutes = 10;
const lookMilliseconds = 60_000;

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
          OR collection IN ('persons', 'dossiers', 'interactions', 'tasks', 'appointments', 'visits', 'documents', 'messages')
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

/** True for the one node that may move what a new day moves. */
async function claimTurn(orm: Orm, today: string): Promise<boolean> {
  await settingOrKeep(orm, claimSetting, () => '');
  const claim = `${today} ${new Date().toISOString()}`;
  const overdue = new Date(Date.now() - longestTurnMinutes * 60_000).toISOString();
  const rows = await rowsOf<{ name: string }>(
    orm,
    sql`UPDATE setting SET value = ${claim} WHERE name = ${claimSetting}
          AND (split_part(value, ' ', 1) <> ${today} OR split_part(value, ' ', 2) < ${overdue}) RETURNING name`,
  );
  return rows.length > 0;
}

/**
 * Begins a new day when it has come: what a day moves into or out of a desk's scope goes to the end of the change order, so that desks
 * hear of it as of any other change. The day counts before anything is moved; a node that ends in between is followed up by another.
 *
 * @returns how many documents a passing day moved on this node
 */
export async function turnScopeDay(orm: Orm, today: string): Promise<number> {
  const done = await settingOrKeep(orm, doneSetting, () => today);
  await settingOrKeep(orm, scopeDaySetting, () => done);
  if (today <= done || !(await claimTurn(orm, today))) return 0;
  await replaceSetting(orm, scopeDaySetting, today);
  const moving = await movedByDays(orm, done, today);
  for (const document of moving) await moveOne(orm, document);
  await orm.execute(sql`DELETE FROM desk_pin WHERE last_day < ${today}`);
  await replaceSetting(orm, doneSetting, today);
  return moving.length;
}

/**
 * Sees to it that a new day counts soon after it has come.
 *
 * @returns a function that stops it, after a turn that runs
 */
export async function startDayTurns(orm: Orm, logger: Logger, now: () => Date): Promise<() => Promise<void>> {
  let running: Promise<unknown> = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      const moved = await turnScopeDay(orm, brusselsDay(now()));
      if (moved > 0) logger.info({ documents: moved }, 'a new day moved documents into and out of scopes');
    } catch (error) {
      logger.warn({ error: (error as Error).name }, 'a new day could not be begun yet');
    }
  };
  await turn();
  const timer = setInterval(() => {
    running = running.then(turn);
  }, lookMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
