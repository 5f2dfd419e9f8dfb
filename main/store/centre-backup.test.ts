import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresqlCluster, startPostgresql } from '../../midoffice/testing/postgresql-cluster.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const run = promisify(execFile);
const mainFile = fileURLToPath(new URL('../../midoffice/main.ts', import.meta.url));
const folder = testFolder();
const secret = { ONTHAAL_TOKEN_SECRET: 'a secret of the tests that is long enough to be taken' };

type Environment = Readonly<Record<string, string>>;

let cluster: PostgresqlCluster;
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(() => cluster?.stop());

/** What an administrator types: npm run midoffice -- COMMAND FILE. */
async function command(name: string, file: string, environment: Environment): Promise<string> {
  const { PATH = '' } = process.env;
  return (await run(process.execPath, [mainFile, name, file], { env: { PATH, ...environment } })).stdout;
}

async function openDesk(line: TestLine, memberId: string, name: string): Promise<TestStore> {
  const store = await TestStore.start(line.url);
  await store.openFor(memberId, join(folder, name, 'store.db'), { deviceId: `device-${name}` });
  await store.untilUpToDate();
  return store;
}

async function newPerson(store: TestStore, familyName: string): Promise<string> {
  const { written } = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Proef',
    familyName,
    language: 'nl',
  });
  await store.untilUpToDate();
  return written[0]?.documentId ?? '';
}

const engines = [
  {
    name: 'PGlite',
    runsDuringBackup: false,
    place: async (name: string): Promise<Environment> => ({ ONTHAAL_DATA: join(folder, name) }),
  },
  {
    name: 'PostgreSQL',
    runsDuringBackup: true,
    place: async (): Promise<Environment> => ({ DATABASE_URL: await cluster.createDatabase() }),
  },
];

describe.each(engines)('a centre on $name whose backup was put back', { timeout: 300_000 }, (engine) => {
  const file = join(folder, `${engine.name}.backup`);
  const stores: TestStore[] = [];
  let line: TestLine;
  let midoffice: TestMidoffice;
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.stop()));
    await line?.down();
    await midoffice?.stop();
  });

  it('serves a desk again, and gets from it what was accepted after the backup', async () => {
    const first = { ...secret, ...(await engine.place('first')) };
    midoffice = await startMidoffice(60, first);
    line = new TestLine(midoffice.url);
    await line.up();
    const els = await openDesk(line, 'member-els', `${engine.name}-els`);
    stores.push(els);
    const kept = await newPerson(els, 'Bewaard');
    if (!engine.runsDuringBackup) await midoffice.stop();
    expect(await command('backup', file, first)).toMatch(/^Backed up: \d+ rows/);
    if (!engine.runsDuringBackup) midoffice = await startMidoffice(60, first);
    line.target = midoffice.url;
    const lost = await newPerson(els, 'Verloren');
    await midoffice.stop();

    const second = { ...secret, ...(await engine.place('second')) };
    expect(await command('restore', file, second)).toMatch(/^Restored: \d+ rows/);
    midoffice = await startMidoffice(60, second);
    line.target = midoffice.url;
    const notice = await els.until('syncStatus', {}, (status) => status.feedNotice?.reason === 'centreRestored');
    expect(notice).toMatchObject({ rejected: 0, conflicts: 0 });
    await els.untilUpToDate();
    const fresh = await openDesk(line, 'member-karim', `${engine.name}-karim`);
    stores.push(fresh);
    for (const personId of [kept, lost]) {
      expect((await fresh.read('personCard', { personId })).person.id).toBe(personId);
    }
  });
});
