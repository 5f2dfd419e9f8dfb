import type { Locator, Page } from '@playwright/test';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import { RealCups } from '../../main/devices/testing/isolated-printers/real-cups.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { textOf } from '../support/printed-pdf.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { printStrip } from '../support/screens/printing.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One computer whose CUPS knows printers, in order.
test.describe.configure({ mode: 'serial' });

const NUMBER = '2026-LV-00001';
const KIND = 'Brieven en formulieren (A4)';

let midoffice: TestMidoffice;
let desk: Desk;
let place: IsolatedPrinters;
let cups: RealCups;
let other: RealCups;
let printer: RealPrinter;

const printers = (page: Page): Locator => part(page, 'Printers');

const found = (adding: Locator, list = 'Gevonden printers'): Locator =>
  adding.getByRole('list', { name: list }).getByRole('listitem');
const HANDED_OVER = 'overgedragen aan de wachtrij van de computer. Gedrukt?';

async function lastText(): Promise<string> {
  return textOf((await printer.arrived()).at(-1));
}

/** What main keeps of the window that holds a letter, while a test holds that window. */
interface HeldWindow {
  readonly goOn: () => void;
  readonly gone: Promise<void>;
}

/** Prints again, and takes it back while its window is still being opened. */
async function takeBack(): Promise<void> {
  const { page, application } = desk;
  await application.evaluate(({ app }) => {
    app.once('browser-window-created', (_event, window) => {
      const load = window.loadURL.bind(window);
      let goOn: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      window.loadURL = (url) => released.then(() => load(url));
      const gone = new Promise<void>((resolve) => void window.once('closed', resolve));
      Object.assign(globalThis, { heldWindow: { goOn, gone } });
    });
  });
  await page.keyboard.press('Control+Shift+p');
  await expect(printStrip(page)).toContainText(`Ontvangstbewijs ${NUMBER}: wacht op balie1.`);
  await printStrip(page)
    .getByRole('button', { name: /^Annuleren/ })
    .click();
  await expect(printStrip(page)).toContainText('geannuleerd.');
  await application.evaluate(async () => {
    const { heldWindow } = globalThis as unknown as { readonly heldWindow: HeldWindow };
    heldWindow.goOn();
    await heldWindow.gone;
  });
  expect(await printer.arrived()).toHaveLength(3);
}

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
  await expect(found(adding)).toHaveText([/balie1.*Loket 3.*Klaar om af te drukken\./]);
  expect(await violationsOf(page, 'printers that were found')).toEqual([]);
  await found(adding).getByRole('button', { name: 'balie1 toevoegen', exact: true }).click();
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
  await expect(found(adding)).toHaveText([/loket2.*IPP Everywhere.*Papier: A4, A5/]);
  await page.keyboard.press('Escape');
  await beginToAdd('Andere printer toevoegen');
  await expect(adding.getByRole('textbox', { name: 'Printserver' })).toHaveValue(other.server);
  await expect(found(adding)).toHaveCount(1);
  await other.close();
  await look(other.server);
  await expect(adding).toContainText('Er antwoordt geen printserver');
  expect(await violationsOf(page, 'a print server that is away')).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a queue of the operating system is chosen, and a test page is handed over to it', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: 'balie1 niet meer gebruiken' }).click();
  const adding = await beginToAdd('Printer toevoegen');
  await expect(found(adding, 'Wachtrijen van deze computer')).toHaveText([/balie1.*Loket 3/]);
  expect(await violationsOf(page, 'queues of the computer')).toEqual([]);
  await adding.getByRole('button', { name: 'Wachtrij balie1 toevoegen' }).click();
  await expect(printers(page).getByText('Wachtrij van deze computer')).toBeVisible();
  await expect(printers(page).getByText('Klaar om af te drukken.')).toBeVisible();
  await printer.order('done', 'done', 'done');
  await page.getByRole('button', { name: 'Testafdruk op balie1' }).click();
  await expect(printers(page)).toContainText(`Testafdruk: ${HANDED_OVER}`, { timeout: 60_000 });
  await expect.poll(async () => (await printer.arrived()).length, { timeout: 60_000 }).toBe(2);
  expect(await lastText()).toContain('Testpagina');
});

test('a letter is handed over, which is all that is said of it; it is printed again, and somebody saw it', async () => {
  const { page } = desk;
  await search(page).find(NUMBER);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('Control+p');
  await expect(dialog(page, 'Afdrukken voor de burger')).toContainText('Komt uit balie1.');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText(`Ontvangstbewijs ${NUMBER}: ${HANDED_OVER}`, { timeout: 60_000 });
  await expect(printStrip(page)).toContainText('De computer zegt niet wat er daarna gebeurt.');
  expect(await violationsOf(page, 'a letter in a queue')).toEqual([]);
  await expect.poll(async () => (await printer.arrived()).length, { timeout: 60_000 }).toBe(3);
  expect(await lastText()).toContain(NUMBER);
  await takeBack();
  await page.keyboard.press('Control+Shift+p');
  await expect.poll(async () => (await printer.arrived()).length, { timeout: 60_000 }).toBe(4);
  await expect(printStrip(page)).toContainText(HANDED_OVER);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await expect(part(page, 'Contactmomenten').getByText('Ontvangstbewijs afgedrukt en meegegeven')).toHaveCount(1);
});

test('a queue that is gone is said so, and nothing was printed', async () => {
  const { page } = desk;
  await cups.removeQueue('balie1');
  await page.keyboard.press('Control+p');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('Deze computer heeft die wachtrij niet meer. Er is niets afgedrukt.', {
    timeout: 60_000,
  });
  await printStrip(page)
    .getByRole('button', { name: /^Sluiten/ })
    .click();
  await page.keyboard.press('Alt+l');
  await expect(printers(page)).toContainText('Deze computer heeft die wachtrij niet meer.');
});
