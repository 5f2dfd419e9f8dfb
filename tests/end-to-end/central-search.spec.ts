import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300, () => Promise.resolve({ ONTHAAL_SCOPE: 'work' }));
});
test.afterEach(() => desk.close());
test.afterAll(() => midoffice.dispose());

test('what this desk does not have is found in the mid-office, said, and opened with the keyboard alone', async () => {
  desk = await startDesk({ name: 'central-search', midofficeUrl: midoffice.url });
  const { page } = desk;
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  const { box, results } = search(page);
  const beyond = page.getByRole('region', { name: 'Ook gevonden in het midoffice' });
  await page.keyboard.press('F3');
  await expect(box).toBeFocused();

  await page.keyboard.type('zzzonbestaand');
  await expect(beyond.getByRole('status')).toHaveText('Het midoffice heeft niets anders gevonden');
  await expect(page.getByRole('main')).toContainText('Niets gevonden voor “zzzonbestaand”');

  await box.press('ControlOrMeta+a');
  await page.keyboard.type('lindervelde');
  const group = results.getByRole('group', { name: /^Ook gevonden in het midoffice/ });
  await expect(group.getByRole('option').first()).toBeVisible();
  await expect(beyond.getByRole('status')).toContainText('treffers in het midoffice');
  expect(await violationsOf(page, 'central search')).toEqual([]);

  // The last hit of the list is one of the mid-office; it is not on this desk before it is opened.
  await page.keyboard.press('PageDown');
  const last = group.getByRole('option').last();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  const title = (await last.locator('.search-hit-title').textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title, { timeout: 30_000 });

  await midoffice.stop();
  await page.keyboard.press('F3');
  await page.keyboard.type('lindervelde');
  await expect(beyond.getByRole('status')).toHaveText('Geen verbinding: er is alleen op deze computer gezocht');
  await midoffice.start();
  await beyond.getByRole('button', { name: 'Zoek opnieuw in het midoffice' }).click();
  await expect(group.getByRole('option').first()).toBeVisible();
});
