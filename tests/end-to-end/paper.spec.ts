import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { v7 } from 'uuid';
import { fakeEscPos } from '../../main/devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../main/devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { accessibilityOf, structureOf, textOf } from '../support/printed-pdf.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { printStrip } from '../support/screens/printing.ts';
import { search } from '../support/screens/search.ts';
import { runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

// One day at one desk, in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let desk: Desk;
let place: IsolatedPrinters;
let printer: RealPrinter;
let tickets: FakeRawPrinter;

const offer = (page: Page): Locator => page.getByRole('region', { name: 'Papier over een afspraak' });
const line = (page: Page): Locator =>
  part(page, 'Afspraken').getByRole('listitem').filter({ hasText: 'Attest van woonst' }).first();

async function addPrinter(kind: string, address: string, name: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: `Printer toevoegen: ${kind}`, exact: true }).click();
  const adding = dialog(page, `Printer toevoegen: ${kind}`);
  await adding.getByRole('textbox', { name: 'Adres' }).fill(address);
  await adding.getByRole('textbox', { name: 'Naam' }).fill(name);
  await page.keyboard.press('F9');
  await expect(adding).toBeHidden();
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  [midoffice, place, tickets] = await Promise.all([
    startTestMidoffice(60),
    IsolatedPrinters.create(),
    FakeRawPrinter.start(fakeEscPos),
  ]);
  printer = await place.startPrinter({ name: 'Balie 1' });
  desk = await startDesk({ name: 'paper', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await desk.page.keyboard.press('Alt+l');
  await addPrinter('Brieven en formulieren (A4)', printer.uri, 'Balie 1');
  await addPrinter('Tickets', tickets.address, 'Tickets');
});
test.afterAll(async () => {
  await desk?.close();
  await place?.close();
  await tickets?.close();
  await midoffice?.dispose();
});

