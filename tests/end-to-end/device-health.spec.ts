import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { SimulatedTerminal } from '../../simulators/payment-terminal/payment-terminal.ts';
import { violationsOf } from '../support/accessibility.ts';
import { noCameraSwitches } from '../support/camera-file.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

// One bad day of one desk, in order.
test.describe.configure({ mode: 'serial' });

/** Longer than the longest pause between two looks. */
const LOOKED = { timeout: 120_000 };

let midoffice: TestMidoffice;
let desk: Desk;
let place: IsolatedPrinters;
let printer: RealPrinter;
let terminal: SimulatedTerminal;

const pill = (words: string): Locator =>
  desk.page.getByRole('banner').getByRole('button', { name: words, exact: true });
const health = (): Locator => part(desk.page, 'Zo staan de toestellen');
const lookAgain = (): Promise<void> => health().getByRole('button', { name: 'Opnieuw kijken' }).click();

async function start(userData: string, switches: readonly string[]): Promise<void> {
  desk = await startDesk({ name: 'device-health', midofficeUrl: midoffice.url, userData, switches });
  await loginScreen(desk.page).logIn('Els Peeters');
}

function choose(userData: string, devices: object): void {
  const file = path.join(userData, 'devices.json');
  writeFileSync(file, JSON.stringify(devices));
  chmodSync(file, 0o644);
}

test.beforeAll(async () => {
  [midoffice, place, terminal] = await Promise.all([
    startTestMidoffice(60),
    IsolatedPrinters.create(),
    SimulatedTerminal.start(),
  ]);
  printer = await place.startPrinter({ name: 'Balie 1' });
  const userData = freshUserDataFolder('device-health');
  choose(userData, {
    printers: { a4: { first: { name: 'Balie 1', address: printer.uri, fingerprint: null } } },
    terminal: { kind: 'nexo', url: terminal.url, saleId: 'LOKET-1', terminalId: 'SIM-400' },
  });
  await start(userData, ['--use-fake-device-for-media-stream']);
});
test.afterAll(async () => {
  for (const open of openDesks()) await open.close();
  await place?.close();
  await terminal?.stop();
  await midoffice?.dispose();
});

test('a desk whose devices are fine says so', async () => {
  await expect(pill('Toestellen in orde')).toBeVisible(LOOKED);
  await desk.page.keyboard.press('Alt+l');
  await expect(health()).toContainText('A4-printer in orde');
  await expect(health()).toContainText('Betaalterminal in orde');
  await expect(health()).toContainText('Verbinding met de centrale');
  expect(await violationsOf(desk.page, 'devices in order')).toEqual([]);
});

test('a printer that runs dry is on the pill without anybody printing, with what to do and a way back', async () => {
  await desk.page.keyboard.press('Alt+v');
  await printer.setPaper(0);
  await pill('Papier op: A4-printer').click(LOOKED);
  await expect(frame(desk.page).heading).toHaveText('Toestellen');
  const steps = health().getByRole('list').filter({ hasText: 'Leg papier bij' }).getByRole('listitem');
  await expect(health().getByRole('button', { name: 'Los het op' })).toHaveAttribute('aria-expanded', 'true');
  await expect(steps.filter({ hasText: 'Leg papier bij: A4 in de lade' }).last()).toBeVisible();
  expect(await violationsOf(desk.page, 'printer out of paper')).toEqual([]);
  await printer.setPaper(250);
  await lookAgain();
  await expect(health()).toContainText('Net opnieuw gekeken.');
  await expect(health()).toContainText('A4-printer in orde');
  await expect(pill('Toestellen in orde')).toBeVisible();
});

test('a printer that dies is missed, and is back when it answers again', async () => {
  const { port } = printer;
  await printer.kill();
  await lookAgain();
  await expect(pill('Antwoordt niet: A4-printer')).toBeVisible(LOOKED);
  await expect(health()).toContainText('Zit de netwerkkabel vast');
  printer = await place.startPrinter({ name: 'Balie 1', port });
  await lookAgain();
  await expect(pill('Toestellen in orde')).toBeVisible(LOOKED);
});

