import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { fakeEscPos } from '../../main/devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../main/devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { SimulatedTerminal } from '../../simulators/payment-terminal/payment-terminal.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { killTree } from '../support/processes.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { beginPayment, closePayment, openPayment, openTill, setTerminal } from '../support/screens/payments.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

const CARD = 'Kaart op de terminal';

let midoffice: TestMidoffice;
let terminal: SimulatedTerminal;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  terminal = await SimulatedTerminal.start();
});
test.afterEach(() => desk.close());
test.afterAll(async () => {
  await terminal.stop();
  await midoffice.dispose();
});

async function logIn(name: string, userData?: string): Promise<Desk> {
  const started = await startDesk({ name, midofficeUrl: midoffice.url, ...(userData && { userData }) });
  await loginScreen(started.page).logIn('Els Peeters');
  await frame(started.page).waitUntilAllSent();
  return started;
}

async function openDossier({ page }: Desk): Promise<void> {
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
}

test('card payments end as the terminal says; what is not certain is looked up, also after a kill, and nothing is taken twice', async () => {
  test.setTimeout(300_000);
  desk = await logIn('payments');
  await setTerminal(desk.page, terminal.url);
  await openDossier(desk);

  terminal.behaviour = 'approve';
  const approved = await beginPayment(desk.page, 'Kids-ID', CARD);
  await approved.getByRole('button', { name: /Naar de terminal sturen/ }).dblclick();
  await expect(approved.getByText(/^Betaald om/)).toBeVisible();
  expect(terminal.timesTaken).toBe(1);
  await closePayment(desk.page);
  await expect(part(desk.page, 'Betaald aan het loket').getByText(/^Betaald om/)).toHaveCount(1);

  terminal.behaviour = 'decline';
  const declined = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  await expect(declined.getByText(/^Geweigerd om/)).toBeVisible();
  await declined.getByRole('button', { name: 'Niet laten betalen' }).click();
  await expect(declined.getByText('Niet doorgegaan')).toBeVisible();
  await closePayment(desk.page);

  terminal.behaviour = 'approveAndDrop';
  const unsure = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  await expect(unsure.getByText('Niet zeker: eerst nakijken')).toBeVisible();
  await expect(unsure.getByRole('button', { name: /terminal/ })).toHaveCount(0);
  await unsure.getByRole('button', { name: /^Nakijken/ }).click();
  await expect(unsure.getByText(/^Betaald om/)).toBeVisible();
  expect(terminal.timesTaken).toBe(2);
  await closePayment(desk.page);

  terminal.behaviour = 'wait';
  const asked = terminal.nextPayment();
  const waiting = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  await expect(waiting.getByText('Wacht op de kaart')).toBeVisible();
  const operation = await asked;
  killTree(desk.processId);
  await desk.kill();
  terminal.present(operation, 'approve');
  desk = await logIn('payments', desk.userData);
  await openTill(desk.page);
  await expect(desk.page.getByText('Van 1 betaling is niet zeker hoe ze afliep')).toBeVisible();
  await part(desk.page, 'Na te kijken').getByRole('button', { name: 'Nakijken' }).click();
  const found = openPayment(desk.page);
  await found.getByRole('button', { name: /^Nakijken/ }).click();
  await expect(found.getByText(/^Betaald om/)).toBeVisible();
  expect(terminal.timesTaken).toBe(3);
  await closePayment(desk.page);
  await expect(part(desk.page, 'Totalen')).toContainText('3 betalingen');
  expect(desk.readLog()).not.toContain('9999');
});

test('a terminal on a connection of its own, with sealed messages, takes a payment; its passphrase stands nowhere in the clear', async () => {
  test.setTimeout(240_000);
  const key = { identifier: 'loket', version: 2, passphrase: 'een zin om te proberen' };
  const sealed = await SimulatedTerminal.start({ key, needsLogin: true });
  desk = await logIn('payments-sealed');
  await setTerminal(desk.page, sealed.tcpUrl, key);
  await openDossier(desk);
  sealed.behaviour = 'wait';
  const asked = sealed.nextPayment();
  const waiting = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  const operation = await asked;
  await expect(waiting.getByText('Wacht op de kaart')).toBeVisible();
  sealed.present(operation, 'approve');
  await expect(waiting.getByText(/^Betaald om/)).toBeVisible();
  expect(sealed.timesTaken).toBe(1);
  await closePayment(desk.page);
  const kept = readFileSync(path.join(desk.userData, 'devices.json'), 'utf8');
  expect(kept).toContain('tcp://');
  expect(kept + desk.readLog()).not.toContain(key.passphrase);
  await sealed.stop();
});

