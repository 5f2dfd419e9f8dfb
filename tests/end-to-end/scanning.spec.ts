import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { type PrintedPage, printedPixels, textOfPdf } from '../../renderer/features/scanning/testing/printed-page.ts';
import { specimenPixels } from '../../renderer/features/scanning/testing/specimen-document.ts';
import { specimens, travelFrame } from '../../renderer/features/scanning/testing/travel-frame.ts';
import type { Pixels } from '../../renderer/imaging/pixels.ts';
import { generateFrame } from '../../renderer/imaging/testing/generated-frame.ts';
import { violationsOf } from '../support/accessibility.ts';
import { cameraSwitches, noCameraSwitches, pointCamera } from '../support/camera-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { filesToAdd } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One document from sheet to dossier, in order.
test.describe.configure({ mode: 'serial' });

const TITLE = 'Huurcontract Kerkstraat';
const sheets = [
  ['Huurovereenkomst voor de woning Kerkstraat 12', 'Huurprijs € 750,00 per maand', 'Gelezen en goedgekeurd'],
  ['Plaatsbeschrijving van de woning', 'Keuken: geen beschadiging', 'Kelder: lichte schade door vocht'],
];

let midoffice: TestMidoffice;
let desk: Desk;
let camera: string;
let pictures: Pixels[];

/** A sheet on a table, seen by a camera that somebody put up. */
async function onTable(lines: readonly string[], seed: number, squares?: PrintedPage['squares']): Promise<Pixels> {
  const corners = [
    { x: 610, y: 40 },
    { x: 1320, y: 62 },
    { x: 1356, y: 1046 },
    { x: 572, y: 1018 },
  ] as const;
  const page = await printedPixels({ lines, ...(squares ? { squares } : {}) });
  return generateFrame({ width: 1920, height: 1080, corners, page, noise: 6, seed });
}

async function openDossier(on: Desk): Promise<void> {
  await loginScreen(on.page).logIn('Els Peeters');
  await frame(on.page).waitUntilAllSent();
  await search(on.page).find('2026-LV-00001');
  await search(on.page).box.press('Enter');
  await expect(frame(on.page).heading).toHaveText(/verbouwen/i);
}

/** The same with a QR code on the sheet. */
async function sheetWithCode(text: string): Promise<Pixels> {
  const { symbol } = await writeBarcode(text, { format: 'QRCode' });
  const { width, data } = symbol;
  return onTable([], 9, { side: width, isDark: (column, row) => data[row * width + column] === 0 });
}

async function openDossierAgain(): Promise<void> {
  await search(desk.page).find('2026-LV-00001');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
}

const scan = () => dialog(desk.page, 'Document scannen');
const thumbnails = () => scan().getByRole('listbox', { name: 'Gescande pagina’s' }).getByRole('option');
const lineOf = (title: string) => part(desk.page, 'Documenten').getByRole('listitem').filter({ hasText: title });

/** Lays another sheet under the camera; the picture is the new one when it is live again. */
async function lay(picture: Pixels): Promise<void> {
  pointCamera(camera, picture);
  await scan().getByRole('button', { name: 'Camera opnieuw starten' }).click();
  await expect(scan().getByRole('button', { name: /pagina scannen/i })).toBeEnabled();
}

test.beforeAll(async () => {
  // By itself it would fetch its program from the network.
  const program = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(program)).buffer } });
  midoffice = await startTestMidoffice(60);
  camera = path.join(path.dirname(filesToAdd('scanning').write('camera', new Uint8Array())), 'camera.y4m');
  pictures = await Promise.all(sheets.map((lines, index) => onTable(lines, index + 1)));
  pointCamera(camera, pictures[0] as Pixels);
  desk = await startDesk({ name: 'scanning', midofficeUrl: midoffice.url, switches: cameraSwitches(camera) });
  await openDossier(desk);
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

