import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { type KeyringSession, startKeyringSession } from '../support/keyring.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { fillNewSecret } from '../support/screens/lock.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson } from '../support/screens/new-person.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let session: KeyringSession;
let desk: Desk;
let userData: string;

// Each test goes on with what the one before left.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  session = await startKeyringSession('keyring');
});
test.afterAll(async () => {
  await session.close();
  await midoffice.dispose();
});

/** A desk as an installed one is: not the demo, so nothing is kept without a keyring. */
async function start(passwordStore = 'gnome-libsecret'): Promise<void> {
  desk = await startDesk({
    name: 'keyring',
    midofficeUrl: midoffice.url,
    executablePath: session.executablePath,
    environment: { ...session.environment, ONTHAAL_DEMO: '', ONTHAAL_PASSWORD_STORE: passwordStore },
    ...(userData === undefined ? {} : { userData }),
  });
  userData = desk.userData;
}

/** Every file that is sealed, by its name. */
function sealed(): Record<string, string> {
  const files = globSync(path.join(userData, 'users', '*', '{store.key,session.grant,lock.secret}'));
  return Object.fromEntries(files.map((file) => [path.basename(file), readFileSync(file, 'utf8')]));
}

test('without a keyring nothing is kept, and the login screen says why', async () => {
  await start();
  await expect(desk.page.getByRole('alert')).toContainText('De sleutelbos van deze computer is niet bereikbaar.');
  await expect(desk.page.getByRole('button', { name: 'Onthaal opnieuw starten' })).toBeVisible();
  expect(await violationsOf(desk.page, 'login without a keyring')).toEqual([]);
  await expect(loginScreen(desk.page).people).toHaveCount(0);
  const refused = await desk.page.evaluate(() => {
    const { onthaal } = globalThis as unknown as {
      onthaal: { request(channel: string, args: unknown): Promise<unknown> };
    };
    return onthaal.request('session:logIn', { memberId: 'member-els' });
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'KEYRING_UNAVAILABLE' } });
  expect(globSync(path.join(userData, 'users', '*'))).toEqual([]);
  await desk.close();
});

test('the keyring of GNOME seals key, grant and PIN, and they open again after a restart', async () => {
  await session.unlockKeyring();
  await start();
  const { page } = desk;
  await loginScreen(page).filter.fill('Els');
  await loginScreen(page).filter.press('Enter');
  await fillNewSecret(page, '2580');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await frame(page).waitUntilAllSent();
  await savePerson(page, 'Ursula', 'Sleutelmans');
  await frame(page).waitUntilAllSent();
  const before = sealed();
  expect(Object.keys(before).sort()).toEqual(['lock.secret', 'session.grant', 'store.key']);
  for (const content of Object.values(before)) {
    expect(JSON.parse(content)).toMatchObject({ protection: 'keyring', backend: 'gnome_libsecret' });
    // How Chromium marks what a key of the keyring sealed; `v10` would be a key that everybody knows.
    expect(Buffer.from(JSON.parse(content).data, 'base64').subarray(0, 3).toString()).toBe('v11');
  }
  await desk.close();
  await start();
  await loginScreen(desk.page).logIn('Els Peeters');
  await search(desk.page).find('Sleutelmans');
  await expect(
    search(desk.page)
      .group('Personen')
      .getByRole('option', { name: /Sleutelmans/ }),
  ).toBeVisible();
  expect(sealed()['store.key']).toBe(before['store.key']);
  await desk.close();
});

for (const state of ['gone', 'locked'] as const) {
  test(`when the keyring is ${state} nothing opens, nothing is lost and nothing is kept in plain text`, async () => {
    const before = sealed();
    await (state === 'gone' ? session.stopKeyring() : session.startLockedKeyring());
    await start();
    await expect(desk.page.getByRole('alert')).toContainText('De sleutelbos van deze computer is niet bereikbaar.');
    await expect(desk.page.getByRole('alert')).toContainText('Er is niets gewist en niets onbeschermd bewaard.');
    await expect(loginScreen(desk.page).people).toHaveCount(0);
    await desk.close();
    expect(sealed()).toEqual(before);
  });
}

test('another back-end than the recorded one is named, and nothing falls back to it', async () => {
  const before = sealed();
  await start('basic');
  const trouble = desk.page.getByRole('alert');
  await expect(trouble).toContainText('beschermd door de sleutelbos van GNOME, maar nu antwoordt geen sleutelbos');
  await expect(trouble).toContainText('Meld u op de computer aan met dezelfde werkomgeving');
  await desk.close();
  expect(sealed()).toEqual(before);
});

test('when the keyring is back everything opens as it was', async () => {
  await session.unlockKeyring();
  await start();
  await loginScreen(desk.page).logIn('Els Peeters');
  await search(desk.page).find('Sleutelmans');
  await expect(
    search(desk.page)
      .group('Personen')
      .getByRole('option', { name: /Sleutelmans/ }),
  ).toBeVisible();
  await desk.close();
});
