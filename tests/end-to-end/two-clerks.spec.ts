import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabaseFile } from '../../main/store/storage/database-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { expectPerson, savePerson } from '../support/screens/new-person.ts';
import { search } from '../support/screens/search.ts';
import { readStore } from '../support/store-of.ts';
import { test } from '../support/test.ts';

// One PC, two clerks, in the order of a day.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  desk = await startDesk({ name: 'two-clerks', midofficeUrl: midoffice.url });
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

/** What Playwright can see of the page, and what the page keeps. */
async function everythingOf(current: Desk): Promise<string> {
  const page = await current.page.content();
  const kept = await current.page.evaluate(() =>
    JSON.stringify([document.title, { ...localStorage }, { ...sessionStorage }, history.state, location.href]),
  );
  return `${page}\n${kept}\n${current.readLog()}`;
}

function filesOf(memberId: string): { readonly database: string; readonly key: string; readonly waiting: string } {
  const name = createHash('sha256').update(memberId, 'utf8').digest('hex').slice(0, 24);
  const folder = path.join(desk.userData, 'users', name);
  return {
    database: path.join(folder, 'store.db'),
    key: path.join(folder, 'store.key'),
    waiting: path.join(folder, 'waiting.json'),
  };
}

/** The demo keeps keys without protection, so that a test can try to use them. */
function keyOf(memberId: string): Uint8Array {
  const { data } = JSON.parse(readFileSync(filesOf(memberId).key, 'utf8')) as { readonly data: string };
  return Buffer.from(Buffer.from(data, 'base64').toString('utf8'), 'base64');
}

const option = (name: string) => loginScreen(desk.page).person(name);

test('unsent work of who logs out is kept, counted by name and in all, and says since when', async () => {
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await midoffice.stop();
  await expect(frame(desk.page).syncPill).toHaveText(PILL.lineGone);
  await savePerson(desk.page, 'Ursula', 'Geheimschrift');
  await frame(desk.page).logOut();
  await expect(option('Els Peeters')).toContainText(/1 item wacht op versturen sinds \d{2}:\d{2}/);
  await expect(option('Karim El Amrani')).not.toContainText('versturen');
  await expect(desk.page.getByText('1 item van een collega wacht')).toBeVisible();
  await expect(
    desk.page.getByText(/^Bewaard op deze computer sinds \d{2}:\d{2}\. Het vertrekt zodra er weer verbinding is/),
  ).toBeVisible();
});

test('the count is right after a kill at the moment of the second item', async () => {
  await loginScreen(desk.page).logIn('Els Peeters');
  await savePerson(desk.page, 'Walter', 'Geheimschrift');
  const { userData } = desk;
  await desk.kill();
  expect(JSON.parse(readFileSync(filesOf('member-els').waiting, 'utf8'))).toMatchObject({ items: 2 });
  desk = await startDesk({ name: 'two-clerks', midofficeUrl: midoffice.url, userData });
  await expect(option('Els Peeters')).toContainText(/2 items wachten op versturen sinds \d{2}:\d{2}/);
  await expect(desk.page.getByText('2 items van een collega wachten')).toBeVisible();
});

test('the next clerk sees and sends nothing of it, on no screen, in no log and with no question to the store', async () => {
  await midoffice.start();
  await loginScreen(desk.page).logIn('Karim El Amrani');
  await frame(desk.page).waitUntilAllSent(90_000);
  await search(desk.page).find('Geheimschrift');
  await expect(desk.page.getByRole('main')).toContainText(/Niets gevonden|Geen/);
  const items = await readStore(desk.page, 'syncItems', { filter: 'all' } as never);
  expect(JSON.stringify(items)).not.toContain('Geheimschrift');
  const found = await readStore(desk.page, 'searchEverything', { text: 'Ursula', limitPerGroup: 5 });
  expect(JSON.stringify(found)).not.toContain('Geheimschrift');
  expect((await everythingOf(desk)).replaceAll(/value="Geheimschrift"/g, '')).not.toContain('Ursula');
  expect(JSON.parse(readFileSync(filesOf('member-els').waiting, 'utf8'))).toMatchObject({ items: 2 });
});

test('the key of one does not open the file of the other, and trying changes nothing', async () => {
  await frame(desk.page).logOut();
  const { database } = filesOf('member-els');
  const before = readFileSync(database);
  const open = () => openDatabaseFile({ file: database, key: keyOf('member-karim'), readOnly: true });
  expect(open).toThrow();
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(Buffer.from(keyOf('member-els')).equals(Buffer.from(keyOf('member-karim')))).toBe(false);
});

test('it is sent as whose it is, at the next login', async () => {
  await expect(option('Els Peeters')).toContainText('2 items wachten op versturen');
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await expectPerson(desk.page, 'Ursula Geheimschrift');
  await frame(desk.page).logOut();
  await expect(option('Els Peeters')).not.toContainText('versturen');
  await expect(desk.page.getByText(/op versturen|van een collega|van collega’s/)).toHaveCount(0);
  await loginScreen(desk.page).logIn('Karim El Amrani');
  await frame(desk.page).waitUntilAllSent();
  await expectPerson(desk.page, 'Ursula Geheimschrift');
});
