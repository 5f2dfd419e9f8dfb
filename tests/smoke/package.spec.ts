import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { fuseProblems } from '../../build/package/fuses.ts';
import { type UnpackedApplication, unpackedApplication } from '../../build/package/package.ts';
import { startChild, stopChild } from '../../build/run/child-process.ts';
import { type Environment, REPOSITORY, readEnvironment } from '../../build/run/environment.ts';
import { mirrorFolder } from '../../build/run/mirror-folder.ts';
import { electronVariables, freshUserDataFolder, stageApplication } from '../../build/run/stage.ts';
import { makeTestReaders } from '../support/desk-with-reader.ts';
import { runCardCommand } from '../support/read-card-command.ts';

let environment: Environment;
let packed: UnpackedApplication;
let executable: string;
let running: ChildProcess | undefined;
let browser: Browser | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  environment = readEnvironment();
  // A process of its own, as `npm run package` has: the test runner changes how TypeScript is loaded.
  execFileSync(process.execPath, ['build/package/package.ts'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  packed = unpackedApplication(environment.official);
  executable = readablePlace(packed);
});

test.afterEach(async () => {
  await browser?.close();
  browser = undefined;
  if (running !== undefined) await stopChild(running);
  running = undefined;
});

/** As root Onthaal runs as another user, who may not be able to enter the checkout. */
function readablePlace({ folder, executable: original }: UnpackedApplication): string {
  if (environment.runAsUser === null) return original;
  const target = join(environment.cache, 'staged', 'package');
  const umask = process.umask(0o022);
  try {
    mirrorFolder(folder, target);
  } finally {
    process.umask(umask);
  }
  return join(target, 'onthaal');
}

interface Started {
  readonly userData: string;
  readonly output: () => string;
}

/** The packed program with its words, as the user who works with it. */
function asInstalled(...words: readonly string[]): readonly string[] {
  const user = environment.runAsUser;
  const asUser = user === null ? [] : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--'];
  return [...asUser, executable, ...words];
}

function variablesOf(variables: Readonly<Record<string, string>>): Record<string, string> {
  const user = environment.runAsUser;
  const {
    XDG_RUNTIME_DIR: _own,
    DBUS_SESSION_BUS_ADDRESS: _bus,
    ...kept
  } = electronVariables(stageApplication(), {
    ...variables,
    ...(user === null ? {} : { HOME: user.home, USER: user.name, LOGNAME: user.name }),
  });
  return kept;
}

/** Starts the packed application as an installed one starts: sandboxed, without a debugger of Node. */
function start(name: string, variables: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Started {
  const userData = freshUserDataFolder(name);
  const [command = '', ...rest] = asInstalled('--remote-debugging-port=0', ...args);
  const env = variablesOf({
    ONTHAAL_USER_DATA: userData,
    ONTHAAL_DEMO: '1',
    // Nothing listens there: this is the first start of a desk without a line.
    ONTHAAL_MIDOFFICE_URL: 'http://127.0.0.1:9',
    ...variables,
  });
  running = startChild({ command, args: rest, cwd: userData, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  running.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  running.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { userData, output: () => output };
}

async function firstPage({ userData, output }: Started): Promise<Page> {
  const portFile = join(userData, 'DevToolsActivePort');
  await expect.poll(() => existsSync(portFile), { message: 'the window opens', timeout: 30_000 }).toBe(true);
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const find = (): Page | undefined =>
    browser
      ?.contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith('app://'));
  await expect.poll(() => find()?.url(), { message: output() }).toBe('app://onthaal/index.html');
  return find() as Page;
}

test('a package with the tests’ Electron says in its name and in a file that it is not for release', async () => {
  if (environment.official) {
    expect(packed.folder).toMatch(/onthaal-linux-unpacked$/);
  } else {
    expect(packed.folder).toMatch(/onthaal-linux-unpacked-test$/);
    expect(await readFile(join(packed.folder, 'NOT-FOR-RELEASE.txt'), 'utf8')).toContain('DO NOT RELEASE');
  }
});

test('the fuses of the packed binary, read back, are as decided', async () => {
  expect(fuseProblems(await getCurrentFuseWire(packed.executable))).toEqual([]);
});

test('the code is in the archive; only native addons lie beside it', async () => {
  const resources = join(packed.folder, 'resources');
  expect(existsSync(join(resources, 'app.asar'))).toBe(true);
  expect(existsSync(join(resources, 'app'))).toBe(false);
  const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true });
  const files = unpacked.filter((entry) => entry.isFile()).map((entry) => entry.name);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((name) => !name.endsWith('.node'))).toEqual([]);
});

test('it starts and shows the login page, without a line and without any error in its log', async () => {
  const started = start('smoke-package');
  const page = await firstPage(started);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Wie zit er aan dit loket?')).toBeVisible();
  const information = await page.evaluate(() =>
    (
      globalThis as unknown as { onthaal: { request: (channel: string, args: object) => Promise<unknown> } }
    ).onthaal.request('application:information', {}),
  );
  expect(information).toMatchObject({ ok: true, value: { demo: true, electronVersion: environment.electronVersion } });
  const messages = (): readonly string[] => readLog(started.userData).map((line) => line.msg);
  await expect.poll(messages).toContain('store process is running');
  expect(readLog(started.userData).filter((line) => line.level === 'error')).toEqual([]);
});

test('variables and switches that would turn it into Node or a debugger do nothing', async () => {
  const started = start(
    'smoke-fuses',
    { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nonexistent.cjs', ONTHAAL_TEST: '1' },
    ['--inspect=0'],
  );
  const page = await firstPage(started);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(started.output()).not.toContain('Debugger listening');
});

test('its switch to read a card prints what the card says, beside a window that is open', async () => {
  const readers = await makeTestReaders();
  try {
    await firstPage(start('smoke-read-card', readers.environment));
    await readers.place.startService();
    const roots = ['--roots', readers.environment.ONTHAAL_EID_ROOTS ?? ''];
    const place = { cwd: freshUserDataFolder('smoke-read-card-command'), env: variablesOf(readers.environment) };
    const command = asInstalled('--read-card', '--json', '--no-revocation', ...roots);
    const empty = await runCardCommand(command, place);
    expect(empty.exitCode).toBe(1);
    expect(JSON.parse(empty.output)).toMatchObject({ ok: false, error: { code: 'CARD_ABSENT' } });
    await readers.make('lotte');
    await readers.insert('lotte');
    const read = await runCardCommand([...command, '--patience', '30000'], place);
    expect(read.exitCode).toBe(0);
    expect(JSON.parse(read.output)).toMatchObject({ ok: true, identity: { familyName: 'Testaert' } });
    expect(await runCardCommand(asInstalled('--read-card', '--nonsense'), place)).toEqual({ exitCode: 2, output: '' });
  } finally {
    await readers.dispose();
  }
});

function readLog(userData: string): readonly { readonly level: string; readonly msg: string }[] {
  const day = new Date().toISOString().slice(0, 10);
  return readFileSync(join(userData, 'logs', `onthaal-${day}.log`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; msg: string });
}
