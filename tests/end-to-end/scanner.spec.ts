import { makeSaneScanners } from '../../main/devices/testing/sane-scanners/sane-scanners.ts';
import { violationsOf } from '../support/accessibility.ts';
import { noCameraSwitches } from '../support/camera-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One day of one desk and its scanner (the test driver of SANE behind the real program), in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let place: ReturnType<typeof makeSaneScanners>;
let desk: Desk;

const scan = () => dialog(desk.page, 'Document scannen');
const thumbnails = () => scan().getByRole('listbox', { name: 'Gescande pagina’s' }).getByRole('option');
const filing = () => dialog(desk.page, '11 gescande pagina’s bewaren');
const devices = () => part(desk.page, 'Scanner');

async function openScanDialog(): Promise<void> {
  await search(desk.page).find('2026-LV-00001');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
  await desk.page.keyboard.press('Alt+x');
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  place = makeSaneScanners();
  desk = await startDesk({
    name: 'scanner',
    midofficeUrl: midoffice.url,
    environment: place.environment,
    switches: noCameraSwitches,
  });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  await desk.close();
  place.dispose();
  await midoffice.dispose();
});

test('without a chosen scanner the scanning screen says where to choose one', async () => {
  await openScanDialog();
  await scan().getByText('Scanner', { exact: true }).click();
  await expect(scan()).toContainText('Voor dit loket is nog geen scanner gekozen.');
  expect(await violationsOf(desk.page, 'scanning, no scanner chosen')).toEqual([]);
  await desk.page.keyboard.press('Escape');
});

test('scanners are looked for and one is chosen for this desk', async () => {
  place.behave({ scanners: 0 });
  await desk.page.keyboard.press('Alt+l');
  await devices().getByRole('button', { name: 'Scanners zoeken' }).click();
  await expect(devices()).toContainText('Geen scanner gevonden', { timeout: 30_000 });
  place.behave({ scanners: 3 });
  await devices().getByRole('button', { name: 'Scanners zoeken' }).click();
  await expect(devices().getByRole('listitem')).toHaveCount(3, { timeout: 30_000 });
  // From now on it is the only one, with another name: as when it was plugged in anew.
  place.behave();
  await devices().getByRole('button', { name: 'Gebruik aan dit loket' }).last().click();
  await expect(devices().getByRole('listitem').first()).toContainText('Voor dit loket');
  expect(await violationsOf(desk.page, 'devices, scanner chosen')).toEqual([]);
});

test('one sheet, and everything in the feeder, become pages beside each other', async () => {
  await openScanDialog();
  await expect(scan().getByText('Noname frontend-tester')).toBeVisible();
  await expect(scan().getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  await desk.page.keyboard.press('Alt+f');
  await expect(thumbnails()).toHaveCount(1, { timeout: 60_000 });
  await expect(scan().getByText('Pagina 1 van 1')).toBeVisible();
  await scan().getByText('In de invoer: alle bladen', { exact: true }).click();
  await scan().getByRole('button', { name: 'Alles in de invoer scannen' }).click();
  await expect(thumbnails()).toHaveCount(11, { timeout: 120_000 });
  await expect(scan().getByRole('button', { name: 'Alles in de invoer scannen' })).toBeEnabled();
  // Scanned again, it keeps its place.
  await desk.page.keyboard.press('Alt+r');
  await expect(scan().getByRole('button', { name: 'Alles in de invoer scannen' })).toBeEnabled({ timeout: 30_000 });
  await expect(thumbnails()).toHaveCount(11);
  expect(await violationsOf(desk.page, 'scanning with a scanner')).toEqual([]);
});

for (const [status, sentence] of [
  ['DEVICE_BUSY', 'De scanner is nog met iets anders bezig.'],
  ['COVER_OPEN', 'Het deksel van de scanner staat open.'],
  ['NO_DOCS', 'Er ligt geen papier in de invoer van de scanner.'],
  ['JAMMED', 'Er zit papier vast in de scanner.'],
] as const) {
  test(`${status} is a sentence with a next step, and the pages before stay`, async () => {
    place.behave({ status });
    await desk.page.keyboard.press('Alt+f');
    await expect(scan().getByRole('alert')).toContainText(sentence, { timeout: 30_000 });
    await expect(thumbnails()).toHaveCount(11);
  });
}

test('a scan that takes long says how far it is, and can be stopped', async () => {
  place.behave({ delay: 200_000 });
  await desk.page.keyboard.press('Alt+f');
  await expect(scan().getByRole('progressbar', { name: 'De scanner werkt' })).toBeVisible();
  await expect(scan().getByRole('button', { name: '11 pagina’s bewaren' })).toBeDisabled();
  await scan().getByRole('button', { name: 'Stoppen' }).click();
  await expect(scan().getByRole('button', { name: 'Alles in de invoer scannen' })).toBeEnabled({ timeout: 30_000 });
  await expect(thumbnails()).toHaveCount(11);
});

test('filing is given up in the middle of reading the text: nothing is filed, and the pages are there', async () => {
  place.behave();
  await desk.page.keyboard.press('F9');
  await desk.page.keyboard.press('3');
  await desk.page.keyboard.press('F9');
  await expect(filing().getByRole('progressbar', { name: 'Tekst wordt gelezen' })).toBeVisible({ timeout: 30_000 });
  await filing().getByRole('button', { name: 'Annuleren' }).click();
  await expect(filing().getByRole('textbox', { name: 'Naam van het document' })).toHaveValue('Brief');
  await filing().getByRole('button', { name: 'Terug naar de pagina’s' }).click();
  await expect(thumbnails()).toHaveCount(11);
});

test('who does not wait for the text files without it, once, and nothing stands readable anywhere', async () => {
  await desk.page.keyboard.press('F9');
  await desk.page.keyboard.press('F9');
  await expect(filing().getByRole('progressbar', { name: 'Tekst wordt gelezen' })).toBeVisible({ timeout: 30_000 });
  await desk.page.keyboard.press('Alt+z');
  await expect(filing()).toHaveCount(0, { timeout: 60_000 });
  const lines = part(desk.page, 'Documenten').getByRole('listitem').filter({ hasText: 'Brief.pdf' });
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('Gescand');
  const { execFileSync } = await import('node:child_process');
  const found = execFileSync('sh', ['-c', `grep -rlaE 'JFIF|%PDF-1' "$1" || true`, 'sh', desk.userData], {
    encoding: 'utf8',
  });
  expect(found).toBe('');
});

test('a scanner that went away says so, and is looked for again', async () => {
  // Two that are alike, and neither is the one that was chosen.
  place.behave({ scanners: 2 });
  await desk.page.keyboard.press('Alt+x');
  await expect(scan().getByRole('alert')).toContainText('De scanner wordt niet gevonden.', {
    timeout: 30_000,
  });
  place.behave();
  await scan().getByRole('button', { name: 'Opnieuw proberen' }).click();
  await expect(scan().getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  await desk.page.keyboard.press('Escape');
});
