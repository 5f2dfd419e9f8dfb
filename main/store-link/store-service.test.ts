import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { forkedProcess } from '../supervisor/testing/forked-process.ts';
import { type OpenedDatabase, StoreService } from './store-service.ts';

/** A real process with the control protocol: it writes down what it is asked, and can be told to refuse or to die. */
const SCRIPT = `
const fs = require('node:fs');
const [, , record, mode] = process.argv;
process.on('message', (message) => {
  fs.appendFileSync(record, JSON.stringify(message) + '\\n');
  if (message.kind === 'people') process.exit(7);
  if (message.kind === 'logIn') process.send({ kind: 'revoked', unsentItems: 3 });
  const refuses = mode === 'refuses-open' && message.kind === 'open';
  const result = refuses
    ? { ok: false, error: { code: 'STORE_CORRUPT', retryable: false } }
    : { ok: true, value: message.kind === 'open' ? { member: message.grant.member, recovered: false } : null };
  process.send({ kind: 'answer', sequence: message.sequence, result });
});
process.send({ kind: 'ready' });
`;

const database: OpenedDatabase = {
  file: '/somewhere/store.db',
  key: 'a-key',
  grant: {
    member: { memberId: 'member-els', name: 'Els', role: 'clerk', teamIds: [], deviceId: 'd', numberPrefix: 'A1' },
    token: 'a-token',
    expiresAt: '2026-11-24T00:00:00Z',
  },
};

let folder: string;
let record: string;
let states: ProcessState[];
let revoked: number[];
let service: StoreService<never>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-store-'));
  record = path.join(folder, 'record');
  states = [];
  revoked = [];
  await writeFile(path.join(folder, 'store.cjs'), SCRIPT);
  await writeFile(record, '');
});
afterEach(async () => {
  await service.stop(1000);
  await rm(folder, { recursive: true, force: true });
});

function start(mode = 'obeys'): void {
  service = new StoreService<never>({
    launch: () => forkedProcess(path.join(folder, 'store.cjs'), [record, mode]),
    configuration: async () => ({ midofficeUrl: 'http://127.0.0.1:4000', writerScript: '/writer.cjs', testMode: true }),
    onState: (state) => states.push(state),
    onSessionExpired: () => undefined,
    onRevoked: (unsentItems) => revoked.push(unsentItems),
    onOpened: () => undefined,
    log: silentLog,
    delayFactor: 0.02,
  });
  service.start();
}

async function asked(): Promise<readonly string[]> {
  const lines = (await readFile(record, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}

test('a process is configured before anything else is asked', async () => {
  start();
  expect(await service.open(database)).toMatchObject({ ok: true, value: { member: { memberId: 'member-els' } } });
  expect(await asked()).toEqual(['configure', 'open']);
});

test('after a crash the database is opened again with the same key and grant', async () => {
  start();
  await service.open(database);
  service.destroyProcess();
  await expect.poll(() => states.map((entry) => entry.state)).toEqual(['running', 'restarting', 'running']);
  expect(await asked()).toEqual(['configure', 'open', 'configure', 'open']);
  const lines = (await readFile(record, 'utf8')).trim().split('\n');
  expect(JSON.parse(lines[3] ?? '')).toMatchObject(database);
});

test('after logging out a crash opens nothing', async () => {
  start();
  await service.open(database);
  await service.close();
  service.destroyProcess();
  await expect.poll(() => states.length).toBe(3);
  expect(await asked()).toEqual(['configure', 'open', 'close', 'configure']);
});

test('a question whose process dies is answered PROCESS_GONE, once, and not repeated', async () => {
  start();
  expect(await service.people()).toEqual({ ok: false, error: { code: 'PROCESS_GONE', retryable: true } });
  await expect.poll(() => states.at(-1)?.state).toBe('running');
  expect((await asked()).filter((kind) => kind === 'people')).toHaveLength(1);
});

test('a database that is refused is not remembered', async () => {
  start('refuses-open');
  expect(await service.open(database)).toMatchObject({ ok: false, error: { code: 'STORE_CORRUPT' } });
  service.destroyProcess();
  await expect.poll(() => states.length).toBe(3);
  expect(await asked()).toEqual(['configure', 'open', 'configure']);
});

test('ports are silenced, also those of a process that starts while the screen is locked', async () => {
  start();
  await service.open(database);
  await service.pausePorts(true);
  service.destroyProcess();
  await expect.poll(() => states.length).toBe(3);
  await service.pausePorts(false);
  expect(await asked()).toEqual(['configure', 'open', 'pausePorts', 'configure', 'open', 'pausePorts', 'pausePorts']);
  const pauses = (await readFile(record, 'utf8')).split('\n').filter((line) => line.includes('pausePorts'));
  expect(pauses.map((line) => (JSON.parse(line) as { paused: boolean }).paused)).toEqual([true, true, false]);
});

test('that access was taken away is passed on with its number', async () => {
  start();
  await service.logIn('member-els', 'device');
  expect(revoked).toEqual([3]);
});
