import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { expectPerson, savePerson } from '../support/screens/new-person.ts';
import { openBackups } from '../support/screens/synchronisation.ts';
import { test } from '../support/test.ts';
import { userDatabase } from '../support/user-database.ts';

let midoffice: TestMidoffice;
let desk: Desk;

async function startAs(name: string, userData?: string): Promise<Desk> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url, ...(userData === undefined ? {} : { userData }) });
  return desk;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
});
test.afterEach(async () => {
  await desk.close();
  await midoffice.start();
});
test.afterAll(() => midoffice.dispose());

test('a damaged database: the desk goes on from its backup without a line, with the unsent work, and says what is back', async () => {
  const { page, userData } = await startAs('backups-damaged');
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await savePerson(page, 'Gerda', 'Vooraf');
  await frame(page).waitUntilAllSent();
  await (await openBackups(page)).make();
  await midoffice.stop();
  await savePerson(page, 'Hilde', 'Onverzonden');
  await expect(frame(page).syncPill).toHaveText(/ · 1 te versturen$/);
  await desk.close();
  const database = userDatabase(userData);
  database.damage(0, 20_000);

  const again = await startAs('backups-damaged', userData);
  await loginScreen(again.page).logIn('Els Peeters');
  await expect(again.page.getByText('De gegevens op deze computer waren beschadigd')).toBeVisible();
  await expect(again.page.getByText(/U werkt verder op de reservekopie van/)).toBeVisible();
  await expectPerson(again.page, 'Gerda Vooraf');
  await expectPerson(again.page, 'Hilde Onverzonden');
  await expect(frame(again.page).syncPill).toHaveText(/ · 1 te versturen$/);
  const { report } = await openBackups(again.page);
  await expect(report).toContainText('Uit de kopie van');
  await expect(report).toContainText('Personen');
  expect(await violationsOf(again.page, 'the report')).toEqual([]);
  await again.page.screenshot({ path: 'out/backups-report.png' });
  expect(database.quarantined()).toHaveLength(1);

  await midoffice.start();
  await frame(again.page).waitUntilAllSent();
  await expectPerson(again.page, 'Hilde Onverzonden');

  const { setAside } = await openBackups(again.page);
  await expect(setAside).toContainText(/was beschadigd · \d+(,\d)? MB/);
  await expect(setAside).toContainText('1 wijziging gered');
  await setAside.getByRole('button', { name: /^Wat op .* opzijgezet is, verwijderen$/ }).press('Enter');
  const question = again.page.getByRole('alertdialog', { name: 'Voorgoed verwijderen?' });
  await expect(question.getByRole('button', { name: 'Houden' })).toBeFocused();
  expect(await violationsOf(again.page, 'the question about what was set aside')).toEqual([]);
  await again.page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  expect(database.quarantined()).toHaveLength(1);
  await setAside.getByRole('button', { name: /^Wat op .* opzijgezet is, verwijderen$/ }).press('Enter');
  await question.getByRole('button', { name: 'Verwijderen' }).press('Enter');
  await expect(setAside).toBeHidden();
  expect(database.quarantined()).toEqual([]);
});

test('a backup is restored by hand with the keyboard, and that is undone after a restart', async () => {
  const { page, userData } = await startAs('backups-by-hand');
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  const backups = await openBackups(page);
  await backups.make();
  await savePerson(page, 'Irma', 'Nadien');
  await frame(page).waitUntilAllSent();
  await midoffice.stop();
  await savePerson(page, 'Josee', 'Wacht');
  const question = await (await openBackups(page)).askRestore();
  await expect(question).toContainText('gaat mee: 1 wijziging');
  await expect(question.getByRole('button', { name: 'Niet terugzetten' })).toBeFocused();
  await page.screenshot({ path: 'out/backups-question.png' });
  expect(await violationsOf(page, 'the question')).toEqual([]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('De reservekopie is teruggezet')).toBeVisible({ timeout: 20_000 });
  await expectPerson(page, 'Josee Wacht');
  await openBackups(page);
  await page.screenshot({ path: 'out/backups-restored.png', fullPage: true });
  await desk.close();

  const again = await startAs('backups-by-hand', userData);
  await loginScreen(again.page).logIn('Els Peeters');
  const card = (await openBackups(again.page)).card;
  await card.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(again.page.getByText('Het terugzetten is ongedaan gemaakt')).toBeVisible({ timeout: 20_000 });
  await expectPerson(again.page, 'Irma Nadien');
  await expectPerson(again.page, 'Josee Wacht');
  await midoffice.start();
  await frame(again.page).waitUntilAllSent();
});