/** Somebody who gets letters in French has the last free moment booked at their card. */
async function bookFor(page: Page, givenName: string, familyName: string): Promise<void> {
  const personId = v7();
  await runCommand(page, 'createPerson', { id: personId, kind: 'citizen', givenName, familyName, language: 'fr' });
  const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
  await runCommand(page, 'updatePerson', { personId, changes: { address, preferredChannel: 'paper' } });
  await frame(page).waitUntilAllSent();
  await search(page).find(familyName);
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(`${givenName} ${familyName}`);
  await page.keyboard.press('F8');
  const open = dialog(page, 'Afspraak maken');
  await open.getByRole('combobox', { name: 'Waarvoor' }).fill('Attest van woonst');
  await page.getByRole('option', { name: /Attest van woonst/ }).click();
  await open.getByRole('list', { name: 'Vrije momenten' }).getByRole('button').last().click();
  await expect(open.getByRole('timer')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(open).toBeHidden();
}

test('who gets it on paper is offered a letter right after booking, and it is marked as given once it came out', async () => {
  const { page } = desk;
  await bookFor(page, 'Piet', 'Papieraert');
  await expect(offer(page)).toContainText('gaat op papier naar de burger', { timeout: 30_000 });
  expect(await violationsOf(page, 'paper is offered')).toEqual([]);
  await page.keyboard.press('Control+Shift+f');
  const asked = dialog(page, 'Afspraak op papier');
  await expect(asked).toContainText('Komt uit Balie 1.');
  expect(await violationsOf(page, 'dialog: appointment on paper')).toEqual([]);
  await printer.order('done');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('Balie 1 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  await expect(offer(page)).toBeHidden();
  const pdf = (await printer.arrived()).at(-1);
  expect(await textOf(pdf)).toMatch(/Piet Papieraert.*Kerkstraat 1.*Uw afspraak.*Attest van woonst.*Wat u meebrengt/s);
  expect(await textOf(pdf, 2)).toMatch(/Traduction.*Votre rendez-vous.*À apporter/s);
  expect(await accessibilityOf(pdf)).toMatchObject({ title: 'Uw afspraak', language: 'nl-BE', tagged: true, pages: 2 });
  await expect(line(page)).toContainText('Gevraagd');
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await expect(line(page)).toContainText(/Bevestiging · Brief.*Verzonden/s);
  await frame(page).waitUntilAllSent();
});

test('moved, the paper is no longer right, and a ticket without a name goes in its place', async () => {
  const { page } = desk;
  await line(page)
    .getByRole('button', { name: /^Afspraak van .* verzetten$/ })
    .click();
  const open = dialog(page, 'Afspraak verzetten');
  await open.getByRole('list', { name: 'Vrije momenten' }).getByRole('button').first().click();
  await expect(open.getByRole('timer')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(line(page)).toContainText('Niet meer juist', { timeout: 30_000 });
  await expect(offer(page)).toContainText('Het papier van de burger klopt niet meer');
  await page.keyboard.press('Control+Shift+f');
  const asked = dialog(page, 'Afspraak op papier');
  await asked.getByRole('radio', { name: /^Ticket met de afspraak/ }).check({ force: true });
  await page.keyboard.press('Control+Shift+b');
  await expect(asked.getByRole('region', { name: 'Voorbeeld' })).toContainText('Uw afspraak is veranderd');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('Tickets zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  expect(tickets.printed.toString('latin1')).toContain('Attest van woonst');
  expect(tickets.printed.toString('latin1')).not.toMatch(/Papieraert|Kerkstraat/);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await expect(offer(page)).toBeHidden();
  await frame(page).waitUntilAllSent();
});

test('the report of the day comes out on A4, and is kept as a PDF that reads like the screen', async () => {
  const { page, application } = desk;
  const visit = { id: v7(), locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 3 };
  await runCommand(page, 'registerVisit', visit);
  await page.keyboard.press('Control+Shift+F3');
  await expect(frame(page).heading).toHaveText('Dageinde');
  await expect(page.getByRole('main')).toContainText('Attest van woonst');
  await printer.order('done');
  await page.keyboard.press('Control+p');
  await expect(printStrip(page)).toContainText(/Dagverslag .*: Balie 1 zegt dat het klaar is. Gedrukt\?/, {
    timeout: 60_000,
  });
  const pdf = (await printer.arrived()).at(-1);
  const file = join(desk.userData, 'verslag.pdf');
  await application.evaluate(({ dialog: own }, filePath) => {
    own.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press('Control+Shift+j');
  await expect(page.getByText('Dagverslag bewaard: verslag.pdf')).toBeVisible({ timeout: 60_000 });
  for (const made of [pdf, await readFile(file)]) {
    expect(await accessibilityOf(made)).toMatchObject({ language: 'nl-BE', tagged: true, size: [595, 842] });
    const said = await textOf(made);
    expect(said).toMatch(/Dagverslag van .*Bezoeken.*Binnengekomen/s);
    const structure = await structureOf(made);
    expect(structure.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'Figure']));
    expect(structure.alternatives.join(' ')).toMatch(/Waarvoor men kwam: |Meeste wachtenden tegelijk/);
  }
  expect(await violationsOf(page, 'end of the day, with its paper')).toEqual([]);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
});

test('a paper that nobody printed stands in the queue and at the end of the day, and is printed or given up from one list', async () => {
  const { page } = desk;
  await bookFor(page, 'Wies', 'Wachtmans');
  await expect(offer(page)).toContainText('gaat op papier naar de burger', { timeout: 30_000 });
  await offer(page).getByRole('button', { name: 'Niet nu' }).click();
  await bookFor(page, 'Gust', 'Opgever');
  await expect(offer(page)).toContainText('Gust Opgever', { timeout: 30_000 });
  await offer(page).getByRole('button', { name: 'Niet nu' }).click();
  await page.keyboard.press('Control+F2');
  await expect(part(page, 'Papieren die wachten')).toContainText('2 papieren');
  await page.keyboard.press('Control+Shift+F5');
  const list = dialog(page, 'Papieren die wachten');
  const lineOf = (name: string) => list.getByRole('listitem').filter({ hasText: name });
  await expect(lineOf('Wies Wachtmans')).toContainText('Bevestiging. Wacht sinds');
  expect(await violationsOf(page, 'papers that wait')).toEqual([]);
  const lines = list.getByRole('listitem');
  const giveUp = (line: Locator) => line.getByRole('button', { name: /, niet afdrukken$/ });
  await giveUp(lineOf('Gust Opgever')).press('Enter');
  await expect(lineOf('Gust Opgever')).toHaveCount(0);
  await expect(lineOf('Wies Wachtmans')).toBeFocused();
  // Beside it the undo of a booking may still stand.
  const notices = page.getByRole('region', { name: 'Meldingen' }).getByRole('listitem');
  await notices
    .filter({ hasText: 'Het papier voor Gust Opgever' })
    .getByRole('button', { name: 'Ongedaan maken' })
    .click();
  await expect(lineOf('Gust Opgever')).toContainText('Bevestiging. Wacht sinds');
  await page.keyboard.press('Control+Shift+f');
  await expect(dialog(page, 'Afspraak op papier')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Afspraak op papier')).toBeHidden();
  // The print that was begun last has the keys, wherever it stands in the list.
  await lines
    .last()
    .getByRole('button', { name: /^Papier voor .*, afdrukken$/ })
    .click();
  await printer.order('done');
  await page.keyboard.press('F9');
  await expect(lines.last()).toContainText('Gedrukt?', { timeout: 60_000 });
  await page.keyboard.press('Control+Shift+g');
  await expect(lines).toHaveCount(1);
  await giveUp(lines).press('Enter');
  await expect(list).toContainText('Er wacht geen papier meer.');
  await expect(list).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(part(page, 'Papieren die wachten')).toBeHidden();
  await frame(page).waitUntilAllSent();
});
