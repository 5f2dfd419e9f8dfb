import type { SqlValue } from 'better-sqlite3';
import type { MangoQuery } from 'rxdb';
import { evenSample } from '../measure/statistics.ts';
import { type BenchDossier, dueDays, STATUSES, TEAMS } from './storage-dossiers.ts';

/** A question in Mango, and what somebody would write by hand for it. */
export interface StorageQuestion {
  readonly kind: string;
  readonly mango: MangoQuery<BenchDossier>;
  /** Everything after SELECT. */
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

const PAGE = 50;
const MOST = 150;

/** Lists of 50 and counts, each with its own values, so that no cache of answers can help. */
export function storageQuestions(): {
  readonly lists: readonly StorageQuestion[];
  readonly counts: readonly StorageQuestion[];
} {
  const open = STATUSES.filter((status) => status !== 'closed');
  const days = dueDays();
  const statusDays = evenSample(
    open.flatMap((status) => days.map((day) => [status, day] as const)),
    MOST,
  );
  const work = open.flatMap((status) => TEAMS.map((teamId) => [teamId, status] as const));
  return {
    lists: [
      ...statusDays.map(([status, day]) => dueFrom(status, day)),
      ...evenSample(days, MOST).map((day) => newest(`${day}T12:00:00.000Z`)),
      ...work.map(([teamId, status]) => ofTeam(teamId, status)),
    ],
    counts: [
      ...work.map(([teamId, status]) => countOfTeam(teamId, status)),
      ...statusDays.map(([status, day]) => countDue(status, day)),
    ],
  };
}

function dueFrom(status: string, day: string): StorageQuestion {
  return {
    kind: 'list of 50, due first',
    mango: { selector: { status, dueOn: { $gte: day } }, sort: [{ dueOn: 'asc' }, { id: 'asc' }], limit: PAGE },
    sql: 'WHERE deleted = 0 AND field_status = ? AND field_dueOn >= ? ORDER BY field_dueOn, id LIMIT 50',
    parameters: [status, day],
  };
}

function newest(until: string): StorageQuestion {
  return {
    kind: 'list of 50, newest first',
    mango: { selector: { updatedAt: { $lt: until } }, sort: [{ updatedAt: 'desc' }, { id: 'desc' }], limit: PAGE },
    sql: 'WHERE deleted = 0 AND field_updatedAt < ? ORDER BY field_updatedAt DESC, id DESC LIMIT 50',
    parameters: [until],
  };
}

function ofTeam(teamId: string, status: string): StorageQuestion {
  return {
    kind: 'list of 50 of a team, newest first',
    mango: { selector: { teamId, status }, sort: [{ updatedAt: 'desc' }, { id: 'desc' }], limit: PAGE },
    sql: 'WHERE deleted = 0 AND field_teamId = ? AND field_status = ? ORDER BY field_updatedAt DESC, id DESC LIMIT 50',
    parameters: [teamId, status],
  };
}

function countOfTeam(teamId: string, status: string): StorageQuestion {
  return {
    kind: 'count of a team',
    mango: { selector: { teamId, status } },
    sql: 'WHERE deleted = 0 AND field_teamId = ? AND field_status = ?',
    parameters: [teamId, status],
  };
}

function countDue(status: string, day: string): StorageQuestion {
  return {
    kind: 'count due in a month',
    mango: { selector: { status, dueOn: { $gte: day, $lt: `${day.slice(0, 7)}-99` } } },
    sql: 'WHERE deleted = 0 AND field_status = ? AND field_dueOn >= ? AND field_dueOn < ?',
    parameters: [status, day, `${day.slice(0, 7)}-99`],
  };
}
