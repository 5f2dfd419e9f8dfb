import { randomBytes } from 'node:crypto';
import { pullDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkLoad } from '../database/bulk-load.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { moment, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

/** Does not shrink when PostgreSQL packs it. */
function longNotes(count: number) {
  const by = { memberId: 'member-els', name: 'Els Peeters' };
  return Array.from({ length: count }, () => ({
    id: v7(),
    at: moment,
    by,
    text: randomBytes(14_000).toString('base64'),
  }));
}

describe.each(engines)('pages of large documents on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const persons = Array.from({ length: 40 }, (_, index) =>
    personFixture({ notes: longNotes(index % 5 === 0 ? 40 : 1) }),
  );

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    for (const person of persons) {
      await bulkLoad(midoffice.services.database.orm, [{ collection: 'persons', documents: [person] }]);
    }
    els = await Desk.logIn(midoffice.url, 'member-els');
  });
  afterAll(() => midoffice?.stop());

  it('end early by their bytes, say that there is more, and lose nothing', async () => {
    const ids: string[] = [];
    let pages = 0;
    for (let checkpoint: string | null = null, more = true; more; ) {
      const page = await els.pull('persons', checkpoint, 1000);
      expect(JSON.stringify(page.documents).length).toBeLessThan(8 * 1024 * 1024);
      expect(page.documents.length).toBeGreaterThan(0);
      ids.push(...page.documents.map(({ id }) => id));
      ({ checkpoint, more } = page);
      pages += 1;
    }
    expect(pages).toBeGreaterThan(1);
    expect(ids).toEqual(persons.map(({ id }) => id));
  });

  it('stay whole for a desk of before, to which a short page is the last', async () => {
    const older = pullDocuments.persons.replace(' left leftReasons more ', ' left ');
    expect(older).not.toBe(pullDocuments.persons);
    const { data } = await sendGraphql(midoffice.url, older, { checkpoint: null, limit: 1000 }, els.grant.token);
    const page = data?.pullPersons as { readonly documents: readonly unknown[] } | undefined;
    expect(page?.documents).toHaveLength(persons.length);
  });
});
