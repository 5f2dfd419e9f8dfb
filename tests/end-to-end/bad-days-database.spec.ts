import { globSync } from 'node:fs';
import path from 'node:path';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { expectPerson, savePerson, trySavePerson } from '../support/screens/new-person.ts';
import { canMountDisk, mountSmallDisk } from '../support/small-disk.ts';
import { test } from '../support/test.ts';
import { userDatabase } from '../support/user-database.ts';

let midoffice: TestMidoffice;
let desk: Desk;

async function startAs(name: string, userData?: string): Promise<Desk> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url, ...(userData === undefined ? {} : { userData }) });
  return desk;
}

async function closedDeskWithUnsentWork(name: string, givenName: string, familyName: string): Promise<string> {
  const { page, userData } = await startAs(name);
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await midoffice.stop();
  await savePerson(page, givenName, familyName);
  await expect(frame(page).syncPill).toHaveText(/ · 1 te versturen$/);
  await desk.close();
  return userData;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
});
test.afterEach(async () => {
  await desk.close();
  await midoffice.start();
});
test.afterAll(() => midoffice.dispose());

test('a database from a newer version is left alone and explained', async () => {
  const userData = await closedDeskWithUnsentWork('database-newer', 'Ida', 'Toekomst');
  const database = userDatabase(userData);
  database.change((open) => open.database.exec('UPDATE store_version SET version = version + 1'));
  const before = database.fingerprint();

  await startAs('database-newer', userData);
  await loginScreen(desk.page).filter.fill('Els Peeters');
  await loginScreen(desk.page).filter.press('Enter');
  const alert = desk.page.getByRole('alert');
  await expect(alert).toContainText('De lokale gegevens zijn van een nieuwere versie van Onthaal.');
  await expect(alert).toContainText('Laat Onthaal op deze computer bijwerken. Aan de gegevens is niets veranderd.');
  await desk.close();
  expect(database.fingerprint()).toBe(before);
  expect(database.quarantined()).toEqual([]);

  // The update comes: everything is there.
  database.change((open) => open.database.exec('UPDATE store_version SET version = version - 1'));
  await startAs('database-newer', userData);
  await loginScreen(desk.page).logIn('Els Peeters');
  await expectPerson(desk.page, 'Ida Toekomst');
});

for (const { what, offset } of [
  { what: 'in the middle', offset: (bytes: number) => Math.floor(bytes / 2) },
  { what: 'at its start', offset: () => 0 },
]) {
  test(`a database damaged ${what} is set aside, said, filled anew, and its unsent work is saved`, async () => {
    const name = `database-damaged-${what.at(-1)}`;
    const userData = await closedDeskWithUnsentWork(name, 'Jacoba', `Scherf ${what.at(-1)}`);
    const database = userDatabase(userData);
    const damagedBytes = 20_000;
    database.damage(offset(database.bytes), damagedBytes);
    await midoffice.start();

    const { page } = await startAs(name, userData);
    await loginScreen(page).logIn('Els Peeters');
    await expect(page.getByText('De gegevens op deze computer waren beschadigd')).toBeVisible();
    await expect(
      page.getByText('De beschadigde gegevens zijn opzijgezet en alles wordt opnieuw opgehaald'),
    ).toBeVisible();
    await frame(page).waitUntilAllSent();
    expect(database.quarantined()).toHaveLength(1);
    await expectPerson(page, `Jacoba Scherf ${what.at(-1)}`);
    await expectPerson(page, 'Marie-Hélène Van den Broeck');
  });
}

test('damaged, without a backup and without a line: says that one cannot work yet, and shows the unsent work', async () => {
  const userData = await closedDeskWithUnsentWork('database-damaged-alone', 'Jozefa', 'Wachtend');
  userDatabase(userData).damage(0, 20_000);
  const { page } = await startAs('database-damaged-alone', userData);
  await loginScreen(page).logIn('Els Peeters');
  await expect(frame(page).heading).toHaveText('Deze computer wordt klaargezet');
  await expect(page.getByRole('alert')).toContainText('Werk tot dan aan een ander loket, of kijk het netwerk na.');
  await page.getByRole('button', { name: 'Wat is er terug?' }).press('Enter');
  await expect(frame(page).heading).toHaveText('Synchronisatie');
  await expect(frame(page).main).toContainText('Jozefa Wachtend');
  await expect(frame(page).main).toContainText('1 wijziging gered');
});

if (canMountDisk) {
  test('a full disk: says so, keeps what was typed, and saves when there is room', async () => {
    const disk = mountSmallDisk('database-full-disk', 64);
    const { page } = await startAs('database-full-disk', disk.folder);
    await loginScreen(page).logIn('Els Peeters');
    await frame(page).waitUntilAllSent();
    await savePerson(page, 'Karolina', 'Voordien');
    await frame(page).waitUntilAllSent();
    disk.fill();
    await trySavePerson(page, 'Lambertine', 'Vol');
    await expect(frame(page).main.getByText('De schijf van deze computer is vol.')).toBeVisible();
    await expect(
      frame(page).main.getByText('Maak plaats op de schijf en bewaar opnieuw; uw tekst blijft staan.'),
    ).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Voornaam' })).toHaveValue('Lambertine');
    disk.empty();
    await page.getByRole('button', { name: 'Persoon bewaren' }).click();
    await expect(frame(page).heading).toContainText('Lambertine Vol');
    await frame(page).waitUntilAllSent();
    await expectPerson(page, 'Karolina Voordien');
    await expectPerson(page, 'Lambertine Vol');
    await desk.close();
  });
}

test('two people on one computer: each an own file, and nothing of the one shows to the other', async () => {
  const { page } = await startAs('database-two-people');
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await midoffice.stop();
  await savePerson(page, 'Mechtild', 'Wachtend');
  await expect(frame(page).syncPill).toHaveText(/ · 1 te versturen$/);
  await midoffice.start();
  await frame(page).waitUntilAllSent();
  await frame(page).logOut();
  await expect(page.locator('body')).not.toContainText('Mechtild');
  await loginScreen(page).logIn('Karim El Amrani');
  await frame(page).waitUntilAllSent();
  await expect(page.getByRole('banner')).not.toContainText('Els Peeters');
  await expect(page.locator('body')).not.toContainText('Mechtild');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Alle acties' })).not.toContainText('Laatst geopend');
  await page.keyboard.press('Escape');
  expect(globSync(path.join(desk.userData, 'users', '*', 'store.db'))).toHaveLength(2);
});
