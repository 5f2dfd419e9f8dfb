import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeviceNotice } from '@onthaal/contract/devices/questions.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { forkedProcess } from '../supervisor/testing/forked-process.ts';
import { DeviceLink } from './device-link.ts';

/** A real process that answers with one reader, tells of it, and dies in mid-question when its folder says so. */
const SCRIPT = `
const fs = require('node:fs');
const [, , dies] = process.argv;
const state = { service: 'running', readers: [{ name: 'Reader', card: 'absent', insertion: 0 }] };
process.on('message', (message) => {
  if (fs.existsSync(dies)) { fs.rmSync(dies); process.exit(9); }
  process.send({ kind: 'answer', sequence: message.sequence, result: { ok: true, value: { ...state, asked: message.name } } });
});
process.send({ kind: 'notice', name: 'readers:changed', payload: state });
process.send({ kind: 'ready' });
`;

let folder: string;
let link: DeviceLink;
let states: ProcessState['state'][];
let notices: DeviceNotice[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-devices-'));
  states = [];
  notices = [];
});
afterEach(async () => {
  await link.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(script = SCRIPT): Promise<void> {
  const file = path.join(folder, 'devices.cjs');
  await writeFile(file, script);
  link = new DeviceLink({
    launch: () => forkedProcess(file, [path.join(folder, 'dies')]),
    onState: ({ state }) => states.push(state),
    onNotice: (notice) => notices.push(notice),
    log: silentLog,
    delayFactor: 0.02,
  });
  link.start();
}

test('a question asked while the process starts is answered when it can', async () => {
  await start();
  expect(await link.ask('readers:state', {})).toMatchObject({ ok: true, value: { asked: 'readers:state' } });
  expect(notices).toMatchObject([{ name: 'readers:changed', payload: { service: 'running' } }]);
});

test('a process that dies over a question says so once, and the next one answers', async () => {
  await start();
  await link.ask('readers:state', {});
  await writeFile(path.join(folder, 'dies'), '');
  expect(await link.ask('readers:state', {})).toEqual({ ok: false, error: { code: 'DEVICES_GONE', retryable: true } });
  expect(await link.ask('readers:state', {})).toMatchObject({ ok: true });
  expect(states).toEqual(['running', 'restarting', 'running']);
});

test('a process that cannot live is said to be unavailable, and comes back when a person asks', async () => {
  await start('process.exit(1)');
  await expect.poll(() => link.state.state, { timeout: 20_000 }).toBe('failed');
  expect(await link.ask('readers:state', {})).toEqual({
    ok: false,
    error: { code: 'DEVICES_UNAVAILABLE', retryable: true },
  });
  await writeFile(path.join(folder, 'devices.cjs'), SCRIPT);
  link.restart();
  expect(await link.ask('readers:state', {})).toMatchObject({ ok: true });
});
