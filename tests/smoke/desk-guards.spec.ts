import { spawnSync } from 'node:child_process';
import { chmod, chown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { electronVariables, freshUserDataFolder, stageApplication } from '../../build/run/stage.ts';
import type { TestHook } from '../../main/lifecycle/test-hook.ts';
import { type Desk, startDesk } from '../support/desk.ts';

// The real desk, its store included, with hostile behaviour inside its own page; nothing listens at the mid-office's address.
const NOBODY = 'http://127.0.0.1:9';

interface PageWindow {
  readonly onthaal: {
    request(channel: string, args: unknown): Promise<{ ok: boolean; error?: { code: string } }>;
  };
  hacked?: number;
}

test.describe.configure({ mode: 'serial' });

let desk: Desk;
test.beforeAll(async () => {
  desk = await startDesk({ name: 'smoke-guards', midofficeUrl: NOBODY });
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
});
test.afterAll(() => desk.close().catch(() => undefined));

test('pages have no Node and one frozen object with three functions', async () => {
  const seen = await desk.page.evaluate(() => {
    const page = globalThis as unknown as Record<string, object>;
    const bridge = page.onthaal as object;
    return [typeof page.require, typeof page.process, Object.keys(bridge).sort(), Object.isFrozen(bridge)];
  });
  expect(seen).toEqual(['undefined', 'undefined', ['addDropped', 'on', 'request'], true]);
});

test('the renderer runs in the sandbox, with isolation', async () => {
  const preferences = await desk.application.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('no network, no inline script, no frame, no permission', async () => {
  const outcomes = await desk.page.evaluate(async () => {
    const page = globalThis as unknown as PageWindow;
    const script = document.createElement('script');
    script.textContent = 'window.hacked = 1';
    document.head.append(script);
    const fetched = await fetch('https://example.org/').then(
      () => 'answered',
      () => 'refused',
    );
    const picture = await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
      image.src = 'http://127.0.0.1:9/x.png';
    });
    const socket = await new Promise((resolve) => {
      try {
        const connection = new WebSocket('wss://example.org/');
        connection.onopen = () => resolve('open');
        connection.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    });
    const location = await navigator.permissions.query({ name: 'geolocation' });
    return [page.hacked, fetched, picture, socket, location.state, await Notification.requestPermission()];
  });
  expect(outcomes).toEqual([undefined, 'refused', 'refused', 'refused', 'denied', 'denied']);
});

test('hostile links lead nowhere, and only listed kinds open outside', async () => {
  await desk.application.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url: string) => {
      opened.push(url);
    };
  });
  const home = desk.page.url();
  for (const url of [
    'https://example.org/?next=app://onthaal/index.html',
    'app://onthaal.evil/index.html',
    'app://onthaal/index.html?next=https://example.org',
    'file:///etc/passwd',
    'javascript:document.title="hacked"',
    'data:text/html,hacked',
  ]) {
    await desk.page.evaluate((target) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
      window.open(target);
      link.remove();
    }, url);
  }
  await desk.page.evaluate(() => window.open('mailto:info@lindervelde.example?attach=/etc/passwd&subject=Vraag'));
  const opened = (): Promise<unknown> =>
    desk.application.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect
    .poll(opened)
    .toEqual(['https://example.org/?next=app://onthaal/index.html', 'mailto:info@lindervelde.example?subject=Vraag']);
  expect(desk.page.url().split('#')[0]).toBe(home.split('#')[0]);
  expect(desk.application.windows()).toHaveLength(1);
  const title = await desk.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toBe('Onthaal');
});

test('files outside the application are not served', async () => {
  const statuses = await desk.page.evaluate(async () => {
    const load = (path: string): Promise<string> =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
        image.src = path;
      });
    return Promise.all(['/..%2ficon.png', '/%2e%2e/icon.png', '/..%5cicon.png', 'app://other/icon.png'].map(load));
  });
  expect(statuses).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('requests are checked at the border and always answered', async () => {
  const codes = await desk.page.evaluate(async () => {
    const { onthaal } = globalThis as unknown as PageWindow;
    const answers = await Promise.all([
      onthaal.request('shell:openPath', {}),
      onthaal.request('session:logIn', { memberId: 5 }),
      onthaal.request('application:openExternal', { url: 'file:///etc/passwd' }),
      onthaal.request('session:people', {}),
    ]);
    return answers.map((answer) => answer.error?.code);
  });
  expect(codes).toEqual(['CHANNEL_UNKNOWN', 'ARGUMENT_INVALID', 'ARGUMENT_INVALID', 'MIDOFFICE_UNREACHABLE']);
});

