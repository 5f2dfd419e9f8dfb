import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson } from '../support/screens/new-person.ts';
import { readStore, runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(200);
});
test.afterEach(async () => {
  await desk.close();
  await midoffice.clearFaults();
});
test.afterAll(() => midoffice.dispose());

async function loggedInDesk(name: string): Promise<Desk> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  return desk;
}

test('a dossier says when the centre accepted what was written in it, and that it has not yet', async () => {
  const { page } = await loggedInDesk('centre-accepted');
  const list = await readStore(page, 'workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 });
  const number = list.ok ? (list.value.rows[0]?.number ?? '') : '';
  const dossierId = list.ok ? (list.value.rows[0]?.id ?? '') : '';
  await page.getByRole('combobox', { name: /Zoek/ }).first().fill(number);
  await page.getByRole('option', { name: new RegExp(number) }).click();
  const { main } = frame(page);
  await expect(main.getByText(number).first()).toBeVisible();
  await expect(main.getByText(/centraal aanvaard/i)).toHaveCount(0);
  await midoffice.stop();
  await runCommand(page, 'addNote', { collection: 'dossiers', documentId: dossierId, text: 'Gebeld' });
  await expect(main.getByText('Nog niet centraal aanvaard')).toBeVisible();
  await page.screenshot({ path: 'out/centre-not-accepted.png' });
  await midoffice.start();
  await expect(main.getByText(/^Centraal aanvaard om \d{2}:\d{2}$/)).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: 'out/centre-accepted.png' });
  expect(await violationsOf(page, 'dossier')).toEqual([]);
});

test('a clock that is 3 hours fast, and a centre that was put back: each has its sentence', async () => {
  await midoffice.backUp();
  const { page } = await loggedInDesk('centre-restored');
  await savePerson(page, 'Teruggezet', 'Vandaag');
  await frame(page).waitUntilAllSent();
  await midoffice.fault({ clockSkewSeconds: -3 * 3600 });
  await frame(page).open('Synchronisatie');
  await page.getByRole('button', { name: /^Nu proberen/ }).click();
  await expect(page.getByText('De klok van deze computer loopt 3 uur voor').first()).toBeVisible();
  await page.screenshot({ path: 'out/centre-clock.png' });
  await midoffice.putBack();
  const notice = page.getByRole('region', { name: 'Bericht van het centrale systeem' });
  await expect(notice).toContainText('Het centrale systeem is teruggezet naar een vroeger moment', { timeout: 60_000 });
  await expect(notice).toContainText(/niet verloren: 1 item dat al aanvaard was, (wordt|is) opnieuw aangeboden\./);
  await frame(page).waitUntilAllSent();
  await frame(page).open('Synchronisatie');
  await page.screenshot({ path: 'out/centre-restored.png', fullPage: true });
  expect(await violationsOf(page, 'synchronisation')).toEqual([]);
  await notice.getByRole('button', { name: 'Begrepen' }).press('Enter');
  await expect(notice).toBeHidden();
  const items = await readStore(page, 'syncItems', { limit: 5 });
  expect(items.ok && items.value[0]).toMatchObject({ state: 'accepted', title: 'Teruggezet Vandaag' });
});
