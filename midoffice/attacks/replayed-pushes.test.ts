import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../database/database.ts';
import type { PushRow } from '../documents/push-row.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Person = DocumentOf<'persons'>;

/** The writes of one clerk on one person, each on the state before it. */
function chainOf(length: number): readonly PushRow[] {
  const states: Person[] = [personFixture()];
  for (let index = 1; index < length; index += 1) {
    const [last] = states.slice(-1);
    if (last !== undefined) states.push({ ...last, familyName: `Naam ${index}`, updatedAt: instant(index) });
  }
  return states.map((newDocumentState, index) => ({
    operationId: v7(),
    newDocumentState,
    ...(index === 0 ? {} : { assumedMasterState: states[index - 1] }),
  }));
}

function instant(index: number): string {
  return new Date(Date.UTC(2026, 10, 21, 9, index)).toISOString();
}

function idOf(rows: readonly PushRow[]): string {
  const state = rows[0]?.newDocumentState as Person | undefined;
  return state?.id ?? '';
}

describe.each(engines)('pushes that come again and in another order, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  async function auditOf(id: string): Promise<readonly string[]> {
    const lines = await rowsOf<{ operation: string }>(
      midoffice.services.database.orm,
      sql`SELECT operation_id AS operation FROM audit_entry WHERE document_id = ${id} ORDER BY sequence`,
    );
    return lines.map(({ operation }) => operation);
  }

  async function masterOf(id: string): Promise<Person | undefined> {
    const { documents } = await els.pullAll('persons');
    return documents.find((document) => document.id === id) as Person | undefined;
  }

  it('write each operation once, and end where the clerk ended, however often and in whatever order they come', async () => {
    const deliveries = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 3 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const rows = chainOf(5);
        const accepted = new Map<string, string>();
        // In any order, in batches, some again and again: as after broken lines.
        for (const [start, count] of order) {
          const batch = rows.slice(start, start + count);
          for (const outcome of await els.push('persons', batch)) {
            expect(['accepted', 'conflict']).toContain(outcome.outcome);
            const known = accepted.get(outcome.operationId);
            if (known !== undefined) expect(outcome).toMatchObject({ outcome: 'accepted', acceptedAt: known });
            if (outcome.outcome === 'accepted') accepted.set(outcome.operationId, outcome.acceptedAt ?? '');
          }
        }
        const audit = await auditOf(idOf(rows));
        expect(new Set(audit).size).toBe(audit.length);
        expect([...audit].sort()).toEqual([...accepted.keys()].sort());
        // The clerk's desk then goes on from where the centre is: nothing is lost.
        for (const row of rows) await els.push('persons', [row]);
        const last = rows.at(-1);
        const master = await masterOf(idOf(rows));
        const [outcome] = await els.push('persons', [
          { operationId: v7(), assumedMasterState: master, newDocumentState: last?.newDocumentState },
        ]);
        expect(outcome?.outcome).toBe('accepted');
        expect(await masterOf(idOf(rows))).toMatchObject({ familyName: 'Naam 4' });
      }),
      { numRuns: 8 },
    );
  });

  it('are accepted once when they come at the same moment', async () => {
    const rows = chainOf(1);
    const outcomes = (await Promise.all(Array.from({ length: 12 }, () => els.push('persons', rows)))).flat();
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(await auditOf(idOf(rows))).toHaveLength(1);
  });

  it('of another device with the same operation id are judged by themselves', async () => {
    const [row] = chainOf(1);
    if (row === undefined) throw new Error('No row');
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    await els.push('persons', [row]);
    const other = { ...row, newDocumentState: { ...(row.newDocumentState as Person), familyName: 'Anders' } };
    expect((await karim.push('persons', [other]))[0]).toMatchObject({ outcome: 'conflict' });
    expect(await auditOf(idOf([row]))).toHaveLength(1);
  });
});
