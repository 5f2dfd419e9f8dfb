import { openSync, statSync, writeSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { offlineGrant } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let store: TestStore | undefined;
let files = 0;

beforeAll(async () => {
  midoffice = await startMidoffice(120);
  line = new TestLine(midoffice.url);
  await line.up();
});
afterEach(async () => {
  await store?.stop();
  store = undefined;
  await line.up();
  await midoffice.clearFaults();
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function newDesk(url = line.url): Promise<TestStore> {
  store = await TestStore.start(url);
  files += 1;
  await store.openFor('member-els', join(folder, `${files}.db`), { offline: offlineGrant });
  return store;
}

function newPerson(desk: TestStore, familyName: string) {
  return desk.run('createPerson', { kind: 'citizen', givenName: 'Kwade', familyName, language: 'nl' });
}

async function totals(desk: TestStore): Promise<number> {
  return (await desk.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total;
}

describe('a bad line', () => {
  it('that is cut in mid-pull costs nothing: every document arrives', async () => {
    const clean = await newDesk();
    await clean.untilUpToDate();
    const expected = await totals(clean);
    await clean.stop();
    await midoffice.order({ cutAfterBytes: 20_000, only: 'pullDossiers', count: 2 });
    await midoffice.order({ cutAfterBytes: 5_000, only: 'pullPersons', count: 2 });
    const desk = await newDesk();
    await desk.untilUpToDate();
    expect(await totals(desk)).toBe(expected);
    expect(desk.logs.some((entry) => entry.message === 'line down')).toBe(true);
  });

  it.each([
    ['429', { status: 429, retryAfter: 1, count: 2 }, 'MIDOFFICE_BUSY'],
    ['503', { status: 503, count: 2 }, 'MIDOFFICE_BUSY'],
    ['500', { status: 500, count: 2 }, 'MIDOFFICE_FAILED'],
  ])('%s: work waits, is explained, and goes through later', async (_name, fault, code) => {
    const desk = await newDesk();
    await desk.untilUpToDate();
    await midoffice.order({ ...fault, only: 'pushPersons' });
    await newPerson(desk, `Fout${fault.status}`);
    const offline = await desk.until('syncStatus', {}, (status) => status.phase === 'offline');
    expect(offline).toMatchObject({ waiting: 1, error: { code } });
    expect(offline.nextTryAt).toBeDefined();
    await desk.untilUpToDate();
    expect((await desk.read('syncItems', { limit: 1 }))[0]).toMatchObject({ state: 'accepted' });
  });

  it('413 halves the batch until it fits, and refuses a row that alone is too large', async () => {
    const desk = await newDesk();
    await desk.untilUpToDate();
    await line.down();
    await desk.until('syncStatus', {}, (status) => status.phase === 'offline');
    for (let index = 0; index < 4; index += 1) await newPerson(desk, `Groot${index}`);
    await midoffice.order({ status: 413, count: 3, only: 'pushPersons' });
    await line.up();
    await desk.until('syncStatus', {}, (status) => status.waiting === 0, 20_000);
    const items = await desk.read('syncItems', { limit: 10 });
    expect(items.filter((item) => item.state === 'accepted').length).toBeGreaterThanOrEqual(3);
    const refused = items.filter((item) => item.state === 'rejected');
    expect(refused.every((item) => item.error?.code === 'REQUEST_TOO_LARGE')).toBe(true);
    for (const item of refused) await desk.run('retrySyncItem', { operationId: item.operationId });
    await desk.untilUpToDate();
    const found = await desk.read('searchEverything', { text: 'kwade groot', limitPerGroup: 10 });
    expect(found.groups[0]?.total).toBe(4);
  });

  it('401 blocks the sync, says so once, and loses nothing', async () => {
    const desk = await newDesk();
    await desk.untilUpToDate();
    await midoffice.order({ status: 401, count: 1, only: 'pushPersons' });
    await newPerson(desk, 'Sessie');
    const blocked = await desk.until('syncStatus', {}, (status) => status.phase === 'blocked');
    expect(blocked).toMatchObject({ waiting: 1, error: { code: 'SESSION_EXPIRED' } });
    expect(desk.sessionExpired).toBe(1);
    await desk.openFor('member-els', join(folder, `${files}.db`));
    await desk.untilUpToDate();
    expect((await desk.read('syncItems', { limit: 1 }))[0]).toMatchObject({ state: 'accepted' });
  });

  it('a wrong clock is told', async () => {
    await midoffice.order({ clockSkewSeconds: 600 });
    const desk = await newDesk();
    const status = await desk.until('syncStatus', {}, (now) => now.clockSkewSeconds !== undefined);
    expect(Math.abs((status.clockSkewSeconds ?? 0) + 600)).toBeLessThan(5);
  });
});

describe('a mid-office that answers badly', () => {
  it('with rows that break the schema: they are set aside and counted, the rest arrives', async () => {
    const first = await newDesk();
    await first.untilUpToDate();
    const whole = await totals(first);
    await midoffice.order({ malformedRows: 3, collection: 'dossiers' });
    await first.until('syncStatus', {}, (status) => status.setAsideRows === 3);
    await first.stop();
    const desk = await newDesk();
    await desk.untilUpToDate();
    expect(await desk.read('syncStatus', {})).toMatchObject({ setAsideRows: 3, phase: 'upToDate' });
    expect(await totals(desk)).toBe(whole);
  });

  it.each([
    ['another web site', 404, 'text/html', '<h1>Not found</h1>', 'MIDOFFICE_WRONG_ADDRESS'],
    ['a page of the guest network', 200, 'text/html', '<h1>Log in</h1>', 'MIDOFFICE_WRONG_ADDRESS'],
    ['a broken answer', 200, 'application/json', '{"data":', 'MIDOFFICE_ANSWER_MALFORMED'],
    [
      'an answer of another shape',
      200,
      'application/json',
      '{"data":{"pullReferences":{}}}',
      'MIDOFFICE_ANSWER_MALFORMED',
    ],
  ])('%s', async (_name, status, type, body, code) => {
    const server = await answering(status, type, body);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const desk = await newDesk(`http://127.0.0.1:${port}`);
    await newPerson(desk, 'Werkt gewoon door');
    const now = await desk.until('syncStatus', {}, (seen) => seen.phase === 'offline');
    expect(now).toMatchObject({ waiting: 1, error: { code } });
    server.closeAllConnections();
    server.close();
  });

  it('nobody answers at the first start', async () => {
    const desk = await newDesk('http://127.0.0.1:9');
    expect(await desk.control({ kind: 'people' })).toMatchObject({
      ok: false,
      error: { code: 'MIDOFFICE_UNREACHABLE', retryable: true },
    });
    await newPerson(desk, 'Eerste dag');
    const now = await desk.until('syncStatus', {}, (seen) => seen.phase === 'offline');
    expect(now).toMatchObject({ waiting: 1, error: { code: 'MIDOFFICE_UNREACHABLE' } });
  });
});

describe('a damaged database', () => {
  it('is replaced, synced anew, and the unsent work goes to the centre', async () => {
    const desk = await newDesk();
    await desk.untilUpToDate();
    const whole = await totals(desk);
    await line.down();
    const { written } = await newPerson(desk, 'Uit de brand');
    await desk.stop();
    const file = join(folder, `${files}.db`);
    const descriptor = openSync(file, 'r+');
    const middle = Math.floor(statSync(file).size / 2 / 8192) * 8192;
    writeSync(descriptor, Buffer.alloc(8192, 0xa5), 0, 8192, middle);
    await line.up();
    store = await TestStore.start(line.url);
    expect(await store.openFor('member-els', file)).toMatchObject({ recovered: true });
    await store.untilUpToDate();
    expect(await totals(store)).toBe(whole);
    const [item] = await store.read('syncItems', { limit: 5 });
    expect(item).toMatchObject({ state: 'accepted', documentId: written[0]?.documentId, command: 'createPerson' });
    const card = await store.read('personCard', { personId: written[0]?.documentId ?? '' });
    expect(card.person.familyName).toBe('Uit de brand');
  });
});

function answering(status: number, type: string, body: string): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
