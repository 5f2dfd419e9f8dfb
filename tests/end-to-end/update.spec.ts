import { addDossiersTo } from '../../main/store/testing/many-documents.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';
import { userDatabase } from '../support/user-database.ts';

const DOSSIERS = 12_000;

let midoffice: TestMidoffice;
let desk: Desk;

async function startAs(name: string, userData?: string): Promise<Desk> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url, ...(userData === undefined ? {} : { userData }) });
  return desk;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(100);
});
test.afterEach(() => desk.close());
test.afterAll(() => midoffice.dispose());

test('after an update the login screen says in numbers how far the data are, and then everything is there', async () => {
  const { page, userData } = await startAs('update');
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await desk.close();
  userDatabase(userData).change((file) => addDossiersTo(file, DOSSIERS));

  const again = await startAs('update', userData);
  await again.page.getByRole('option', { name: /Els Peeters/ }).click();
  const bar = again.page.getByRole('progressbar', { name: 'Gegevens worden bijgewerkt' });
  await expect(bar).toBeVisible({ timeout: 60_000 });
  await expect(bar).toHaveAttribute('aria-valuetext', /^[\d.\s\u202f]+ van [\d.\s\u202f]+$/);
  await again.page.screenshot({ path: 'out/update-progress.png' });
  expect(await violationsOf(again.page, 'the progress of an update')).toEqual([]);
  await frame(again.page).waitUntilAllSent();
  await expect(again.page.getByText('beschadigd')).toHaveCount(0);
});

test('data of a newer version are refused with the advice to update, and stay as they are', async () => {
  const { page, userData } = await startAs('newer');
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await desk.close();
  const database = userDatabase(userData);
  database.change(({ database }) => database.exec('UPDATE store_version SET version = version + 1'));
  const before = database.fingerprint();

  const again = await startAs('newer', userData);
  await again.page.getByRole('option', { name: /Els Peeters/ }).click();
  await expect(again.page.getByText('De lokale gegevens zijn van een nieuwere versie van Onthaal.')).toBeVisible();
  await expect(again.page.getByText(/Laat Onthaal op deze computer bijwerken/)).toBeVisible();
  await again.page.screenshot({ path: 'out/update-newer.png' });
  await desk.close();
  expect(database.fingerprint()).toBe(before);
  expect(database.quarantined()).toEqual([]);
});
