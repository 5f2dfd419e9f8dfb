import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const draft = {
  ...{ id: 'text-new', kind: 'standardText' as const, name: 'Uren', basedOn: '2026-11-27T09:00:00.000Z' },
  data: { theme: 'Algemeen', language: 'nl', body: 'Wij zijn op' },
};

describe('what an administrator typed and did not save', () => {
  let midoffice: TestMidoffice;
  const folder = testFolder();
  beforeAll(async () => {
    midoffice = await startMidoffice(50);
  });
  afterAll(() => midoffice?.stop());

  async function as<Answer>(memberId: string, work: (store: TestStore) => Promise<Answer>): Promise<Answer> {
    const store = await TestStore.start(midoffice.url);
    try {
      await store.openFor(memberId, join(folder, `${memberId}.db`), { deviceId: 'device-loket-1' });
      await store.untilUpToDate();
      return await work(store);
    } finally {
      await store.stop();
    }
  }

  it('is there after the store was closed and opened, each row once, as it was typed last; forgotten it is gone', async () => {
    await as('member-ann', async (store) => {
      await store.run('keepReferenceDraft', { ...draft, name: 'U' });
      await store.run('keepReferenceDraft', draft);
      await store.run('keepReferenceDraft', { ...draft, id: 'article-new', kind: 'knowledgeArticle' });
    });
    await as('member-ann', async (store) => {
      expect(await store.read('referenceDrafts', {})).toEqual([
        { ...draft, id: 'article-new', kind: 'knowledgeArticle' },
        draft,
      ]);
      // It is nobody's work: nothing is sent, and no list counts it.
      expect(await store.read('syncItems', { limit: 50 })).toEqual([]);
      await store.run('dropReferenceDraft', { id: 'article-new' });
      await store.run('dropReferenceDraft', { id: 'never-there' });
      expect((await store.read('referenceDrafts', {})).map(({ id }) => id)).toEqual(['text-new']);
    });
  });

  it('is of who typed it alone, and of who may write it', async () => {
    await as('member-els', async (store) => {
      expect(await store.read('referenceDrafts', {})).toEqual([]);
      expect(await store.tryRun('keepReferenceDraft', draft)).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
      expect(await store.tryRun('keepReferenceDraft', { ...draft, kind: 'team' } as never)).toMatchObject({
        error: { code: 'ARGUMENT_INVALID' },
      });
      expect(await store.read('referenceDrafts', {})).toEqual([]);
    });
  });
});
