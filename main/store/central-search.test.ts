import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let els: TestStore;

beforeAll(async () => {
  midoffice = await startMidoffice(300, { ONTHAAL_SCOPE: 'work' });
  line = new TestLine(midoffice.url);
  await line.up();
  els = await open('member-els');
}, 120_000);
afterAll(async () => {
  await els?.stop();
  await line?.down();
  await midoffice?.stop();
});

async function open(memberId: string): Promise<TestStore> {
  const store = await TestStore.start(line.url);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  await store.untilUpToDate();
  return store;
}

async function hitsFor(store: TestStore, text: string) {
  const answer = await store.ask('searchCentre', { text });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

describe('a desk that has its work, and the rest in the mid-office', { timeout: 120_000 }, () => {
  it('has a part of the dossiers with their applicants, and finds the others in the mid-office', async () => {
    const own = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
    expect(own.total).toBeLessThan(150);
    for (const row of own.rows.slice(0, 20)) expect(row.applicantName).not.toBe('');
    const { needed, hits } = await hitsFor(els, 'lindervelde');
    expect(needed).toBe(true);
    expect(hits.length).toBeGreaterThan(0);
    for (const { kind, id } of hits) {
      if (kind === 'dossier') expect(await els.tryRead('dossierCard', { dossierId: id })).toMatchObject({ ok: false });
    }
  });

  it('brings a hit: its card can be read at once, with its applicant, and written on', async () => {
    const { hits } = await hitsFor(els, 'lindervelde');
    const dossierId = hits.find(({ kind }) => kind === 'dossier')?.id ?? '';
    expect(await els.ask('bringToDesk', { kind: 'dossier', id: dossierId })).toEqual({ ok: true, value: true });
    const card = await els.until('dossierCard', { dossierId }, ({ applicant }) => applicant !== undefined);
    expect(card.dossier.id).toBe(dossierId);
    await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Belde vandaag' });
    await els.untilUpToDate();
    expect((await hitsFor(els, 'lindervelde')).hits.map(({ id }) => id)).not.toContain(dossierId);
  });

  it('says without a line that there is none, and refuses what is no question', async () => {
    await line.down();
    expect(await els.ask('searchCentre', { text: 'lindervelde' })).toMatchObject({
      ok: false,
      error: { code: 'MIDOFFICE_UNREACHABLE' },
    });
    await line.up();
    expect(await els.ask('searchCentre', { words: 'lindervelde' })).toMatchObject({
      error: { code: 'ARGUMENT_INVALID' },
    });
    expect(await els.ask('toString' as never, {})).toMatchObject({ error: { code: 'CHANNEL_UNKNOWN' } });
  });
});
