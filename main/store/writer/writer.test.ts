import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_MIDOFFICE, offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { TestStore } from '../testing/test-store.ts';
import { ORDERS, type WriterOrder } from '../testing/writer-orders.ts';

const orderedWriter = fileURLToPath(new URL('../testing/ordered-writer.ts', import.meta.url));
const COPIES = 2_000;

const folder = testFolder();
let files = 0;
let orders: BroadcastChannel;
let store: TestStore;

beforeEach(async () => {
  orders = new BroadcastChannel(ORDERS);
  store = await TestStore.start(NO_MIDOFFICE, true, orderedWriter);
  files += 1;
  expect(await store.open(join(folder, `${files}.db`), offlineGrant)).toMatchObject({ ok: true });
});
afterEach(async () => {
  await store.stop();
  orders.close();
});

function order(what: WriterOrder): void {
  orders.postMessage(what);
}

async function newPerson(): Promise<string> {
  const { written } = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Blijft',
    familyName: 'Leesbaar',
    language: 'nl',
  });
  return written[0]?.documentId ?? '';
}

it('every read is answered while the writer is in the middle of a long transaction', async () => {
  const personId = await newPerson();
  // The look is written down before: afterwards the writer writes nothing else.
  const look = { personId, purpose: 'counterService', reveal: false } as const;
  const consultationId = (await store.run('consultPerson', look)).written[0]?.documentId ?? '';
  const waiting = (await store.read('syncStatus', {})).waiting;
  const gate = new SharedArrayBuffer(4);
  const state = new Int32Array(gate);
  order({ kind: 'hold', personId, copies: COPIES, gate });
  await expect.poll(() => Atomics.load(state, 0), { timeout: 20_000 }).toBe(1);
  const seen: SyncStatus[] = [];
  const stop = store.subscribe('syncStatus', {}, (status) => seen.push(status));
  let commandAnswered = false;
  const command = newPerson().then(() => {
    commandAnswered = true;
  });
  expect((await store.read('personCard', { personId, consultationId })).person.familyName).toBe('Leesbaar');
  expect(await store.tryRead('personCard', { personId: `${personId}-${COPIES}`, consultationId })).toMatchObject({
    ok: false,
  });
  await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 50 });
  const found = await store.read('searchEverything', { text: 'leesbaar', limitPerGroup: 5 });
  expect(found.groups[0]?.total).toBe(1);
  expect(waiting).toBe(1);
  expect((await store.read('syncStatus', {})).waiting).toBe(1);
  expect(await store.read('syncItems', { limit: 5 })).toHaveLength(1);
  expect(seen).toHaveLength(1);
  // The writer still stood where it was, with its transaction open and the command waiting, when all that was answered.
  expect(Atomics.load(state, 0)).toBe(1);
  expect(commandAnswered).toBe(false);
  Atomics.store(state, 0, 2);
  Atomics.notify(state, 0);
  await command;
  expect((await store.read('personCard', { personId: `${personId}-${COPIES}` })).person.givenName).toBe('Blijft');
  expect((await store.read('syncStatus', {})).waiting).toBe(2);
  stop();
});

it('a bug in the writer ends the whole store process with code 1, and what was acknowledged is in its file', async () => {
  const personId = await newPerson();
  order({ kind: 'die' });
  expect(await store.ended).toBe(1);
  expect(store.logs.some(({ message }) => message === 'the writer is gone')).toBe(true);
  store = await TestStore.start(NO_MIDOFFICE, true, orderedWriter);
  expect(await store.open(join(folder, `${files}.db`), offlineGrant)).toMatchObject({
    ok: true,
    value: { recovered: false },
  });
  expect((await store.read('personCard', { personId })).person.givenName).toBe('Blijft');
});