test('cash with change, a transfer by its code, and the drawer counted with a reason: the totals of a desk are its own', async () => {
  test.setTimeout(240_000);
  const tickets = await FakeRawPrinter.start(fakeEscPos);
  const userData = freshUserDataFolder('payments-one');
  const place = { name: 'Tickets', address: tickets.address, fingerprint: null, hasDrawer: true };
  writeFileSync(path.join(userData, 'devices.json'), JSON.stringify({ printers: { ticket: { first: place } } }));
  chmodSync(path.join(userData, 'devices.json'), 0o644);
  const pulses = () => tickets.printed.toString('latin1').split('\u001bp').length - 1;
  const one = await logIn('payments-one', userData);
  await openDossier(one);
  const cash = await beginPayment(one.page, 'Trouwboekje', 'Contant');
  await cash.getByRole('textbox', { name: /Gekregen bedrag/ }).fill('50');
  await expect(cash.getByText('Terug te geven')).toBeVisible();
  expect(pulses()).toBe(0);
  await cash.getByRole('button', { name: /Contant ontvangen/ }).click();
  await expect(cash.getByText(/^Betaald om/)).toBeVisible();
  await expect.poll(pulses).toBe(1);
  await closePayment(one.page);
  const transfer = await beginPayment(one.page, 'Rijbewijs', 'Overschrijving met QR-code');
  await expect(transfer.getByRole('img', { name: 'QR-code voor een overschrijving' })).toBeVisible();
  await expect(transfer.getByText(/^\+{3}\d{3}\/\d{4}\/\d{5}\+{3}$/)).toBeVisible();
  await closePayment(one.page);
  await search(one.page).find('88631290257');
  await one.page.keyboard.press('Enter');
  await expect(frame(one.page).heading).toHaveText(/Marie-Hélène Van den Broeck/);
  await beginPayment(one.page, 'Kids-ID', 'Contant');
  await openPayment(one.page)
    .getByRole('button', { name: /Contant ontvangen/ })
    .click();
  await expect(openPayment(one.page).getByText(/^Betaald om/)).toBeVisible();
  await closePayment(one.page);
  await expect(part(one.page, 'Betaald zonder dossier').getByText(/^Betaald om/)).toHaveCount(1);
  await openTill(one.page);
  await expect(part(one.page, 'Totalen')).toContainText('Contant2 betalingen');
  await expect.poll(pulses).toBe(2);
  await one.page.keyboard.press('Control+Shift+k');
  const drawer = dialog(one.page, 'Kassalade openen');
  await one.page.keyboard.press('F9');
  await expect(drawer.getByText('Vul dit in.')).toBeVisible();
  expect(await violationsOf(one.page, 'dialog: cash drawer')).toEqual([]);
  await drawer.getByRole('textbox', { name: 'Waarom?' }).fill('Wisselgeld bijgelegd');
  await one.page.keyboard.press('F9');
  await expect(drawer).toBeHidden();
  expect(pulses()).toBe(3);
  await expect(part(one.page, 'Lade geopend zonder betaling')).toContainText('Wisselgeld bijgelegd');
  await expect(part(one.page, 'Totalen')).toContainText('Overschrijving0 betalingen, 1 niet afgewerkt');
  await one.page.keyboard.press('Alt+b');
  const count = dialog(one.page, 'Kas tellen');
  await count.getByRole('textbox', { name: 'In de lade bij het begin van de dag' }).fill('100');
  await count.getByRole('textbox', { name: 'Nu geteld' }).fill('100');
  await one.page.keyboard.press('F9');
  await expect(count.getByText('Vul dit in.')).toBeVisible();
  await count.getByRole('textbox', { name: 'Waardoor komt het verschil?' }).fill('Bedrag zonder ticket teruggegeven');
  await one.page.keyboard.press('F9');
  await expect(count).toBeHidden();
  await expect(part(one.page, 'Kastellingen')).toContainText('Bedrag zonder ticket teruggegeven');
  // Where the desk's own user may write.
  const list = path.join(one.userData, 'kassa.csv');
  await one.application.evaluate(({ dialog: ofSystem }, filePath) => {
    ofSystem.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, list);
  await one.page.keyboard.press('Control+s');
  await expect(one.page.getByText('Bewaard in kassa.csv')).toBeVisible();
  const [heading, ...rows] = readFileSync(list, 'utf8').trimEnd().split('\r\n');
  expect(heading).toBe('\ufeff"Uur";"Hoe";"Toestand";"Bedrag";"Dossier";"Producten";"Mededeling";"Door"');
  expect(rows).toEqual([
    expect.stringMatching(
      /^"\d\d:\d\d";"[^"]+";"Betaald om [^"]+";"\d+,\d\d";"";"1 x Kids-ID[^"]*";"[\d/]+";"Els Peeters"$/,
    ),
    expect.stringContaining('"Te betalen"'),
    expect.stringMatching(/;"2026-LV-00001";"1 x Trouwboekje";/),
    expect.stringContaining('"Wisselgeld bijgelegd";"";"Els Peeters"'),
    expect.stringMatching(/^"";"[^"]+";"Totaal";"\d+,\d\d"/),
    expect.stringMatching(/^"";"[^"]+";"Totaal";"0,00"/),
  ]);
  await frame(one.page).waitUntilAllSent();

  desk = await logIn('payments-two');
  await openDossier(desk);
  await expect(part(desk.page, 'Betaald aan het loket').getByText('Trouwboekje')).toBeVisible();
  await openTill(desk.page);
  await expect(part(desk.page, 'Totalen')).toContainText('Op deze dag is hier niets betaald.');
  await expect(desk.page.getByRole('button', { name: /Lade openen/ })).toHaveCount(0);
  await one.close();
  await tickets.close();
});
