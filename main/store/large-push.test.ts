import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const PEOPLE = 50;
const NOTES = 2;
/** Three bytes each on the wire. */
const text = '€'.repeat(20000);

let midoffice: TestMidoffice;
let line: TestLine;
let store: TestStore;

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  store = await TestStore.start(line.url);
  await store.openFor('member-els', join(testFolder(), 'large.db'));
  await store.untilUpToDate();
});
afterAll(async () => {
  await store?.stop();
  await line?.down();
  await midoffice?.stop();
});

describe('work of a day without a line that is larger than one request may be', () => {
  it('goes to the centre in several requests, all of it', async () => {
    await line.down();
    await store.until('syncStatus', {}, (status) => status.phase === 'offline');
    for (let index = 0; index < PEOPLE; index += 1) {
      const person = { kind: 'citizen', givenName: 'Veel', familyName: `Tekst${index}`, language: 'nl' } as const;
      const documentId = (await store.run('createPerson', person)).written[0]?.documentId ?? '';
      for (let note = 0; note < NOTES; note += 1) {
        await store.run('addNote', { collection: 'persons', documentId, text });
      }
    }
    await line.up();
    await store.untilUpToDate(240_000);
    expect(await store.read('syncStatus', {})).toMatchObject({ waiting: 0, rejected: 0, conflicts: 0 });
  }, 300_000);
});
