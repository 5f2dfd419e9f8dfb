import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeScannedPdf } from '../../renderer/features/scanning/pdf/scanned-pdf.ts';
import { printedJpeg } from '../../renderer/features/scanning/testing/printed-page.ts';
import { violationsOf } from '../support/accessibility.ts';
import { noCameraSwitches } from '../support/camera-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { chooseInDialog } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One day of one desk and the folder of its copier, in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let place: string;
let folder: string;
let desk: Desk;
let letter: Uint8Array;

const scan = () => dialog(desk.page, 'Document scannen');
const waiting = () => scan().getByRole('region', { name: 'Nog te klasseren' });
const lineOf = (title: string) => part(desk.page, 'Documenten').getByRole('listitem').filter({ hasText: title });

/** What a copier dropped a minute ago. */
function drop(name: string, bytes: Uint8Array | string): void {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  chmodSync(file, 0o644);
  const then = Date.now() / 1000 - 60;
  utimesSync(file, then, then);
}

async function openDossier(): Promise<void> {
  await search(desk.page).find('2026-LV-00001');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
}

async function start(userData?: string): Promise<void> {
  desk = await startDesk({
    name: 'copier',
    midofficeUrl: midoffice.url,
    switches: noCameraSwitches,
    ...(userData === undefined ? {} : { userData }),
  });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
}

async function openFolder(): Promise<void> {
  await desk.page.keyboard.press('Alt+x');
  await scan()
    .getByText(/^Kopieertoestel/)
    .click();
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  place = mkdtempSync(path.join(tmpdir(), 'onthaal-copier-'));
  // The desk may run as another user.
  chmodSync(place, 0o755);
  folder = path.join(place, 'scans');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const jpeg = await printedJpeg({ lines: ['Attest van de verzekering'] });
  const page = { jpeg, width: 1241, height: 1754, words: [] };
  letter = await makeScannedPdf({ title: 'Scan', language: 'nl-BE', createdAt: new Date(), pages: [page] });
  await start();
});
test.afterAll(async () => {
  await desk.close();
  rmSync(place, { recursive: true });
  await midoffice.dispose();
});

test('the folder is chosen in a dialog of the system, and a page cannot name another', async () => {
  await openDossier();
  await openFolder();
  await expect(scan()).toContainText('nog geen map van een kopieertoestel gekozen');
  await desk.page.keyboard.press('Escape');
  await chooseInDialog(desk, [folder]);
  await desk.page.keyboard.press('Alt+l');
  const card = part(desk.page, 'Map van het kopieertoestel');
  await card.getByRole('button', { name: 'Map kiezen' }).click();
  await expect(card).toContainText(folder);
  expect(await violationsOf(desk.page, 'devices, folder of the copier')).toEqual([]);
  const named = await desk.page.evaluate(() => {
    const { onthaal } = globalThis as unknown as {
      readonly onthaal: { request(name: string, args: object): Promise<unknown> };
    };
    return onthaal.request('devices:writeSettings', { watchFolder: { path: '/etc' } });
  });
  expect(named).toMatchObject({ ok: false, error: { code: 'ARGUMENT_INVALID', field: 'watchFolder' } });
});

test('what the copier drops appears, with what is not offered and why', async () => {
  await openDossier();
  await openFolder();
  await expect(waiting()).toContainText('Niets te klasseren');
  drop('SCAN0001.PDF', letter);
  drop('SCAN0001 (1).PDF', letter);
  drop('SCAN0002.PDF', letter.subarray(0, letter.length - 2_000));
  drop('offerte.pdf', '<!DOCTYPE html><script>1</script>');
  symlinkSync('/etc/passwd', path.join(folder, 'link.pdf'));
  await expect(waiting()).toContainText('1 bestand nog te klasseren', { timeout: 30_000 });
  await expect(scan().getByRole('radio', { name: 'Kopieertoestel (1 bestand nog te klasseren)' })).toBeVisible();
  await waiting().getByText('3 bestanden worden niet aangeboden').click();
  await expect(waiting()).toContainText('SCAN0002.PDF: nog niet volledig');
  await expect(waiting()).toContainText('offerte.pdf: geen pdf of afbeelding');
  await expect(waiting()).toContainText('link.pdf: een koppeling naar elders, die niet gevolgd wordt');
  expect(await violationsOf(desk.page, 'scanning, folder of the copier')).toEqual([]);
  drop('SCAN0002.PDF', `${Buffer.from(letter).toString('latin1')}% 2\n%%EOF\n`);
  await expect(waiting()).toContainText('2 bestanden nog te klasseren', { timeout: 30_000 });
});

test('a file is looked at in a window of its own', async () => {
  const opened = desk.application.waitForEvent('window');
  await waiting()
    .getByRole('button', { name: /^SCAN0001.*bekijken$/ })
    .click();
  const viewer = await opened;
  await expect(viewer.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await viewer.close();
});

test('filed by one key, it stands at the dossier, and every copy has left the folder', async () => {
  await waiting()
    .getByRole('button', { name: /^SCAN0001.*klasseren$/ })
    .click();
  const filing = desk.page.getByRole('dialog', { name: /Bestand klasseren/ });
  await expect(filing.getByRole('listbox', { name: 'Wat is het?' })).toBeVisible();
  expect(await violationsOf(desk.page, 'filing a file of the copier')).toEqual([]);
  await desk.page.keyboard.press('4');
  await desk.page.keyboard.press('F9');
  await expect(filing).toHaveCount(0, { timeout: 30_000 });
  await expect(waiting()).toContainText('1 bestand nog te klasseren', { timeout: 30_000 });
  expect(readdirSync(folder).sort()).toEqual(['SCAN0002.PDF', 'link.pdf', 'offerte.pdf']);
  await desk.page.keyboard.press('Escape');
  await expect(lineOf('Attest')).toHaveCount(1);
  await expect(lineOf('Attest')).toContainText('Gescand');
});

test('killed between keeping and removing, it is neither lost nor doubled', async () => {
  await openFolder();
  // Nobody may remove anything here: what is kept stays in the folder, as after a power cut in between.
  chmodSync(folder, 0o555);
  await waiting().getByRole('button', { name: 'SCAN0002.PDF klasseren' }).click();
  await desk.page.keyboard.press('6');
  await desk.page.keyboard.press('F9');
  await expect(desk.page.getByText('Bewaard, maar het bestand staat nog in de map.')).toBeVisible({ timeout: 30_000 });
  await desk.kill();
  chmodSync(folder, 0o777);
  await start(desk.userData);
  await openDossier();
  await expect(lineOf('Contract')).toHaveCount(1);
  await openFolder();
  await expect(waiting()).toContainText('Niets te klasseren', { timeout: 30_000 });
  await expect(waiting()).toContainText('Al bewaard');
  await waiting().getByRole('button', { name: 'SCAN0002.PDF uit de map halen' }).click();
  await expect(waiting().getByText('Al bewaard')).toHaveCount(0, { timeout: 30_000 });
  expect(existsSync(path.join(folder, 'SCAN0002.PDF'))).toBe(false);
  await desk.page.keyboard.press('Escape');
  await expect(lineOf('Contract')).toHaveCount(1);
});

test('a folder that is away says so', async () => {
  rmSync(folder, { recursive: true });
  await openFolder();
  await expect(scan().getByRole('alert')).toContainText('De map van het kopieertoestel is niet bereikbaar.');
  await desk.page.keyboard.press('Escape');
});