test('a second start comes to the first window and ends with a plain line', async () => {
  const staged = stageApplication();
  const second = spawnSync(staged.executablePath, [staged.appPath], {
    env: electronVariables(staged, { ONTHAAL_USER_DATA: desk.userData, ONTHAAL_DEMO: '1' }),
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(second.status).toBe(0);
  expect(second.stdout).toContain('Onthaal is al geopend (ALREADY_RUNNING)');
  expect(desk.application.windows()).toHaveLength(1);
});

/** Calls one function of the application's hook for tests (ONTHAAL_TEST=1). */
function hook(name: keyof TestHook): Promise<unknown> {
  return desk.application.evaluate(
    (_electron, wanted) => (globalThis as unknown as { onthaalTest: TestHook }).onthaalTest[wanted](),
    name,
  );
}

/** Asks the page through main: Playwright's own page ends with the process that showed it. */
async function inside(code: string): Promise<unknown> {
  const asked = desk.application.evaluate(
    ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text),
    code,
  );
  // A page whose process has just ended never answers.
  const late = new Promise((resolve) => setTimeout(resolve, 1000));
  return Promise.race([asked.catch(() => undefined), late]);
}

test('a killed store process comes back, and the window stays', async () => {
  await expect.poll(() => hook('storeState')).toBe('running');
  const before = await hook('storeProcessId');
  await hook('killStore');
  const after = (): Promise<unknown> => Promise.all([hook('storeState'), hook('storeProcessId')]);
  await expect.poll(after).not.toEqual(['running', before]);
  await expect.poll(after).toEqual(['running', expect.any(Number)]);
  expect(await inside('location.pathname + document.querySelectorAll("h1").length')).toBe('/index.html1');
});

test('a crashed renderer is loaded again once, then the recovery page explains and leads back', async () => {
  const login = 'location.pathname + document.querySelectorAll("h1").length';
  await hook('crashRenderer');
  await expect.poll(() => inside(login)).toBe('/index.html1');
  await hook('crashRenderer');
  await expect.poll(() => inside('document.querySelector("h1")?.textContent')).toBe('Het venster is gestopt');
  await inside('document.getElementById("retry").click()');
  await expect.poll(() => inside(login)).toBe('/index.html1');
});

test('what the desk keeps is readable for this user only, and its log shows what was refused', async () => {
  const names = await readdir(desk.userData);
  expect(names).toEqual(expect.arrayContaining(['device.json', 'logs']));
  for (const name of ['device.json', 'logs']) {
    expect((await stat(join(desk.userData, name))).mode & 0o077).toBe(0);
  }
  const [log = ''] = await readdir(join(desk.userData, 'logs'));
  expect(await readFile(join(desk.userData, 'logs', log), 'utf8')).toContain('"area":"security"');
});

test('a bug in main itself ends the application with an error code, after writing it down', async () => {
  const child = desk.application.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await desk.application.evaluate(() => {
    setTimeout(() => {
      throw new Error('a bug for the test');
    }, 50);
  });
  expect(await ended).toBe(1);
  const [log = ''] = await readdir(join(desk.userData, 'logs'));
  expect(await readFile(join(desk.userData, 'logs', log), 'utf8')).toContain('"msg":"an exception was not caught"');
});

test('a folder that may not be written is said in a plain sentence, not as "already open"', async () => {
  const staged = stageApplication();
  const userData = freshUserDataFolder('smoke-locked');
  await chmod(userData, 0o555);
  // As root the application runs as another user: the folder becomes root's.
  if (process.getuid?.() === 0) await chown(userData, 0, 0);
  const ended = spawnSync(staged.executablePath, [staged.appPath], {
    env: electronVariables(staged, { ONTHAAL_USER_DATA: userData }),
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain('DISK_READ_ONLY');
  expect(ended.stdout).not.toContain('ALREADY_RUNNING');
});
