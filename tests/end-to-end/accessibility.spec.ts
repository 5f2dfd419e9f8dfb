import { everyScreen } from '../steps/every-screen.ts';
import { spokenDialogs } from '../steps/spoken-dialogs.ts';
import { CLASHING_DOSSIER, makeWorkThatAsks, withPrinters } from '../steps/work-that-asks.ts';
import { sidewaysScrolls, THEMES, useTheme, violationsOf, zoomTo } from '../support/accessibility.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { chooseSecret, lockedScreen } from '../support/screens/lock.ts';
import { loginScreen } from '../support/screens/login.ts';
import { spokenStops, unnamedOf } from '../support/spoken.ts';
import { runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
  line = await startCuttingProxy(midoffice.url);
  desk = await startDesk({ name: 'accessibility', midofficeUrl: line.url, userData: withPrinters('accessibility') });
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
  await makeWorkThatAsks(desk, line, midoffice.url);
  isLoggedIn = true;
}

/** What somebody with a screen reader meets without a name, and where Tab says something else than is written down. */
async function unheard(screen: string): Promise<readonly string[]> {
  const faults = await unnamedOf(desk.page, screen);
  const expected = spokenDialogs[screen];
  if (expected === undefined) return faults;
  const said = await spokenStops(desk.page);
  if (JSON.stringify(said) === JSON.stringify(expected)) return faults;
  return [...faults, `${screen}: Tab says\n  ${said.join('\n  ')}\ninstead of\n  ${expected.join('\n  ')}`];
}

for (const theme of THEMES) {
  test(`no screen and no dialog has violations in ${theme}${theme === 'light' ? ', nor anything without a name' : ''}`, async () => {
    test.setTimeout(240_000);
    await logInWithWork();
    await useTheme(desk.page, theme);
    const found: string[] = [];
    for (const screen of everyScreen) {
      await screen.open(desk.page);
      if (screen.name === '') continue;
      found.push(...(await violationsOf(desk.page, screen.name)));
      if (theme === 'light') found.push(...(await unheard(screen.name)));
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
  const changes = { dossierId: CLASHING_DOSSIER, changes: { subject: 'Verbouwen: iets anders' } };
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