test('two sheets are scanned, shown, put in order, and what is thrown away is gone', async () => {
  await desk.page.keyboard.press('Alt+x');
  await expect(scan().getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  expect(await violationsOf(desk.page, 'scanning, no pages')).toEqual([]);
  await lay(pictures[1] as Pixels);
  await desk.page.keyboard.press('Alt+f');
  await expect(scan().getByText('Pagina 1 van 1')).toBeVisible();
  await lay(pictures[0] as Pixels);
  await desk.page.keyboard.press('Alt+f');
  await expect(scan().getByText('Pagina 2 van 2')).toBeVisible();
  await desk.page.keyboard.press('Alt+f');
  await expect(thumbnails()).toHaveCount(3);
  // The sheet was found on the table: no page says that all of the picture was kept.
  await expect(scan().getByText('De randen van het blad zijn niet gevonden.')).toHaveCount(0);
  await thumbnails().nth(2).press('Delete');
  await expect(thumbnails()).toHaveCount(2);
  await expect(scan().getByText('Pagina 2 van 2')).toBeVisible();
  await thumbnails().nth(1).press('Control+ArrowLeft');
  await expect(scan().getByText('Pagina 1 van 2')).toBeVisible();
  expect(await violationsOf(desk.page, 'scanning, two pages')).toEqual([]);
});

test('a page is turned, four times to where it was', async () => {
  const shown = scan().getByRole('img', { name: 'Pagina 1 van 2' });
  const isUpright = () =>
    shown.evaluate((canvas) => (canvas as HTMLCanvasElement).height > (canvas as HTMLCanvasElement).width);
  for (const upright of [false, true, false, true]) {
    await desk.page.keyboard.press('Alt+u');
    await expect.poll(isUpright).toBe(upright);
  }
});

test('Esc asks before pages are lost', async () => {
  await desk.page.keyboard.press('Escape');
  const question = desk.page.getByRole('alertdialog', { name: '2 pagina’s zijn niet bewaard' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Verder scannen' }).press('Enter');
  await expect(thumbnails()).toHaveCount(2);
});

test('filed by one key and a name, it stands at the dossier and is kept by the centre', async () => {
  await desk.page.keyboard.press('F9');
  const filing = dialog(desk.page, '2 gescande pagina’s bewaren');
  await expect(filing.getByRole('listbox', { name: 'Wat is het?' })).toBeVisible();
  // What is not in view has no keys: no page is scanned behind the name of the document.
  await expect(desk.page.getByRole('button', { name: /pagina scannen/i })).toHaveCount(0);
  expect(await violationsOf(desk.page, 'filing a scan')).toEqual([]);
  await desk.page.keyboard.press('6');
  const name = filing.getByRole('textbox', { name: 'Naam van het document' });
  await expect(name).toHaveValue('Contract');
  await name.fill(TITLE);
  await desk.page.keyboard.press('F9');
  await expect(filing).toHaveCount(0, { timeout: 60_000 });
  await expect(lineOf(TITLE)).toContainText('Contract · Gescand');
  await expect(lineOf(TITLE)).toContainText('Centraal bewaard', { timeout: 60_000 });
});

test('its text is found, page by page, by a program that is not ours', async () => {
  const file = path.join(path.dirname(camera), 'saved.pdf');
  await desk.application.evaluate(({ dialog: dialogs }, filePath) => {
    dialogs.showMessageBox = (async () => ({ response: 0, checkboxChecked: false })) as never;
    dialogs.showSaveDialog = (async () => ({ canceled: false, filePath })) as never;
  }, file);
  await lineOf(TITLE)
    .getByRole('button', { name: `${TITLE} opslaan als…` })
    .click();
  await expect(desk.page.getByText('Document opgeslagen buiten Onthaal')).toBeVisible();
  const pages = textOfPdf(readFileSync(file)).split('\f');
  expect(pages).toHaveLength(3);
  for (const [index, lines] of sheets.entries()) {
    const words = (pages[index] ?? '').replace(/\s+/g, ' ');
    for (const line of lines) expect(words).toContain(line);
  }
});

test('nothing of the pages stands readable in the folder of the desk', async () => {
  // A JPEG begins so, and a PDF so; the store and its contents are encrypted, the cache of the page holds neither.
  const { execFileSync } = await import('node:child_process');
  const found = execFileSync('sh', ['-c', `grep -rlaE 'JFIF|%PDF-1' "$1" || true`, 'sh', desk.userData], {
    encoding: 'utf8',
  });
  expect(found).toBe('');
});

test('the camera is off while the screen is covered, and nobody but the page of the desk may have it', async () => {
  await desk.page.keyboard.press('Alt+x');
  await expect(scan().getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  const isLive = () =>
    desk.page.evaluate(() => (document.querySelector('video')?.srcObject as MediaStream | null)?.active === true);
  expect(await isLive()).toBe(true);
  await desk.page.keyboard.press('Control+l');
  await expect(desk.page.getByText('Het scherm is afgeschermd.')).toBeVisible();
  expect(await isLive()).toBe(false);
  await desk.page.keyboard.press('Escape');
  await expect(scan().getByRole('button', { name: 'Pagina scannen' })).toBeEnabled({ timeout: 30_000 });
  await desk.page.keyboard.press('Escape');
  const answers = await desk.application.evaluate(async ({ BrowserWindow }) => {
    const ask = (constraints: string) =>
      `navigator.mediaDevices.getUserMedia(${constraints}).then(() => 'given', (error) => error.name)`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    // The same address in a window that is not the desk's.
    await foreign.loadURL('app://onthaal/index.html');
    const other = await foreign.webContents.executeJavaScript(ask('{ video: true }'));
    foreign.destroy();
    const own = BrowserWindow.getAllWindows()[0]?.webContents;
    const microphone = await own?.executeJavaScript(ask('{ audio: true }'));
    const both = await own?.executeJavaScript(ask('{ audio: true, video: true }'));
    return { other, microphone, both };
  });
  expect(answers).toEqual({ other: 'NotAllowedError', microphone: 'NotAllowedError', both: 'NotAllowedError' });
});

test('a passport photo is framed by keys, shown, and filed as a picture', async () => {
  await openDossierAgain();
  await desk.page.keyboard.press('Alt+y');
  const photo = dialog(desk.page, 'Pasfoto nemen');
  const cut = photo.getByRole('button', { name: 'Kader van de pasfoto' });
  await expect(cut).toBeVisible({ timeout: 30_000 });
  const left = () => cut.evaluate((element) => Number.parseFloat((element as HTMLElement).style.left));
  const before = await left();
  for (const key of ['ArrowLeft', 'ArrowLeft', '-']) await cut.press(key);
  expect(await left()).toBeLessThan(before);
  await desk.page.keyboard.press('Alt+f');
  await expect(photo.getByRole('img', { name: 'De genomen pasfoto' })).toBeVisible();
  expect(await violationsOf(desk.page, 'passport photo')).toEqual([]);
  const size = await photo.getByRole('img', { name: 'De genomen pasfoto' }).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    return [width, height];
  });
  expect(size).toEqual([413, 531]);
  await desk.page.keyboard.press('F9');
  await expect(photo).toHaveCount(0);
  await expect(lineOf('Pasfoto')).toContainText('Gescand');
  await expect(lineOf('Pasfoto')).toContainText('Pasfoto.jpg');
});

/** Types as a scanner does: every key within a few milliseconds, and Enter. */
async function typeFast(on: Desk, code: string): Promise<void> {
  await on.page.evaluate((text) => {
    const target = document.activeElement ?? document.body;
    for (const key of [...text, 'Enter']) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }, code);
}

test('a QR code that the camera sees opens its dossier', async () => {
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  pointCamera(camera, await sheetWithCode('2026-LV-00001'));
  await desk.page.keyboard.press('Alt+q');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i, { timeout: 30_000 });
  await expect(dialog(desk.page, 'Code of paspoort lezen')).toHaveCount(0);
});

test('a scanner that types is recognised outside the fields, and undone by one button', async () => {
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  await typeFast(desk, '2026-LV-00001');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
  await desk.page.getByRole('button', { name: 'Ongedaan maken' }).first().click();
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  await typeFast(desk, '2026-LV-99999');
  await expect(frame(desk.page).heading).toHaveText('Zoeken');
  await expect(search(desk.page).box).toHaveValue('2026-LV-99999');
});

test('the lines of a passport look for a name', async () => {
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  await typeFast(desk, 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<');
  await typeFast(desk, 'L898902C36UTO7408122F1204159ZE184226B<<<<<10');
  await expect(search(desk.page).box).toHaveValue('ANNA MARIA ERIKSSON');
});

test('a passport before the camera looks for its holder', async () => {
  test.setTimeout(240_000);
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  const page = await specimenPixels(specimens.passport);
  pointCamera(camera, travelFrame({ page, width: 1150, angle: 0.06, tilt: 20, noise: 6 }));
  await desk.page.keyboard.press('Alt+q');
  await expect(search(desk.page).box).toHaveValue('ANNA MARIA ERIKSSON', { timeout: 180_000 });
});

test('a passport with a wrong check digit is put right by hand, below what the camera saw', async () => {
  test.setTimeout(300_000);
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Vandaag');
  const [first, second] = specimens.passport.lines;
  // A digit that looks like no other: nothing can put it right by itself.
  const lines = [first, second.replace('7408122F', '7408142F')];
  pointCamera(
    camera,
    travelFrame({ page: await specimenPixels({ ...specimens.passport, lines }), width: 1150, angle: 0 }),
  );
  await desk.page.keyboard.press('Alt+q');
  const code = dialog(desk.page, 'Code of paspoort lezen');
  // It was looked at three times.
  await expect(code.getByText('Het controlecijfer van de geboortedatum klopt niet.')).toBeVisible({ timeout: 200_000 });
  expect(await violationsOf(desk.page, 'travel document in doubt')).toEqual([]);
  await code.getByRole('textbox', { name: 'Regel 2' }).fill(second);
  await expect(code.getByText('Alle controlecijfers kloppen: ANNA MARIA ERIKSSON')).toBeVisible();
  await code.getByRole('button', { name: 'Naam opzoeken' }).click();
  await expect(search(desk.page).box).toHaveValue('ANNA MARIA ERIKSSON');
});

test('without a camera the screen says so, and what to do', async () => {
  const bare = await startDesk({ name: 'no-camera', midofficeUrl: midoffice.url, switches: noCameraSwitches });
  await openDossier(bare);
  await bare.page.keyboard.press('Alt+x');
  const problem = dialog(bare.page, 'Document scannen').getByRole('alert');
  await expect(problem).toContainText('Er is geen camera.');
  await expect(problem).toContainText('Sluit er een aan');
  await expect(bare.page.getByRole('button', { name: 'Pagina scannen' })).toBeDisabled();
  await bare.page.keyboard.press('Escape');
  await expect(dialog(bare.page, 'Document scannen')).toHaveCount(0);
  await bare.close();
});
