import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { chooseInDialog, filesToAdd } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { brokenPdf, hugePng, lockedPdf, onePagePdf, onePointPng, restlessPdf } from '../support/small-files.ts';
import { test } from '../support/test.ts';

// Els adds, Karim opens: one day of two desks, in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let els: Desk;
let karim: Desk;
let files: ReturnType<typeof filesToAdd>;

async function startAt(name: string, who: string): Promise<Desk> {
  const desk = await startDesk({ name, midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn(who);
  await frame(desk.page).waitUntilAllSent();
  await search(desk.page).find('2026-LV-00001');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
  return desk;
}

const lineOf = (desk: Desk, title: string) =>
  part(desk.page, 'Documenten').getByRole('listitem').filter({ hasText: title });

/** Presses a button of a document and answers the window that opens. */
async function opened(desk: Desk, title: string): Promise<Page> {
  const [window] = await Promise.all([
    desk.application.waitForEvent('window', { timeout: 60_000 }),
    lineOf(desk, title)
      .getByRole('button', { name: `${title} openen` })
      .click(),
  ]);
  await window.waitForLoadState('domcontentloaded');
  return window;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  els = await startAt('documents-bring', 'Els Peeters');
  karim = await startAt('documents-open', 'Karim El Amrani');
  files = filesToAdd('documents-open');
  await chooseInDialog(els, [
    files.write('Grondplan.pdf', onePagePdf('Kelderplan van de Kerkstraat')),
    files.write('Zijgevel.png', onePointPng),
    files.write('Lijst.csv', Buffer.from('naam;aantal\r\nstoel;4\r\n')),
    files.write('Brief.odt', readFileSync(new URL('./files/brief.odt', import.meta.url))),
  ]);
  await els.page.keyboard.press('Alt+d');
  for (const title of ['Grondplan', 'Zijgevel', 'Lijst', 'Brief']) {
    await expect(lineOf(els, title)).toContainText('Centraal bewaard', { timeout: 60_000 });
    await expect(lineOf(karim, title)).toBeVisible({ timeout: 60_000 });
  }
});
test.afterAll(async () => {
  await els.close();
  await karim.close();
  await midoffice.dispose();
});

test('a PDF opens in a window of its own that can do nothing else', async () => {
  const window = await opened(karim, 'Grondplan');
  const page = window.getByRole('region', { name: 'Pagina 1 van 1' });
  await expect(page.locator('canvas')).toBeVisible();
  await expect(page).toContainText('Kelderplan van de Kerkstraat');
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Grondplan.pdf');
  expect(await window.title()).toBe('Onthaal');
  expect(await violationsOf(window, 'document')).toEqual([]);
  const powers = await window.evaluate(async (address) => {
    const reaches = (url: string) =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
    return {
      bridge: 'onthaal' in globalThis,
      node: 'require' in globalThis || 'process' in globalThis,
      network: await reaches(`${address}/health`),
      application: await reaches('/index.html'),
      file: await reaches('file:///etc/passwd'),
    };
  }, midoffice.url);
  expect(powers).toEqual({ bridge: false, node: false, network: false, application: false, file: false });
  // The window goes in the middle of the key, which is what is wanted.
  await Promise.all([window.waitForEvent('close'), window.keyboard.press('Escape').catch(() => undefined)]);
});

test('a picture and a list open too, also without a line when they were opened before', async () => {
  const picture = await opened(karim, 'Zijgevel');
  await expect(picture.getByRole('img', { name: 'Zijgevel.png' })).toBeVisible();
  await picture.close();
  const list = await opened(karim, 'Lijst');
  await expect(list.getByText('stoel;4')).toBeVisible();
  await list.close();
  await midoffice.stop();
  const again = await opened(karim, 'Lijst');
  await expect(again.getByText('stoel;4')).toBeVisible();
  await again.close();
  await lineOf(karim, 'Brief').getByRole('button', { name: 'Brief openen' }).click();
  await expect(karim.page.getByText('Dit bestand staat niet op deze computer, en er is geen lijn.')).toBeVisible({
    timeout: 60_000,
  });
  await midoffice.start();
  await frame(karim.page).waitUntilAllSent();
});

test('what cannot be shown is saved after a warning, and not when the clerk thinks better of it', async () => {
  const place = path.join(path.dirname(files.write('leeg.txt', Buffer.from('x'))), 'opgeslagen.odt');
  const answer = (response: number, filePath: string) =>
    karim.application.evaluate(
      ({ dialog }, chosen) => {
        dialog.showMessageBox = async () => ({ response: chosen.response, checkboxChecked: false });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen.filePath });
      },
      { response, filePath },
    );
  const save = lineOf(karim, 'Brief').getByRole('button', { name: 'Brief openen' });
  await answer(1, place);
  await save.click();
  await expect(lineOf(karim, 'Brief')).toContainText('Centraal bewaard', { timeout: 60_000 });
  expect(existsSync(place)).toBe(false);
  await answer(0, place);
  await save.click();
  await expect(karim.page.getByText('Document opgeslagen buiten Onthaal')).toBeVisible({ timeout: 60_000 });
  expect(readFileSync(place).equals(readFileSync(new URL('./files/brief.odt', import.meta.url)))).toBe(true);
});

test('who logs out leaves no document open', async () => {
  const window = await opened(karim, 'Lijst');
  const gone = window.waitForEvent('close');
  await frame(karim.page).logOut();
  await gone;
});

const hostile: readonly (readonly [title: string, sentence: string])[] = [
  ['Reuzenfoto', 'Deze afbeelding is te groot om te tonen'],
  ['Halve foto', 'Dit bestand is niet volledig'],
  ['Halve brief', 'Dit document kan niet getoond worden'],
  ['Op slot', 'Deze pdf gaat alleen met een wachtwoord open'],
];

test('a picture that asks for gigabytes, half a picture, half a PDF and one with a password each get their sentence, and the desk goes on', async () => {
  await chooseInDialog(els, [
    files.write('Reuzenfoto.png', hugePng()),
    files.write('Halve foto.png', onePointPng.subarray(0, -12)),
    files.write('Halve brief.pdf', brokenPdf()),
    files.write('Op slot.pdf', lockedPdf()),
    files.write('Onrustig.pdf', restlessPdf('Een gewone bladzijde', `${midoffice.url}/health`)),
  ]);
  await els.page.keyboard.press('Alt+d');
  await expect(lineOf(els, 'Onrustig')).toBeVisible({ timeout: 60_000 });
  await els.page.getByRole('button', { name: /^Toon er nog/ }).click();
  for (const [title, sentence] of hostile) {
    const window = await opened(els, title);
    await expect(window.getByRole('status')).toContainText(sentence);
    await expect(window.locator('img, canvas')).toHaveCount(0);
    await window.close();
  }
  await expect(frame(els.page).heading).toHaveText(/verbouwen/i);
});

test('a PDF that wants to run, to start a program or to go somewhere is a page, and nothing more', async () => {
  const window = await opened(els, 'Onrustig');
  const asked: string[] = [];
  window.on('request', (request) => asked.push(request.url()));
  await expect(window.getByRole('region', { name: 'Pagina 1 van 1' })).toContainText('Een gewone bladzijde');
  expect(asked.filter((url) => !url.startsWith('app://') && !url.startsWith('blob:'))).toEqual([]);
  expect(els.application.windows().length).toBe(2);
  expect(await window.getByRole('link').count()).toBe(0);
  await window.close();
});
