import { readFileSync } from 'node:fs';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { processTree } from '../support/processes.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson } from '../support/screens/new-person.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';
import { insidePage } from '../support/test-hook.ts';
import { userDatabase } from '../support/user-database.ts';

// What needs somebody logged in, with personal data on the screen; tests/smoke/desk-guards.spec.ts has the empty desk.
const NATIONAL_NUMBER = '88631290257';
const NAME = 'Marie-Hélène Van den Broeck';

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
  desk = await startDesk({ name: 'security', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await search(desk.page).find(NATIONAL_NUMBER);
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(NAME);
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

test('every permission is denied, but for the camera, and the microphone only while somebody tests it', async () => {
  const outcomes = await desk.page.evaluate(async () => {
    const refusal = (asked: Promise<unknown> | undefined): Promise<string> =>
      (asked ?? Promise.reject(new Error('absent'))).then(
        () => 'given',
        () => 'refused',
      );
    const { mediaDevices, clipboard, geolocation } = navigator;
    const devices = navigator as unknown as Record<string, { requestDevice?(o: object): Promise<unknown> } | undefined>;
    return {
      cameraWithMicrophone: await refusal(mediaDevices.getUserMedia({ video: true, audio: true })),
      microphone: await refusal(mediaDevices.getUserMedia({ audio: true })),
      screen: await refusal(mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await refusal(clipboard.readText()),
      place: await refusal(new Promise((resolve, reject) => geolocation.getCurrentPosition(resolve, reject))),
      midi: await refusal(navigator.requestMIDIAccess({ sysex: true })),
      usb: await refusal(devices.usb?.requestDevice?.({ filters: [] })),
      hid: await refusal(
        devices.hid?.requestDevice?.({ filters: [] }).then((found) => {
          if ((found as unknown[]).length === 0) throw new Error('none');
        }),
      ),
      notification: await Notification.requestPermission(),
    };
  });
  const { notification, ...others } = outcomes;
  expect(notification).toBe('denied');
  expect(new Set(Object.values(others))).toEqual(new Set(['refused']));
});

test('there is no Node in the page, nor in a worker of it', async () => {
  const seen = await desk.page.evaluate(() => {
    const page = globalThis as unknown as Record<string, unknown>;
    return ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => page[name] !== undefined,
    );
  });
  expect(seen).toEqual([]);
  const own = await desk.page.evaluate(() => Object.keys(window).filter((name) => name.startsWith('onthaal')));
  expect(own).toEqual(['onthaal']);
});

if (process.platform === 'linux') {
  test('the sandbox is on: no switch turns it off, and the kernel holds the page', async () => {
    const processes = processTree(desk.processId);
    const commandLines = processes.flatMap(({ commandLine }) => commandLine);
    expect(commandLines).not.toContain('--no-sandbox');
    expect(
      commandLines.filter((part) => /^--(disable-[a-z-]*sandbox|no-zygote|disable-web-security)$/.test(part)),
    ).toEqual([]);
    const renderers = processes.filter(({ commandLine }) => commandLine.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    const main = processes[0];
    for (const renderer of renderers) {
      expect(renderer.seccomp).toBe(2);
      expect(renderer.processNamespace).not.toBe(main?.processNamespace);
    }
  });
}

test('the policy forbids everything that is not needed, on every answer', async () => {
  const answers = await desk.application.evaluate(async ({ net }) => {
    const load = async (url: string) => {
      const answer = await net.fetch(url);
      return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '' };
    };
    return [await load('app://onthaal/index.html'), await load('app://onthaal/absent.js')];
  });
  expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  for (const { policy } of answers) {
    const rules = policy.split('; ');
    expect(rules).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('http');
  }
});

test('no path leads out of the application', async () => {
  const answers = await desk.application.evaluate(async ({ net }) => {
    const paths = [
      'app://onthaal/../package.json',
      'app://onthaal/..%2fpackage.json',
      'app://onthaal/%2e%2e/%2e%2e/package.json',
      'app://onthaal/..%5c..%5cpackage.json',
      'app://onthaal/....//package.json',
      'app://onthaal/%00/index.html',
      'app://onthaal//etc/passwd',
      'app://onthaal/%2fetc%2fpasswd',
      'app://onthaal/main/index.cjs',
      'app://other/index.html',
    ];
    return Promise.all(
      paths.map(async (path) => {
        const answer = await net.fetch(path).catch(() => undefined);
        return [path, answer?.status ?? 0, (await answer?.text().catch(() => '')) ?? ''] as const;
      }),
    );
  });
  for (const [path, status, body] of answers) {
    expect([0, 400, 403, 404], path).toContain(status);
    expect(body, path).not.toContain('root:');
    expect(body, path).not.toContain('"main"');
  }
});

test('a port of a stranger, or a second one with a used nonce, is not taken for the store', async () => {
  const heard = await desk.page.evaluate(async () => {
    const messages: unknown[] = [];
    const { onthaal } = globalThis as unknown as {
      onthaal: { request(channel: string, args: unknown): Promise<unknown> };
    };
    const nonce = crypto.randomUUID();
    for (const forged of [nonce, 'x'.repeat(36), '', null]) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => messages.push(data);
      window.postMessage({ source: 'onthaal', kind: 'storePort', nonce: forged }, '*', [port2]);
    }
    await onthaal.request('store:connect', { nonce });
    return messages;
  });
  await search(desk.page).find('Jozef Verstraete');
  await expect(search(desk.page).group('Personen').getByRole('option', { name: 'Jozef Verstraete' })).toBeVisible();
  expect(heard).toEqual([]);
});

test('no name and no number of a person in titles, addresses or anything that Chromium keeps', async () => {
  await search(desk.page).find(NATIONAL_NUMBER);
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(NAME);
  const seen = await desk.application.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      title: window?.getTitle(),
      addresses: window?.webContents.navigationHistory.getAllEntries().map((entry) => `${entry.url} ${entry.title}`),
    };
  });
  const kept = await desk.page.evaluate(() => ({
    documentTitle: document.title,
    address: location.href,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    history: JSON.stringify(history.state),
  }));
  const everything = JSON.stringify([seen, kept]);
  for (const secret of ['Marie', 'Broeck', NATIONAL_NUMBER, 'Kerkstraat']) expect(everything).not.toContain(secret);
  expect(seen.title).toBe('Onthaal');
});