test('a terminal is tested without paying, missed when it goes, and found again', async () => {
  const card = part(desk.page, 'Betaalterminal');
  await card.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(card).toContainText('De terminal antwoordt. Er is niets betaald.', LOOKED);
  expect(terminal.timesTaken).toBe(0);
  const port = Number(new URL(terminal.url).port);
  await terminal.stop();
  await lookAgain();
  await expect(pill('Antwoordt niet: Betaalterminal')).toBeVisible(LOOKED);
  await expect(health()).toContainText('Ondertussen: laat contant betalen');
  expect(await violationsOf(desk.page, 'terminal away')).toEqual([]);
  await card.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(card).toContainText('De terminal antwoordt niet.', LOOKED);
  terminal = await SimulatedTerminal.start({ port });
  await lookAgain();
  await expect(pill('Toestellen in orde')).toBeVisible(LOOKED);
});

test('the camera is shown when asked, chosen, and off as soon as nobody looks', async () => {
  const { page } = desk;
  const card = part(page, 'Camera');
  // Kept beside the page, so that it can be asked after the picture is gone.
  const isLive = () =>
    page.evaluate(() => {
      const found = document.querySelector('video')?.srcObject as MediaStream | null | undefined;
      const kept = globalThis as unknown as { seen?: MediaStream };
      kept.seen = found ?? kept.seen;
      return kept.seen?.active === true;
    });
  await card.getByRole('button', { name: 'Camera tonen' }).click();
  await card.getByRole('button', { name: 'Deze camera gebruiken' }).click();
  await expect(card).toContainText('Camera van deze balie: fake_device_0');
  expect(await isLive()).toBe(true);
  expect(await violationsOf(page, 'camera shown')).toEqual([]);
  await page.keyboard.press('Control+l');
  await expect(page.getByText('Het scherm is afgeschermd.')).toBeVisible();
  expect(await isLive()).toBe(false);
  await page.keyboard.press('Escape');
  await expect.poll(isLive).toBe(true);
  await page.keyboard.press('Alt+v');
  await expect(frame(page).heading).toHaveText('Vandaag');
  expect(await isLive()).toBe(false);
});

test('the microphone is heard while it is tested, and refused before and after', async () => {
  const { page } = desk;
  const outcome = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        (error: Error) => error.name,
      ),
    );
  expect(await outcome()).toBe('NotAllowedError');
  await page.keyboard.press('Alt+l');
  const card = part(page, 'Microfoon');
  await card.getByRole('button', { name: 'Microfoon proberen' }).click();
  await expect(card.getByRole('meter', { name: 'Geluid' })).toHaveAttribute('aria-valuetext', /te horen|luid/, LOOKED);
  expect(await violationsOf(page, 'microphone heard')).toEqual([]);
  await card.getByRole('button', { name: 'Stoppen' }).click();
  await expect(card.getByRole('meter')).toHaveCount(0);
  await expect.poll(outcome).toBe('NotAllowedError');
  await card.getByRole('button', { name: 'Microfoon proberen' }).click();
  await expect(card.getByRole('meter')).toBeVisible(LOOKED);
  await page.keyboard.press('Control+l');
  await expect(page.getByText('Het scherm is afgeschermd.')).toBeVisible();
  expect(await outcome()).toBe('NotAllowedError');
  await page.keyboard.press('Escape');
  await expect(card.getByRole('button', { name: 'Microfoon proberen' })).toBeVisible();
});

test('the camera that this desk chose is missed when it is not there', async () => {
  const { userData } = desk;
  await desk.close();
  await start(userData, noCameraSwitches);
  await pill('Camera weg').click(LOOKED);
  await expect(health()).toContainText('Zit de kabel van de camera vast?');
  expect(await violationsOf(desk.page, 'camera gone')).toEqual([]);
  const card = part(desk.page, 'Camera');
  await card.getByRole('button', { name: 'fake_device_0 niet meer gebruiken' }).click();
  await expect(pill('Toestellen in orde')).toBeVisible();
});
