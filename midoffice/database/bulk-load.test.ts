import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateMunicipality } from '../seed/index.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { isEmpty, loadIfEmpty } from './bulk-load.ts';
import { rowsOf } from './database.ts';

describe.each(engines)('filling an empty database, on $name', (engine) => {
  let midoffice: TestMidoffice;

  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, []);
  });
  afterAll(() => midoffice?.stop());

  async function indexes(): Promise<readonly string[]> {
    const rows = await rowsOf<{ indexdef: string }>(
      midoffice.services.database.orm,
      sql`SELECT indexdef FROM pg_indexes WHERE tablename = 'document' ORDER BY indexname`,
    );
    return rows.map(({ indexdef }) => indexdef);
  }

  it('leaves nothing behind when it fails, also no missing index', async () => {
    const { orm } = midoffice.services.database;
    const before = await indexes();
    const person = personFixture({ id: v7() });
    const twice = [dossierFixture(person.id, { number: '1' }), dossierFixture(person.id, { number: '1' })];
    const load = loadIfEmpty(orm, () => [
      { collection: 'persons', documents: [person] },
      { collection: 'dossiers', documents: twice },
    ]);
    await expect(load).rejects.toThrow();
    expect(await isEmpty(orm)).toBe(true);
    expect(await indexes()).toEqual(before);
  });

  it('loads a municipality once, of two that begin together, and keeps every index', async () => {
    const { orm } = midoffice.services.database;
    const before = await indexes();
    const make = () => generateMunicipality({ dossiers: 60, today: '2026-11-23' });
    const expected = [...make()].reduce((sum, { documents }) => sum + documents.length, 0);
    const loaded = await Promise.all([loadIfEmpty(orm, make), loadIfEmpty(orm, make)]);
    expect(loaded.toSorted((left, right) => left - right)).toEqual([0, expected]);
    expect(before.length).toBeGreaterThan(10);
    expect(await indexes()).toEqual(before);
  });
});
