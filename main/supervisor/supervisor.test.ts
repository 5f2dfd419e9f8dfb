import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { decideRestart } from './restart-policy.ts';
import { type SupervisedProcess, Supervisor } from './supervisor.ts';

interface RealChild extends SupervisedProcess {
  readonly process: ChildProcess;
}

let folder: string;
let supervisor: Supervisor<RealChild> | undefined;
let states: ProcessState[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-supervisor-'));
  states = [];
});
afterEach(async () => {
  await supervisor?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A real process running `script`; it is prepared when it has sent its first message. */
async function supervise(
  script: string,
  prepareMilliseconds = 5000,
  onState: (state: ProcessState) => void = () => undefined,
): Promise<Supervisor<RealChild>> {
  const file = path.join(folder, 'child.cjs');
  await writeFile(file, script);
  supervisor = new Supervisor<RealChild>({
    name: 'test process',
    launch: () => {
      const child = fork(file, { stdio: 'ignore' });
      return {
        process: child,
        processId: () => child.pid,
        terminate: () => child.kill('SIGTERM'),
        destroy: () => child.kill('SIGKILL'),
        onExit: (listener) => child.on('exit', (code) => listener(code)),
      };
    },
    prepare: (child) => new Promise((resolve) => child.process.once('message', () => resolve())),
    onState: (state) => {
      states.push(state);
      onState(state);
    },
    log: silentLog,
    prepareMilliseconds,
    delayFactor: 0.02,
  });
  return supervisor;
}

test('a killed process comes back under another id', async () => {
  const subject = await supervise(`process.send('ready'); setInterval(() => {}, 1000);`);
  subject.start();
  const first = await subject.whenRunning(5000);
  const firstId = first?.processId();
  expect(firstId).toBeGreaterThan(0);
  process.kill(firstId ?? 0, 'SIGKILL');
  await expect.poll(() => states.map((entry) => entry.state)).toContain('restarting');
  const second = await subject.whenRunning(5000);
  expect(second?.processId()).not.toBe(firstId);
  expect(subject.state).toEqual({ state: 'running', restarts: 1 });
});

test('a process that always crashes is given up after five restarts, and a person can start it again', async () => {
  const subject = await supervise(`process.exit(3);`);
  subject.start();
  await expect.poll(() => subject.state.state, { timeout: 20_000 }).toBe('failed');
  expect(states.filter((entry) => entry.state === 'restarting')).toHaveLength(5);
  expect(await subject.whenRunning(1000)).toBeUndefined();
  await writeFile(path.join(folder, 'child.cjs'), `process.send('ready'); setInterval(() => {}, 1000);`);
  subject.restart();
  await expect.poll(() => subject.state.state, { timeout: 5000 }).toBe('running');
  expect(subject.state.restarts).toBe(0);
}, 30_000);

test('a process that never gets ready is ended and counted as a crash', async () => {
  const subject = await supervise('setInterval(() => {}, 1000);', 300);
  subject.start();
  await expect.poll(() => states.length, { timeout: 5000 }).toBeGreaterThan(0);
  expect(states[0]).toEqual({ state: 'restarting', restarts: 1 });
});

test('whoever waits during a restart gets the new process', async () => {
  // Asked at the very moment of the restart: its pause is too short to be seen by looking now and then.
  let wait: (child: Promise<RealChild | undefined>) => void = () => undefined;
  const waiting = new Promise<RealChild | undefined>((resolve) => {
    wait = resolve;
  });
  const subject = await supervise(`process.send('ready'); setInterval(() => {}, 1000);`, 5000, ({ state }) => {
    if (state === 'restarting') wait(subject.whenRunning(5000));
  });
  subject.start();
  const first = await subject.whenRunning(5000);
  first?.destroy();
  const second = await waiting;
  expect(second?.processId()).toBeGreaterThan(0);
  expect(second?.processId()).not.toBe(first?.processId());
  expect(second?.processId()).toBe(subject.child?.processId());
});

test('stopping ends a process that refuses, and starts nothing again', async () => {
  const subject = await supervise(
    `process.on('SIGTERM', () => {}); process.send('ready'); setInterval(() => {}, 1000);`,
  );
  subject.start();
  const child = await subject.whenRunning(5000);
  await subject.stop();
  expect(() => process.kill(child?.processId() ?? 0, 0)).toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(subject.child).toBeUndefined();
  expect(states.map((entry) => entry.state)).toEqual(['running']);
}, 10_000);

test('pauses grow from half a second to eight, five times in five minutes', () => {
  const moments: number[] = [];
  const pauses: number[] = [];
  for (let now = 1000; pauses.length < 5; now += 1000) {
    const decision = decideRestart(moments, now);
    if (decision.kind === 'giveUp') break;
    pauses.push(decision.afterMilliseconds);
    moments.push(now);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000]);
  expect(decideRestart(moments, 10_000)).toEqual({ kind: 'giveUp' });
  expect(decideRestart(moments, 10_000 + 300_000)).toEqual({ kind: 'restart', afterMilliseconds: 500 });
});