test('what was typed and shown is in no log, and in no file that can be read without the key', async () => {
  await savePerson(desk.page, 'Ursula', 'Geheimschrift');
  await search(desk.page).find('90010100158');
  await search(desk.page).find(NAME);
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(NAME);
  await frame(desk.page).waitUntilAllSent();
  const log = desk.readLog();
  expect(log).toContain('"msg":"logged in"');
  const file = readFileSync(userDatabase(desk.userData).file);
  for (const secret of ['Ursula', 'Geheimschrift', 'Broeck', 'Kerkstraat', '90010100158', NATIONAL_NUMBER]) {
    expect(log, secret).not.toContain(secret);
    expect(file.includes(secret), secret).toBe(false);
  }
  expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
});

test('hostile navigation of the page itself leads nowhere, and work goes on', async () => {
  const before = desk.page.url();
  await desk.application.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url: string) => {
      opened.push(url);
    };
  });
  for (const attempt of [
    'location.href = "http://127.0.0.1:9/"',
    'location.replace("file:///etc/passwd")',
    'location.assign("data:text/html,hacked")',
    'window.open("http://127.0.0.1:9/")',
    'window.open("about:blank")',
    'window.open("app://onthaal/index.html", "_blank", "nodeIntegration=yes")',
    '{ const form = document.createElement("form"); form.action = "http://127.0.0.1:9/"; document.body.append(form); form.submit(); form.remove(); }',
    '{ const frame = document.createElement("iframe"); frame.src = "http://127.0.0.1:9/"; document.body.append(frame); frame.remove(); }',
  ]) {
    await desk.page.evaluate(attempt).catch(() => undefined);
  }
  // Playwright goes on waiting for navigations that were refused, so main asks the page itself.
  await expect.poll(() => insidePage(desk, 'document.querySelector("h1")?.textContent')).toBe(NAME);
  expect(await insidePage(desk, 'location.href')).toBe(before);
  expect(desk.application.windows()).toHaveLength(1);
  const opened = await desk.application.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(opened.filter((url) => !url.startsWith('https:'))).toEqual([]);
});
