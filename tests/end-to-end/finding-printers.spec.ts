import type { Locator, Page } from '@playwright/test';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import { RealCups } from '../../main/devices/testing/isolated-printers/real-cups.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

// One computer whose CUPS knows printers, in order.
test.describe.configure({ mode: 'serial' });

const KIND = 'Brieven en formulieren (A4)';

let midoffice: TestMidoffice;
let desk: Desk;
let place: IsolatedPrinters;
let cups: RealCups;
let other: RealCups;
let printer: RealPrinter;

const printers = (page: Page): Locator => part(page, 'Printers');

async function beginToAdd(order: string): Promise<Locator> {
  const { page } = desk;
  await page.getByRole('button', { name: `${order}: ${KIND}`, exact: true }).click();
  return dialog(page, `Printer toevoegen: ${KIND}`);
}

test.beforeAll(async () => {
  [midoffice, place, cups, other] = await Promise.all([
    startTestMidoffice(60),
    IsolatedPrinters.create(),
    RealCups.start(),
    RealCups.start(),
  ]);
  printer = await place.startPrinter({ name: 'Printer aan de balie' });
  await cups.addQueue('balie1', printer.uri, { location: 'Loket 3' });
  desk = await startDesk({
    name: 'finding-printers',
    midofficeUrl: midoffice.url,
    environment: { CUPS_SERVER: cups.server },
  });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await desk.page.keyboard.press('Alt+l');
  await expect(frame(desk.page).heading).toHaveText('Toestellen');
});
test.afterAll(async () => {
  for (const open of openDesks()) await open.close();
  for (const server of [cups, other]) await server?.close();
  await place?.close();
  await midoffice?.dispose();
});

test('the printers of this computer are offered, with their place, and one press adds one', async () => {
  const { page } = desk;
  const adding = await beginToAdd('Printer toevoegen');
  const found = adding.getByRole('list', { name: 'Gevonden printers' });
  await expect(found.getByRole('listitem')).toHaveText([/balie1.*Loket 3.*Klaar om af te drukken\./]);
  expect(await violationsOf(page, 'printers that were found')).toEqual([]);
  await found.getByRole('button', { name: 'balie1 toevoegen' }).click();
  await expect(adding).toBeHidden();
  await expect(printers(page).getByText(`/printers/balie1`)).toBeVisible();
});

test('what is printed on it is followed to its end', async () => {
  const { page } = desk;
  await printer.order('done');
  await page.getByRole('button', { name: 'Testafdruk op balie1' }).click();
  await expect(printers(page)).toContainText('Testafdruk: balie1 zegt dat het klaar is.', { timeout: 60_000 });
  expect(await printer.arrived()).toHaveLength(1);
});

test('another print server is looked at, and remembered; its paper is named', async () => {
  const { page } = desk;
  const adding = await beginToAdd('Andere printer toevoegen');
  const look = async (server: string): Promise<void> => {
    await adding.getByRole('textbox', { name: 'Printserver' }).fill(server);
    await adding.getByRole('button', { name: 'Printers zoeken' }).click();
  };
  await look(other.server);
  await expect(adding).toContainText('Deze printserver kent nog geen printers.');
  await other.addQueue('loket2', printer.uri, { model: 'everywhere' });
  await look(other.server);
  await expect(adding.getByRole('listitem')).toHaveText([/loket2.*IPP Everywhere.*Papier: A4, A5/]);
  await page.keyboard.press('Escape');
  await beginToAdd('Andere printer toevoegen');
  await expect(adding.getByRole('textbox', { name: 'Printserver' })).toHaveValue(other.server);
  await expect(adding.getByRole('listitem')).toHaveCount(1);
  await other.close();
  await look(other.server);
  await expect(adding).toContainText('Er antwoordt geen printserver');
  expect(await violationsOf(page, 'a print server that is away')).toEqual([]);
  await page.keyboard.press('Escape');
});
