import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openPglite } from '../database/open-pglite.ts';
import { readAppointment } from '../planner/planner-rows.ts';
import type { ExternalTime } from './external-time.ts';
import { settleExternal } from './settle.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const cancelled: string[] = [];
const master = {
  name: 'qmatic',
  find: async () => ({ kind: 'booked', id: 'found-there' }),
  cancel: async (id: string) => {
    cancelled.push(id);
    return { kind: 'done' };
  },
} as Partial<ExternalTime['master']>;
const mapping = { locations: new Map([['hall', '1']]), products: new Map([['permit', { physical: '2' }]]) };
const external = { master, mapping, newIdsFile: undefined } as ExternalTime;

let database: Database;
beforeAll(async () => {
  database = await openPglite(undefined, process.env.ONTHAAL_PREPARED_DATABASE);
});
afterAll(() => database?.close());

const appointment = (id: string, changes: Partial<Appointment>): Appointment => ({
  ...{ id, createdAt: '2026-11-20T10:00:00.000Z', updatedAt: '2026-11-20T10:00:00.000Z', code: `A${id}` },
  ...{ updatedBy: { memberId: 'els', name: 'Els' }, state: 'booked', mode: 'physical', productCode: 'permit' },
  ...{ subject: 'Vergunning', answers: {}, guests: [], memberIds: [], teamId: 'team', locationId: 'hall', persons: 1 },
  ...{ startsAt: '2026-11-24T09:00:00.000Z', endsAt: '2026-11-24T09:15:00.000Z', bring: [], notices: [], notes: [] },
  ...changes,
});

it.each([
  ['leaves cancelled what was cancelled since it was asked', '2026-11-20T11:30:00.000Z', 'cancelled', ['found-there']],
  ['moves what was cancelled before: somebody meant to', '2026-11-20T10:30:00.000Z', 'booked', []],
] as const)('%s, when it finds a move of which the answer was lost', async (_name, updatedAt, state, goes) => {
  cancelled.length = 0;
  const known = { master: 'qmatic', state: 'cancelled', id: 'old-there' } as const;
  const startsAt = '2026-11-23T09:00:00.000Z';
  const old = appointment('old', { state: 'cancelled', updatedAt, startsAt, external: known });
  const asked = { master: 'qmatic', state: 'unknown', insteadOfId: 'old' } as const;
  const hold = appointment('hold', { state: 'requested', createdAt: '2026-11-20T11:00:00.000Z', external: asked });
  await database.orm.execute(sql`DELETE FROM document`);
  await database.orm.execute(
    sql`INSERT INTO document (collection, id, data) SELECT 'appointments', one ->> 'id', one
        FROM jsonb_array_elements(${JSON.stringify([old, hold])}::jsonb) AS one`,
  );
  const round = () => settleExternal({ orm: database.orm, external, now }, new AbortController().signal);
  await round();
  await round();
  expect((await readAppointment(database.orm, 'old'))?.appointment.state).toBe(state);
  expect(cancelled.filter((id) => id === 'found-there')).toEqual(goes);
});
