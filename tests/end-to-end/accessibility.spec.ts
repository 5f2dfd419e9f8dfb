import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { everyScreen } from '../steps/every-screen.ts';
import { sidewaysScrolls, THEMES, useTheme, violationsOf, zoomTo } from '../support/accessibility.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { chooseSecret, lockedScreen } from '../support/screens/lock.ts';
import { loginScreen } from '../support/screens/login.ts';
import { runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

const DOSSIER = 'dossier-verbouwen-kerkstraat';
let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;

/** Makes the two things that only two desks and a refusal make: a conflict and a refused item. */
/** A desk with printers that were chosen, and that are not there. */
function withPrinters(): string {
  const folder = freshUserDataFolder('accessibility');
  const a4 = { first: { name: 'Balie 1', address: 'ipp://127.0.0.1:9/ipp/print', fingerprint: null } };
  const ticket = { first: { name: 'Tickets', address: '127.0.0.1:9', fingerprint: null, hasDrawer: true } };
  const file = path.join(folder, 'devices.json');
  writeFileSync(file, JSON.stringify({ printers: { a4, ticket } }));
  chmodSync(file, 0o644);
  return folder;
}

async function makeWorkThatAsks(): Promise<void> {
  const other = await startDesk({ name: 'accessibility-other', midofficeUrl: midoffice.url });
  await loginScreen(other.page).logIn('Karim El Amrani');
  await frame(other.page).waitUntilAllSent();
  line.cut();
  await expect(frame(desk.page).syncPill).toHaveText(PILL.lineGone);
  for (const { page } of [desk, other]) {
    const changes = { subject: page === desk.page ? 'Verbouwen: dakkapel' : 'Verbouwen: uitbouw' };
    expect((await runCommand(page, 'updateDossier', { dossierId: DOSSIER, changes })).ok).toBe(true);
  }
  await frame(other.page).waitUntilAllSent();
  await other.close();
  const closing = { dossierId: 'dossier-mantelzorg-onvolledig', status: 'complete' } as const;
  await runCommand(desk.page, 'changeStatus', closing);
  const refused = { dossierId: 'dossier-mantelzorg-onvolledig', status: 'readyForDecision' } as const;
  await runCommand(desk.page, 'changeStatus', refused);
  line.repair();
  await expect(frame(desk.page).syncPill).toHaveText(/geweigerd$/, { timeout: 60_000 });
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
  line = await startCuttingProxy(midoffice.url);
  desk = await startDesk({ name: 'accessibility', midofficeUrl: line.url, userData: withPrinters() });
});
test.afterAll(async () => {
  await desk.close();
  await line.close();
  await midoffice.dispose();
});

for (const theme of THEMES) {
  test(`the login has no violations in ${theme}`, async () => {
    await expect(loginScreen(desk.page).people).toBeVisible();
    await useTheme(desk.page, theme);
    expect(await violationsOf(desk.page, 'login')).toEqual([]);
  });
}

let isLoggedIn = false;

/** Els is logged in, with a conflict and a refused item; once per desk. */
async function logInWithWork(): Promise<void> {
  if (isLoggedIn) return;
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await makeWorkThatAsks();
  isLoggedIn = true;
}

for (const theme of THEMES) {
  test(`no screen and no dialog has violations in ${theme}`, async () => {
    test.setTimeout(240_000);
    await logInWithWork();
    await useTheme(desk.page, theme);
    const found: string[] = [];
    for (const screen of everyScreen) {
      await screen.open(desk.page);
      if (screen.name !== '') found.push(...(await violationsOf(desk.page, screen.name)));
    }
    expect(found).toEqual([]);
  });
}

test('at 200 % nothing is reached only by scrolling sideways', async () => {
  test.setTimeout(240_000);
  await logInWithWork();
  await desk.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
  await zoomTo(desk, 2);
  const found: string[] = [];
  for (const screen of everyScreen) {
    await screen.open(desk.page);
    if (screen.name !== '') found.push(...(await sidewaysScrolls(desk.page, screen.name)));
  }
  await zoomTo(desk, 1);
  expect(found).toEqual([]);
});

const PIN = '2580';

/** What axe finds, and what does not fit. */
async function faultsOf(screen: string): Promise<readonly string[]> {
  return [...(await violationsOf(desk.page, screen)), ...(await sidewaysScrolls(desk.page, screen))];
}

for (const theme of THEMES) {
  test(`the locked screen has no violations in ${theme} and fits at 200 %`, async () => {
    await logInWithWork();
    const { page } = desk;
    await useTheme(page, theme);
    await chooseSecret(page, PIN);
    await page.keyboard.press('Control+l');
    await expect(lockedScreen(page).secret).toBeFocused();
    const found = [...(await faultsOf('locked'))];
    await lockedScreen(page).unlock('1379');
    await expect(page.getByRole('alert')).toContainText('Dit is niet juist');
    await zoomTo(desk, 2);
    found.push(...(await faultsOf('locked, wrong PIN, 200 %')));
    await zoomTo(desk, 1);
    await lockedScreen(page).unlock(PIN);
    await expect(lockedScreen(page).title).toBeHidden();
    expect(found).toEqual([]);
  });
}

test('the login with unsent work and without a line has no violations and fits at 200 %', async () => {
  await logInWithWork();
  const { page } = desk;
  await chooseSecret(page, PIN);
  line.cut();
  const changes = { dossierId: DOSSIER, changes: { subject: 'Verbouwen: iets anders' } };
  expect((await runCommand(page, 'updateDossier', changes)).ok).toBe(true);
  await frame(page).logOut();
  isLoggedIn = false;
  await expect(page.getByText(/op versturen sinds/)).toBeVisible();
  const found = [...(await faultsOf('login, unsent work'))];
  await zoomTo(desk, 2);
  found.push(...(await faultsOf('login, unsent work, 200 %')));
  await zoomTo(desk, 1);
  await loginScreen(page).filter.fill('Els');
  await loginScreen(page).filter.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Els Peeters' })).toBeVisible();
  found.push(...(await faultsOf('login, PIN without a line')));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(found).toEqual([]);
});
