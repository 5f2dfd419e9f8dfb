import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type NeighbouringDesk, terminalKey } from '@onthaal/contract/devices/neighbours.ts';
import { holdTerminalDocument, shareDeskDocument } from '@onthaal/contract/generated/client-documents.ts';
import type { Locator } from '@playwright/test';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { sendGraphql, Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { SimulatedTerminal } from '../../simulators/payment-terminal/payment-terminal.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { beginPayment, openPayment } from '../support/screens/payments.ts';
import { printStrip } from '../support/screens/printing.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One morning at two desks, in order.
test.describe.configure({ mode: 'serial' });

/** Longer than the longest pause between two looks. */
const LOOKED = { timeout: 120_000 };
const NUMBER = '2026-LV-00001';

let midoffice: TestMidoffice;
let place: IsolatedPrinters;
let own: RealPrinter;
let theirs: RealPrinter;
let ownTerminal: SimulatedTerminal;
let theirTerminal: SimulatedTerminal;
let els: Desk;
let karim: Desk;

const pill = (words: string): Locator => els.page.getByRole('banner').getByRole('button', { name: words, exact: true });
const health = (): Locator => part(els.page, 'Zo staan de toestellen');
const lookAgain = (): Promise<void> => health().getByRole('button', { name: 'Opnieuw kijken' }).click();

const nexo = ({ url }: SimulatedTerminal, terminalId: string) =>
  ({ kind: 'nexo', url, saleId: 'KASSA', terminalId }) as const;

async function start(
  name: string,
  printer: RealPrinter,
  called: string,
  who: string,
  deskId: string,
  terminal: ReturnType<typeof nexo>,
): Promise<Desk> {
  const userData = freshUserDataFolder(name);
  const file = path.join(userData, 'devices.json');
  const printers = { a4: { first: { name: called, address: printer.uri, fingerprint: null } } };
  writeFileSync(file, JSON.stringify({ deskId, printers, terminal }));
  chmodSync(file, 0o644);
  const desk = await startDesk({ name, midofficeUrl: midoffice.url, userData });
  await loginScreen(desk.page).logIn(who);
  await frame(desk.page).waitUntilAllSent();
  return desk;
}

/** What another desk in the building says of the terminal: that it has a payment there, or no longer. */
async function otherDesk(): Promise<(isHeld: boolean) => Promise<void>> {
  const { grant } = await WireDesk.logIn(midoffice.url, 'member-jan');
  return async (isHeld) => {
    const asked = { terminal: terminalKey(nexo(theirTerminal, 'T3')), deskId: 'desk-1', isHeld };
    const { data } = await sendGraphql(midoffice.url, holdTerminalDocument, asked, grant.token);
    expect(data).toEqual({ holdTerminal: true });
  };
}

/** What the mid-office would tell a desk that shares nothing. */
async function sharedDesks(): Promise<readonly string[]> {
  const { grant } = await WireDesk.logIn(midoffice.url, 'member-jan');
  const nothing = { name: null, deskId: 'desk-1', printers: [] };
  const { data } = await sendGraphql(midoffice.url, shareDeskDocument, nothing, grant.token);
  return ((data?.shareDesk ?? []) as readonly NeighbouringDesk[]).map(({ name }) => name);
}

test.beforeAll(async () => {
  [midoffice, place] = await Promise.all([startTestMidoffice(60), IsolatedPrinters.create()]);
  own = await place.startPrinter({ name: 'Balie 1' });
  theirs = await place.startPrinter({ name: 'Balie 3' });
  [ownTerminal, theirTerminal] = await Promise.all([SimulatedTerminal.start(), SimulatedTerminal.start()]);
  karim = await start('neighbour-karim', theirs, 'Balie 3', 'Karim El Amrani', 'desk-3', nexo(theirTerminal, 'T3'));
});
test.afterAll(async () => {
  for (const open of openDesks()) await open.close();
  await place?.close();
  await theirTerminal?.stop();
  await midoffice?.dispose();
});

test('a desk shares its printers under a name, and another desk in the building knows them', async () => {
  await karim.page.keyboard.press('Alt+l');
  const card = part(karim.page, 'Andere loketten in dit gebouw');
  await card.getByRole('textbox', { name: 'Naam van dit loket' }).fill('Loket 3');
  await card.getByRole('button', { name: 'Naam bewaren' }).click();
  await expect.poll(sharedDesks, { timeout: 60_000 }).toEqual(['Loket 3']);
  els = await start('neighbour-els', own, 'Balie 1', 'Els Peeters', 'desk-2', nexo(ownTerminal, 'T2'));
  await els.page.keyboard.press('Alt+l');
  const known = part(els.page, 'Andere loketten in dit gebouw');
  await expect(known.getByText('Loket 3', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(known).toContainText('Brieven en formulieren (A4): Balie 3 · Betaalterminal');
  await expect(pill('Toestellen in orde')).toBeVisible(LOOKED);
  expect(await violationsOf(els.page, 'devices with neighbours')).toEqual([]);
});

test('a letter for which the own printer died comes out of the printer of the other desk by one key', async () => {
  const { page } = els;
  await own.kill();
  await search(page).find(NUMBER);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  await expect(asked).toContainText('Komt uit Balie 1.');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('De printer antwoordt niet. Er is niets naartoe gestuurd.', LOOKED);
  await theirs.order('done');
  await page.keyboard.press('Control+Shift+a');
  await expect(printStrip(page)).toContainText('Balie 3 (Loket 3) zegt dat het klaar is. Gedrukt?', LOOKED);
  expect(await theirs.arrived()).toHaveLength(1);
  await expect(pill('In gebruik: A4-printer van Loket 3')).toBeVisible(LOOKED);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
});

test('everything goes there until the own printer is back, and then the desk proposes to go back', async () => {
  const { page } = els;
  await page.keyboard.press('Control+p');
  await expect(dialog(page, 'Afdrukken voor de burger')).toContainText('Komt uit Balie 3 (Loket 3).');
  await page.keyboard.press('Escape');
  await pill('In gebruik: A4-printer van Loket 3').click();
  await expect(health()).toContainText('Een printer van een ander loket doet nu zijn werk.');
  expect(await violationsOf(page, "another desk's printer in use")).toEqual([]);
  own = await place.startPrinter({ name: 'Balie 1', port: own.port });
  await lookAgain();
  await expect(pill('Werkt weer: A4-printer')).toBeVisible(LOOKED);
  await health().getByRole('button', { name: 'Terug naar de eigen A4-printer' }).first().click();
  await expect(pill('Toestellen in orde')).toBeVisible(LOOKED);
});

test('a payment for which the own terminal died goes to the terminal of the other desk by one key, one desk at a time', async () => {
  test.setTimeout(300_000);
  const { page } = els;
  await ownTerminal.stop();
  await page.keyboard.press('Control+Shift+F4');
  await expect(page.getByText('Betalen gaat nu met de terminal van Loket 3.')).toBeVisible();
  await page.keyboard.press('Control+Shift+F4');
  await expect(page.getByText('Betalen gaat weer met de eigen terminal')).toBeVisible();
  await lookAgain();
  await expect(pill('Antwoordt niet: Betaalterminal')).toBeVisible(LOOKED);
  await health().getByRole('button', { name: 'Gebruik betaalterminal van Loket 3' }).click();
  await expect(pill('In gebruik: betaalterminal van Loket 3')).toBeVisible(LOOKED);
  await search(page).find(NUMBER);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  const holdElsewhere = await otherDesk();
  await holdElsewhere(true);
  const payment = await beginPayment(page, 'Kids-ID', 'Kaart op de terminal');
  await page.keyboard.press('F9');
  await expect(payment.getByText('Een ander loket betaalt nu met deze terminal.')).toBeVisible();
  expect(theirTerminal.timesTaken).toBe(0);
  await holdElsewhere(false);
  theirTerminal.behaviour = 'approveAndDrop';
  await page.keyboard.press('F9');
  await expect(payment.getByText('Niet zeker: eerst nakijken')).toBeVisible();
  // What is not certain is looked up where it was, also when the desk uses its own terminal again.
  await page.keyboard.press('Control+Shift+F4');
  await payment.getByRole('button', { name: /^Nakijken/ }).click();
  await expect(payment.getByText(/^Betaald om/)).toBeVisible();
  expect(theirTerminal.timesTaken).toBe(1);
  await page.keyboard.press('Control+Shift+F4');
  await page.keyboard.press('Escape');
});

test('a payment that a computer left uncertain before it broke is looked up from the other desk, once that has the terminal for itself', async () => {
  test.setTimeout(300_000);
  const { page } = els;
  await search(karim.page).find(NUMBER);
  await search(karim.page).box.press('Enter');
  await expect(frame(karim.page).heading).toHaveText(/verbouwen/i);
  theirTerminal.behaviour = 'approveAndDrop';
  const left = await beginPayment(karim.page, 'Kids-ID', 'Kaart op de terminal');
  await karim.page.keyboard.press('F9');
  await expect(left.getByText('Niet zeker: eerst nakijken')).toBeVisible(LOOKED);
  await frame(karim.page).waitUntilAllSent();
  await karim.kill();
  const line = part(page, 'Betaald aan het loket').getByRole('listitem').filter({ hasText: 'Niet zeker' });
  await line.getByRole('button', { name: 'Nakijken' }).click(LOOKED);
  const payment = openPayment(page);
  await expect(payment).toContainText('ander loket');
  const holdElsewhere = await otherDesk();
  await holdElsewhere(true);
  await page.keyboard.press('F9');
  await expect(payment.getByText('Een ander loket betaalt nu met deze terminal.')).toBeVisible(LOOKED);
  await holdElsewhere(false);
  await page.keyboard.press('F9');
  await expect(payment.getByText(/^Betaald om/)).toBeVisible(LOOKED);
  await page.keyboard.press('Escape');
  await expect(part(page, 'Betaald aan het loket').getByText(/^Betaald om/)).toHaveCount(2);
  // One payment of each desk; looking up takes nothing.
  expect(theirTerminal.timesTaken).toBe(2);
});

test('without a line the desk still knows whom to ask', async () => {
  const { userData } = els;
  await els.close();
  await midoffice.stop();
  await own.setPaper(0);
  els = await startDesk({ name: 'neighbour-els', midofficeUrl: midoffice.url, userData });
  await loginScreen(els.page).logIn('Els Peeters');
  await pill('Papier op: A4-printer').click(LOOKED);
  await health().getByRole('button', { name: 'Gebruik A4-printer van Loket 3' }).click();
  await expect(pill('In gebruik: A4-printer van Loket 3')).toBeVisible(LOOKED);
});
