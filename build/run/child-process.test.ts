import { once } from 'node:events';
import { expect, test } from 'vitest';
import { interruptChildren, killChild, startChild, stopChild } from './child-process.ts';

const start = (script: string): ReturnType<typeof startChild> =>
  startChild({
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function started(script: string): Promise<ReturnType<typeof startChild>> {
  const child = start(`${script}; console.log('up'); setInterval(() => {}, 1000)`);
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

test.skipIf(process.platform === 'win32')('a child that is asked to stop may finish its work', async () => {
  const child = await started("process.on('SIGTERM', () => setTimeout(() => process.exit(7), 50))");
  expect(await stopChild(child)).toBe(7);
});

test('a child that does not listen is ended after its time', async () => {
  const child = await started("process.on('SIGTERM', () => {})");
  expect(await stopChild(child, 100)).toBeNull();
});

test('a child can be ended at once, and stopping it again is harmless', async () => {
  const child = await started('');
  await killChild(child);
  expect(child.signalCode).toBe('SIGKILL');
  await stopChild(child);
  await killChild(child);
});

test.skipIf(process.platform === 'win32')('Ctrl+C is passed on to children and waits for them', async () => {
  const child = await started("process.on('SIGINT', () => setTimeout(() => process.exit(5), 50))");
  await interruptChildren();
  expect(child.exitCode).toBe(5);
});

test('a program that does not exist says so', async () => {
  const child = startChild({ command: 'onthaal-no-such-program', args: [], env: process.env });
  const [error] = await once(child, 'error');
  expect((error as NodeJS.ErrnoException).code).toBe('ENOENT');
  await stopChild(child);
});
