import type { Page } from '@playwright/test';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { chooseSecret, lockedScreen } from '../support/screens/lock.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';
import { killStore } from '../support/test-hook.ts';

const NATIONAL_NUMBER = '88631290257';
const NAME = 'Marie-Hélène Van den Broeck';
const PIN = '2580';
let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  desk = await startDesk({ name: 'lock', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

async function openPerson(page: Page): Promise<void> {
  await search(page).find(NATIONAL_NUMBER);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(NAME);
}

/** Everything that the page holds or says, for a reader, a screen reader and a task bar. */
async function everythingOn(page: Page): Promise<string> {
  const [html, spoken, title] = await Promise.all([
    page.content(),
    page.locator('body').ariaSnapshot(),
    page.evaluate(() => `${document.title} ${document.body.textContent}`),
  ]);
  return `${html}\n${spoken}\n${title}`;
}

/** Asks main through the preload, as a page that was tampered with could. */
function ask(page: Page, channel: string, args: object = {}): Promise<{ ok: boolean; error?: { code: string } }> {
  return page.evaluate(
    ([name, given]) => {
      const { onthaal } = globalThis as unknown as {
        onthaal: { request(channel: string, args: unknown): Promise<{ ok: boolean }> };
      };
      return onthaal.request(name as string, given);
    },
    [channel, args] as const,
  );
}

test('without a PIN one key covers everything, and any key shows it again with what was typed', async () => {
  const { page } = desk;
  await openPerson(page);
  await page.keyboard.press('Shift+F7');
  await expect(frame(page).heading).toHaveText('Nieuw contactmoment');
  const text = page.getByRole('main').getByRole('textbox').first();
  await text.fill('De dakgoot lekt bij');
  await page.keyboard.press('Control+l');
  await expect(lockedScreen(page).title).toHaveText('Het scherm is afgeschermd.');
  const shown = await everythingOn(page);
  for (const secret of ['Broeck', 'dakgoot', NATIONAL_NUMBER, 'contactmoment']) expect(shown).not.toContain(secret);
  expect(shown).toContain('Els Peeters');
  await page.keyboard.press('x');
  await expect(lockedScreen(page).title).toBeHidden();
  await expect(text).toHaveValue('De dakgoot lekt bij');
  await expect(text).toBeFocused();
});

test('an open dialog with half a sentence in it is covered too, and comes back as it was', async () => {
  const { page } = desk;
  await search(page).find('2026-LV-00001');
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('Alt+a');
  const dialog = page.getByRole('dialog', { name: 'Nieuwe taak' });
  const field = dialog.getByRole('textbox').first();
  await field.fill('Bel mevrouw terug over');
  await page.keyboard.press('Control+l');
  await expect(lockedScreen(page).title).toBeVisible();
  expect(await everythingOn(page)).not.toMatch(/Bel mevrouw|Nieuwe taak|verbouwen/i);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.mouse.click(400, 300);
  await expect(field).toHaveValue('Bel mevrouw terug over');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('with a PIN only the PIN opens; main refuses everything else meanwhile, and so does the store', async () => {
  const { page } = desk;
  await chooseSecret(page, PIN);
  await openPerson(page);
  await page.keyboard.press('Control+l');
  await expect(lockedScreen(page).secret).toBeFocused();
  for (const channel of ['session:people', 'session:loginNotes', 'store:restart', 'application:openLogFolder'])
    expect(await ask(page, channel)).toMatchObject({ ok: false, error: { code: 'DESK_LOCKED' } });
  expect(await ask(page, 'store:connect', { nonce: '0123456789abcdef' })).toMatchObject({ ok: false });
  expect(await ask(page, 'session:unlock')).toMatchObject({ ok: false, error: { code: 'PIN_NEEDED' } });
  await lockedScreen(page).unlock('1379');
  await expect(page.getByRole('alert')).toContainText('Nog 9 pogingen');
  // A crash of the store must not open a way to it.
  await killStore(desk);
  await expect(page.getByRole('alert')).toContainText('Nog 9 pogingen');
  await lockedScreen(page).unlock(PIN);
  await expect(frame(page).heading).toHaveText(NAME);
  await frame(page).waitUntilAllSent();
});

test('the screen locks by itself when nobody is there, and a live read says nothing until it is opened', async () => {
  const { page } = desk;
  await desk.application.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 301;
  });
  await expect(lockedScreen(page).title).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Er was een tijdje niemand aan het loket.')).toBeVisible();
  await desk.application.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  expect(await everythingOn(page)).not.toContain('Broeck');
  await lockedScreen(page).unlock(PIN);
  await expect(frame(page).heading).toHaveText(NAME);
});

test('a page that starts anew while the screen is locked stays locked', async () => {
  const { page } = desk;
  await desk.application.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(lockedScreen(page).title).toBeVisible();
  await page.reload();
  await expect(lockedScreen(page).secret).toBeVisible();
  expect(await everythingOn(page)).not.toContain('Hoofdnavigatie');
  await lockedScreen(page).unlock(PIN);
  await expect(frame(page).heading).toHaveText('Vandaag');
  await frame(page).waitUntilAllSent();
});

test('wrong attempts cost time, which a restart does not shorten', async () => {
  await desk.page.keyboard.press('Control+l');
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await lockedScreen(desk.page).unlock('1379');
    if (attempt < 5) await expect(desk.page.getByRole('alert')).toContainText(`Nog ${10 - attempt} poging`);
  }
  await expect(desk.page.getByText(/^U kunt opnieuw proberen over \d+ seconden\.$/)).toBeVisible();
  await expect(desk.page.getByRole('button', { name: 'Ontgrendelen' })).toBeDisabled();
  const { userData } = desk;
  await desk.kill();
  desk = await startDesk({ name: 'lock', midofficeUrl: midoffice.url, userData });
  await loginScreen(desk.page).logIn('Els Peeters');
  await desk.page.keyboard.press('Control+l');
  await expect(desk.page.getByText(/^U kunt opnieuw proberen over \d+ seconden?\.$/)).toBeVisible();
  expect(await ask(desk.page, 'session:unlock', { secret: PIN })).toMatchObject({
    ok: false,
    error: { code: 'PIN_WAIT' },
  });
  await expect(desk.page.getByRole('button', { name: 'Ontgrendelen' })).toBeEnabled({ timeout: 40_000 });
  await lockedScreen(desk.page).unlock(PIN);
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
});

test('without a line the PIN is asked at the login', async () => {
  await frame(desk.page).waitUntilAllSent();
  await midoffice.stop();
  await frame(desk.page).logOut();
  const { people, filter } = loginScreen(desk.page);
  await expect(people.getByRole('group', { name: 'Werkte hier al' }).getByRole('option')).toHaveText([/Els Peeters/]);
  await filter.fill('Karim');
  await expect(people.getByRole('group', { name: 'Eerst verbinding nodig' }).getByRole('option')).toHaveCount(1);
  await filter.press('Enter');
  await expect(desk.page.getByRole('alert')).toContainText('Karim El Amrani werkte nog niet op deze computer');
  await filter.fill('Els');
  await filter.press('Enter');
  const dialog = desk.page.getByRole('dialog', { name: 'Els Peeters' });
  await dialog.getByLabel('Pincode of wachtwoord').fill('1379');
  await dialog.getByRole('button', { name: 'Aanmelden' }).press('Enter');
  await expect(dialog.getByText(/^Dit is niet juist/)).toBeVisible();
  await dialog.getByLabel('Pincode of wachtwoord').fill(PIN);
  await dialog.getByRole('button', { name: 'Aanmelden' }).press('Enter');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  await midoffice.start();
});
