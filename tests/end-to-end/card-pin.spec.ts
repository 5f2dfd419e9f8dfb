import path from 'node:path';
import type { Locator } from '@playwright/test';
import type { JsonProcess } from '../../main/devices/testing/isolated-readers/json-process.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

// One card and its PIN, in order.
test.describe.configure({ mode: 'serial' });

const OTHER_PROGRAM = path.join(
  import.meta.dirname,
  '../../main/devices/testing/isolated-readers/exclusive-program.ts',
);

let midoffice: TestMidoffice;
let readers: TestReaders;
let other: JsonProcess;
let desk: Desk;

const region = () => desk.page.getByRole('region', { name: 'Kaartlezer', exact: true });
const pinDialog = (): Locator => dialog(desk.page, 'Pincode van de kaart wijzigen');

async function openDialog(): Promise<void> {
  await expect(desk.page.getByRole('button', { name: 'Pincode wijzigen' })).toBeVisible();
  await desk.page.keyboard.press('Control+Shift+E');
  await expect(pinDialog()).toBeVisible();
}

/** As a citizen types: present PIN, the new one, the new one again. */
async function typePins(current: string, next: string, again = next): Promise<void> {
  const { keyboard } = desk.page;
  await pinDialog().getByLabel('Huidige pincode').focus();
  await keyboard.type(current);
  await keyboard.press('Tab');
  await keyboard.type(next);
  await keyboard.press('Tab');
  await keyboard.type(again);
  await keyboard.press('Enter');
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  readers = await makeTestReaders();
  await readers.place.startService();
  await readers.make('lotte');
  other = readers.place.startProgram(OTHER_PROGRAM);
  await readers.insert('lotte');
  await other.next(0, ({ held }) => held !== undefined);
  desk = await startDesk({ name: 'card-pin', midofficeUrl: midoffice.url, environment: readers.environment });
  await loginScreen(desk.page).logIn('Els Peeters');
});
test.afterAll(async () => {
  await desk.close();
  await other.end();
  await readers.dispose();
  await midoffice.dispose();
});

test('a reader that another program holds for itself is said in words, and is read when it lets go', async () => {
  await expect(region()).toContainText('Een ander programma gebruikt de kaartlezer.', { timeout: 60_000 });
  await other.ask({ do: 'letGo' });
  await desk.page.keyboard.press('Alt+j');
  await expect(frame(desk.page).heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
});

test('the dialog says how many tries are left; new PINs that differ, or are too short, spend none', async () => {
  await openDialog();
  await expect(pinDialog()).toContainText('Nog 3 pogingen.');
  await expect(pinDialog().getByLabel('Huidige pincode')).toBeFocused();
  const change = pinDialog().getByRole('button', { name: 'Pincode wijzigen' });
  await expect(change).toBeDisabled();
  expect(await violationsOf(desk.page, 'changing the PIN of a card')).toEqual([]);
  await typePins('1234', '246802', '246803');
  await expect(pinDialog()).toContainText('De twee nieuwe pincodes zijn niet gelijk.');
  expect(await readers.triesLeft('lotte')).toBe(3);
  expect(await desk.page.content()).not.toMatch(/2468/);
  await desk.page.keyboard.press('Escape');
});

test('a wrong PIN costs one try, which is said; the fields are empty then', async () => {
  await openDialog();
  await typePins('9999', '246802');
  await expect(pinDialog()).toContainText('De pincode is verkeerd.');
  await expect(pinDialog()).toContainText('Nog 2 pogingen.');
  await expect(pinDialog().getByLabel('Huidige pincode')).toHaveValue('');
  await expect(pinDialog().getByLabel('Huidige pincode')).toBeFocused();
  expect(await readers.triesLeft('lotte')).toBe(2);
});

test('the right one gives the card another PIN, and all tries back', async () => {
  await typePins('1234', '246802');
  await expect(desk.page.getByText('De pincode van de kaart is gewijzigd.')).toBeVisible();
  await expect(pinDialog()).toHaveCount(0);
  expect(await readers.triesLeft('lotte')).toBe(3);
});

test('from the devices too; the last wrong one blocks the card, with the next step', async () => {
  await desk.page.keyboard.press('Alt+l');
  await expect(frame(desk.page).heading).toHaveText('Toestellen');
  await openDialog();
  for (const left of ['Nog 2 pogingen.', 'Nog 1 poging: is die verkeerd, dan is de kaart geblokkeerd.']) {
    await typePins('1234', '5555');
    await expect(pinDialog()).toContainText(left);
  }
  await typePins('1234', '5555');
  await expect(pinDialog()).toContainText('De pincode is geblokkeerd na drie verkeerde pogingen.');
  await expect(pinDialog()).toContainText('met de pukcode');
  await expect(pinDialog().getByLabel('Huidige pincode')).toHaveCount(0);
  expect(await readers.triesLeft('lotte')).toBe(0);
  expect(await violationsOf(desk.page, 'a card whose PIN is blocked')).toEqual([]);
  await desk.page.keyboard.press('Escape');
});

test('a card that is blocked says so before anything is typed; taken out, the dialog goes with it', async () => {
  await openDialog();
  await expect(pinDialog()).toContainText('De pincode is geblokkeerd na drie verkeerde pogingen.');
  await readers.remove();
  await expect(pinDialog()).toHaveCount(0, { timeout: 30_000 });
});

test('no digit of it is in the log', () => {
  expect(desk.readLog()).toContain('the PIN of a card was to be changed');
  for (const digits of ['246802', '5555', '9999']) expect(desk.readLog()).not.toContain(`"${digits}`);
});
