import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { LentScanner, reachLentScanners } from '../../main/devices/testing/sane-scanners/lent-scanner.ts';
import { makeSaneScanners } from '../../main/devices/testing/sane-scanners/sane-scanners.ts';
import { violationsOf } from '../support/accessibility.ts';
import { noCameraSwitches } from '../support/camera-file.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let lent: LentScanner;
let place: ReturnType<typeof makeSaneScanners>;

async function open(name: string, who: string, devices: DeskDevices): Promise<Desk> {
  const userData = freshUserDataFolder(name);
  const file = path.join(userData, 'devices.json');
  writeFileSync(file, JSON.stringify(devices));
  chmodSync(file, 0o644);
  const { environment } = place;
  const desk = await startDesk({
    name,
    midofficeUrl: midoffice.url,
    userData,
    environment,
    switches: noCameraSwitches,
  });
  await loginScreen(desk.page).logIn(who);
  await frame(desk.page).waitUntilAllSent();
  return desk;
}

test.beforeAll(async () => {
  [midoffice, lent] = await Promise.all([startTestMidoffice(60), LentScanner.start()]);
  place = makeSaneScanners();
  reachLentScanners(place);
});
test.afterAll(async () => {
  for (const desk of openDesks()) await desk.close();
  place?.dispose();
  await lent?.stop();
  await midoffice?.dispose();
});

test('a desk whose scanner is away scans with that of another desk, is told whose it is, and goes back to its own', async () => {
  const theirs = { name: lent.name, label: 'Noname frontend-tester' };
  await open('scanner-karim', 'Karim El Amrani', { deskId: 'desk-3', name: 'Loket 3', scanner: theirs });
  // One that is not there any more.
  const own = { name: 'test:7', label: 'Eigen scanner' };
  const { page } = await open('scanner-els', 'Els Peeters', { deskId: 'desk-2', scanner: own });
  await page.keyboard.press('Alt+l');
  const neighbours = part(page, 'Andere loketten in dit gebouw');
  await expect(neighbours.getByRole('listitem').filter({ hasText: 'Loket 3' })).toContainText('Scanner', {
    timeout: 60_000,
  });

  await search(page).find('2026-LV-00001');
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('Alt+x');
  const scan = dialog(page, 'Document scannen');
  const pages = scan.getByRole('listbox', { name: 'Gescande pagina’s' }).getByRole('option');
  await expect(scan.getByRole('alert')).toContainText('De scanner wordt niet gevonden', { timeout: 30_000 });
  expect(await violationsOf(page, 'scanning, the scanner is away')).toEqual([]);
  await scan.getByRole('button', { name: 'Gebruik scanner van Loket 3' }).press('Enter');
  await expect(scan).toContainText('Dit is de scanner van Loket 3. Leg het papier daar.');
  await expect(scan.getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  await expect(scan.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Alt+f');
  await expect(pages).toHaveCount(1, { timeout: 60_000 });
  expect(await violationsOf(page, 'scanning with the scanner of another desk')).toEqual([]);

  // Switched off, it says so; the page that is there stays.
  await lent.switchOff();
  await page.keyboard.press('Alt+f');
  await expect(scan.getByRole('alert')).toContainText('De scanner wordt niet gevonden', { timeout: 60_000 });
  await expect(pages).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /weggooien/i })
    .click();
  await page.getByRole('banner').getByRole('button', { name: 'In gebruik: scanner van Loket 3' }).click();
  await part(page, 'Zo staan de toestellen')
    .getByRole('button', { name: 'Terug naar de eigen scanner' })
    .press('Enter');
  await expect(page.getByRole('banner').getByRole('button', { name: /scanner van Loket 3/ })).toHaveCount(0);
  await expect(part(page, 'Scanner').getByText('Eigen scanner')).toBeVisible();
});
