import { success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openPglite } from '../database/open-pglite.ts';
import { findExternalSlots } from './external-plan.ts';
import type { ExternalTime } from './external-time.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const slots = ['09', '10', '11'].map((hour) => ({
  startsAt: `2026-11-23T${hour}:00:00.000Z`,
  endsAt: `2026-11-23T${hour}:15:00.000Z`,
}));
const mapping = { locations: new Map([['hall', '1']]), products: new Map([['permit', { physical: '2' }]]) };
const master = { slots: async () => ({ kind: 'listed', values: slots }) } as Partial<ExternalTime['master']>;
const external = { master, mapping, newIdsFile: undefined } as ExternalTime;

let database: Database;
beforeAll(async () => {
  database = await openPglite(undefined, process.env.ONTHAAL_PREPARED_DATABASE);
});
afterAll(() => database?.close());

it('does not offer what desks hold or have kept, and offers it again when it was freed', async () => {
  const [held, freed, free] = slots;
  const hold = (id: string, slot: object | undefined, reservation: object) => ({
    ...{ id, state: 'held', productCode: 'permit', locationId: 'hall', heldUntil: '2026-11-23T12:00:00.000Z' },
    ...{ ...slot, reservation: { deviceId: 'pc', ...reservation } },
  });
  const rows = JSON.stringify([hold('a', held, {}), hold('b', freed, { freedAt: '2026-11-20T11:00:00.000Z' })]);
  await database.orm.execute(
    sql`INSERT INTO document (collection, id, data)
        SELECT 'appointments', one ->> 'id', one FROM jsonb_array_elements(${rows}::jsonb) AS one`,
  );
  const asked = { productCode: 'permit', persons: 1, mode: 'physical', locationId: 'hall', days: 7, most: 5 } as const;
  const found = await findExternalSlots({ orm: database.orm, now, external }, { ...asked, from: now.toISOString() });
  expect(found).toEqual(success([freed, free]));
});
