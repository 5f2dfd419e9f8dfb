import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { printStrip } from '../support/screens/printing.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let place: IsolatedPrinters;
let first: RealPrinter;
let second: RealPrinter;

/** A desk with two printers for A4. */
function withTwoPrinters(): string {
  const userData = freshUserDataFolder('document-printers');
  const file = path.join(userData, 'devices.json');
  const placeOf = ({ uri }: RealPrinter, name: string) => ({ name, address: uri, fingerprint: null });
  const a4 = { first: placeOf(first, 'Balie 1'), second: placeOf(second, 'Briefpapier') };
  writeFileSync(file, JSON.stringify({ printers: { a4 } }));
  chmodSync(file, 0o644);
  return userData;
}

async function open(userData: string): Promise<Desk> {
  const desk = await startDesk({ name: 'document-printers', midofficeUrl: midoffice.url, userData });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  return desk;
}

async function askToPrint({ page }: Desk) {
  await search(page).find('2026-LV-00001');
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('Control+p');
  return dialog(page, 'Afdrukken voor de burger');
}

test.beforeAll(async () => {
  [midoffice, place] = await Promise.all([startTestMidoffice(60), IsolatedPrinters.create()]);
  first = await place.startPrinter({ name: 'Balie 1' });
  second = await place.startPrinter({ name: 'Briefpapier' });
});
test.afterAll(async () => {
  for (const desk of openDesks()) await desk.close();
  await place?.close();
  await midoffice?.dispose();
});

test('a kind of document comes out of the printer that was chosen for it, today and after a start, and all else out of the other', async () => {
  const userData = withTwoPrinters();
  const desk = await open(userData);
  await desk.page.keyboard.press('Alt+l');
  const onSecond = part(desk.page, 'Printers').getByRole('group', { name: 'Komt uit Briefpapier' });
  await expect(onSecond).toContainText('Al het andere komt uit Balie 1.');
  const letters = onSecond.getByRole('checkbox', { name: 'Brief', exact: true });
  await letters.focus();
  await desk.page.keyboard.press('Space');
  await expect(letters).toBeChecked();
  // Nothing is asked of a desk about printers that it does not have.
  await expect(part(desk.page, 'Printers').getByRole('checkbox', { name: /ticket/i })).toHaveCount(0);
  expect(await violationsOf(desk.page, 'a printer for a kind of document')).toEqual([]);
  await desk.close();

  const again = await open(userData);
  const asked = await askToPrint(again);
  await expect(asked).toContainText('Komt uit Balie 1.');
  await asked.getByRole('radio', { name: /^Brief/ }).check({ force: true });
  await expect(asked).toContainText('Komt uit Briefpapier.');
  await second.order('done');
  await again.page.keyboard.press('F9');
  const strip = printStrip(again.page);
  await expect(strip).toContainText('Briefpapier zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  expect([(await first.arrived()).length, (await second.arrived()).length]).toEqual([0, 1]);
  await first.order('done');
  await strip.getByRole('button', { name: /^Op Balie 1/ }).click();
  await expect(strip).toContainText('Balie 1 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  expect([(await first.arrived()).length, (await second.arrived()).length]).toEqual([1, 1]);
  await again.close();
});
