import { setTimeout as delay } from 'node:timers/promises';
import type { AcmIdm } from '../../simulators/acm-idm/acm-idm.ts';
import { CookieBrowser, cancelAt, logInAt } from '../../simulators/testing/cookie-browser.ts';
import { useTheme, violationsOf } from '../support/accessibility.ts';
import { startAcmIdmMidoffice } from '../support/acm-idm-midoffice.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import type { TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { chooseSecret } from '../support/screens/lock.ts';
import { loginScreen } from '../support/screens/login.ts';
import { runCommand } from '../support/store-of.ts';
import { openedAddress, replaceSystemBrowser } from '../support/system-browser.ts';
import { test } from '../support/test.ts';

const TOKEN_SECONDS = 5;
const DOSSIER = 'dossier-verbouwen-kerkstraat';
const PIN = '2580';
let acmIdm: AcmIdm;
let midoffice: TestMidoffice;
let desk: Desk;

const button = () => desk.page.getByRole('button', { name: 'Aanmelden met ACM/IDM' });
const waiting = () => desk.page.getByText('Meld u aan in de browser');

/** Presses the button; the address that the desk opened in the system's browser. */
async function begin(count: number): Promise<string> {
  await button().press('Enter');
  await expect(waiting()).toBeVisible();
  return openedAddress(desk, count);
}

async function changeDossier(subject: string): Promise<void> {
  const outcome = await runCommand(desk.page, 'updateDossier', { dossierId: DOSSIER, changes: { subject } });
  expect(outcome.ok).toBe(true);
}

test.beforeAll(async () => {
  ({ acmIdm, midoffice } = await startAcmIdmMidoffice({ ONTHAAL_ACMIDM_TOKEN_SECONDS: String(TOKEN_SECONDS) }));
  desk = await startDesk({ name: 'acm-idm', midofficeUrl: midoffice.url });
  await replaceSystemBrowser(desk);
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
  await acmIdm.stop();
});

test('the login screen offers the browser, and is good for everybody while it waits', async () => {
  await expect(button()).toBeFocused();
  await expect(loginScreen(desk.page).people).toHaveCount(0);
  const address = await begin(1);
  await useTheme(desk.page, 'highContrast');
  expect(await violationsOf(desk.page, 'login in the browser')).toEqual([]);
  await useTheme(desk.page, 'light');
  expect(await violationsOf(desk.page, 'login in the browser')).toEqual([]);
  await desk.page.keyboard.press('Tab');
  await expect(desk.page.getByRole('button', { name: 'Browser opnieuw openen' })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  expect(await openedAddress(desk, 2)).toBe(address);
  await desk.page.getByRole('button', { name: 'Annuleren' }).press('Enter');
  await expect(desk.page.getByText('Het aanmelden is geannuleerd.')).toBeVisible();
  expect(await violationsOf(desk.page, 'login that was cancelled')).toEqual([]);
});

test('who cancels in the browser, or may not come in, hears why at the desk', async () => {
  await cancelAt(new CookieBrowser(), await begin(3));
  await expect(desk.page.getByText('Het aanmelden is geannuleerd.')).toBeVisible();
  const page = await logInAt(new CookieBrowser(), await begin(4), { persona: 'vo-nobody' });
  expect(page.text).toContain('Aanmelden is niet gelukt');
  await expect(desk.page.getByText('ACM/IDM herkent u, maar Onthaal kent u niet als medewerker.')).toBeVisible();
  await logInAt(new CookieBrowser(), await begin(5), { persona: 'vo-fatima' });
  await expect(desk.page.getByText('U hebt in ACM/IDM niet de rol')).toBeVisible();
});

test('who logs in in the browser works at the desk, and goes on when the token is over', async () => {
  const page = await logInAt(new CookieBrowser(), await begin(6), { persona: 'vo-karim' });
  expect(page.text).toContain('U bent aangemeld');
  await frame(desk.page).waitUntilAllSent(180_000);
  // Longer than two tokens count.
  await delay(TOKEN_SECONDS * 2_000 + 1_000);
  await changeDossier('Verbouwen: na de eerste sleutel');
  await frame(desk.page).waitUntilAllSent();
  expect(desk.readLog()).not.toContain('the mid-office no longer knows the session');
});

test('logging out ends the session, and the next person proves anew who they are', async () => {
  await frame(desk.page).logOut();
  await expect(button()).toBeVisible();
  await logInAt(new CookieBrowser(), await begin(7), { persona: 'vo-els' });
  await frame(desk.page).waitUntilAllSent(180_000);
  await expect(desk.page.getByRole('banner')).toContainText('Els Peeters');
});

test('without a line the PIN opens what is here; the session goes on when the line is back', async () => {
  await chooseSecret(desk.page, PIN);
  const { userData } = desk;
  await desk.close();
  await midoffice.stop();
  desk = await startDesk({ name: 'acm-idm-later', midofficeUrl: midoffice.url, userData });
  await replaceSystemBrowser(desk);
  const login = loginScreen(desk.page);
  await expect(login.person('Els Peeters')).toBeVisible();
  await expect(button()).toBeVisible();
  await login.person('Els Peeters').click();
  await desk.page.getByLabel('Pincode of wachtwoord').fill(PIN);
  await desk.page.keyboard.press('Enter');
  await expect(frame(desk.page).navigation).toBeVisible();
  await changeDossier('Verbouwen: zonder lijn');
  await midoffice.start();
  await frame(desk.page).waitUntilAllSent(180_000);
  expect(await openedAddress(desk, 0)).toBe('');
});

test('neither tokens nor codes are in the log', async () => {
  expect(desk.readLog()).not.toMatch(/eyJ[\w-]+\.|code=|challenge=|refreshToken/);
});
