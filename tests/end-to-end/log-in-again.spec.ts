import type { AcmIdm } from '../../simulators/acm-idm/acm-idm.ts';
import { CookieBrowser, logInAt } from '../../simulators/testing/cookie-browser.ts';
import { useTheme, violationsOf } from '../support/accessibility.ts';
import { startAcmIdmMidoffice } from '../support/acm-idm-midoffice.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import type { TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { search } from '../support/screens/search.ts';
import { openedAddress, replaceSystemBrowser } from '../support/system-browser.ts';
import { test } from '../support/test.ts';

const browser = new CookieBrowser();
let acmIdm: AcmIdm;
let midoffice: TestMidoffice;
let desk: Desk;

const notice = () => desk.page.getByRole('region', { name: 'Aanmelding' });
const again = () => notice().getByRole('button', { name: /^Opnieuw aanmelden/ });
const task = () => dialog(desk.page, 'Nieuwe taak');
const title = () => task().getByRole('textbox').first();
const ended = 'Uw aanmelding is verlopen.';

/** Logs out at the identity provider, which tells the mid-office, which ends what came of it. */
async function endAtProvider(): Promise<void> {
  const page = await browser.open(`${acmIdm.issuer}/v1/logout`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await browser.submit(page, action, { xsrf, logout: 'yes' });
}

test.beforeAll(async () => {
  ({ acmIdm, midoffice } = await startAcmIdmMidoffice());
  desk = await startDesk({ name: 'log-in-again', midofficeUrl: midoffice.url });
  await replaceSystemBrowser(desk);
  await desk.page.getByRole('button', { name: 'Aanmelden met ACM/IDM' }).press('Enter');
  await logInAt(browser, await openedAddress(desk, 1), { persona: 'vo-karim' });
  await frame(desk.page).waitUntilAllSent(180_000);
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
  await acmIdm.stop();
});

test('a session that ends leaves the dialog and the half sentence, and says how to go on', async () => {
  await search(desk.page).find('2026-LV-00001');
  await desk.page.keyboard.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
  await desk.page.keyboard.press('Alt+a');
  await title().fill('Bellen over de dakk');
  await endAtProvider();
  await expect(notice()).toContainText(ended, { timeout: 60_000 });
  await expect(title()).toHaveValue('Bellen over de dakk');
  await expect(title()).toBeFocused();
  await useTheme(desk.page, 'highContrast');
  expect(await violationsOf(desk.page, 'session that ended, over a dialog')).toEqual([]);
  await useTheme(desk.page, 'light');
  expect(await violationsOf(desk.page, 'session that ended, over a dialog')).toEqual([]);
});

test('another person who logs in in the browser cannot take over', async () => {
  await desk.page.keyboard.press('Alt+m');
  await expect(notice()).toContainText('Meld u aan in de browser');
  await expect(notice()).toContainText('als Karim El Amrani');
  expect(await violationsOf(desk.page, 'logging in again, while the browser is open')).toEqual([]);
  await logInAt(new CookieBrowser(), await openedAddress(desk, 2), { persona: 'vo-els' });
  await expect(notice()).toContainText('Iemand anders dan Karim El Amrani meldde zich aan');
  expect(await violationsOf(desk.page, 'somebody else logged in')).toEqual([]);
  await expect(desk.page.locator('.sync-pill')).toHaveText(PILL.blocked);
  await expect(title()).toHaveValue('Bellen over de dakk');
});

test('who cancels goes on working, and the same person goes on where the sentence stopped', async () => {
  await again().click();
  await notice().getByRole('button', { name: 'Annuleren' }).click();
  await expect(notice()).toContainText('Het aanmelden is geannuleerd.');
  await again().click();
  await logInAt(browser, await openedAddress(desk, 4), { persona: 'vo-karim' });
  await expect(notice()).toBeHidden();
  await expect(title()).toBeFocused();
  await desk.page.keyboard.press('End');
  await desk.page.keyboard.type('apel');
  await expect(title()).toHaveValue('Bellen over de dakkapel');
  await desk.page.keyboard.press('F9');
  await expect(task()).toBeHidden();
  await expect(part(desk.page, 'Taken')).toContainText('Bellen over de dakkapel');
  await frame(desk.page).waitUntilAllSent();
  await expect(desk.page.getByRole('banner')).toContainText('Karim El Amrani');
});
