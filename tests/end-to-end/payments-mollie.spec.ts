import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SimulatedMollie } from '../../simulators/mollie/mollie.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { killTree } from '../support/processes.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { beginPayment, closePayment, openPayment, openTill, setMollieTerminal } from '../support/screens/payments.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

const CARD = 'Kaart op de terminal';

let midoffice: TestMidoffice;
let mollie: SimulatedMollie;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  mollie = await SimulatedMollie.start();
});
test.afterEach(() => desk.close());
test.afterAll(async () => {
  await mollie.stop();
  await midoffice.dispose();
});

async function logIn(userData?: string): Promise<Desk> {
  const environment = { ONTHAAL_MOLLIE_URL: mollie.url };
  const started = await startDesk({
    ...{ name: 'mollie', midofficeUrl: midoffice.url, environment },
    ...(userData && { userData }),
  });
  await loginScreen(started.page).logIn('Els Peeters');
  await frame(started.page).waitUntilAllSent();
  return started;
}

test('a terminal of Mollie takes a payment once, also when the desk is killed over it, and its key stands nowhere in the clear', async () => {
  test.setTimeout(300_000);
  desk = await logIn();
  await setMollieTerminal(desk.page, mollie.terminalId, mollie.key);
  await search(desk.page).find('2026-LV-00001');
  await desk.page.keyboard.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);

  mollie.behaviour = 'approveAndDrop';
  const approved = await beginPayment(desk.page, 'Kids-ID', CARD);
  await approved.getByRole('button', { name: /Naar de terminal sturen/ }).dblclick();
  await expect(approved.getByText(/^Betaald om/)).toBeVisible();
  expect(mollie.counts).toEqual({ made: 1, paid: 1 });
  await closePayment(desk.page);

  mollie.behaviour = 'decline';
  const declined = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  await expect(declined.getByText(/^Geweigerd om/)).toBeVisible();
  await declined.getByRole('button', { name: 'Niet laten betalen' }).click();
  await expect(declined.getByText('Niet doorgegaan')).toBeVisible();
  await closePayment(desk.page);

  mollie.behaviour = 'wait';
  const asked = mollie.nextPayment();
  const waiting = await beginPayment(desk.page, 'Kids-ID', CARD);
  await desk.page.keyboard.press('F9');
  await expect(waiting.getByText('Wacht op de kaart')).toBeVisible();
  const operation = await asked;
  killTree(desk.processId);
  await desk.kill();
  mollie.present(operation, 'paid');
  desk = await logIn(desk.userData);
  await openTill(desk.page);
  await part(desk.page, 'Na te kijken').getByRole('button', { name: 'Nakijken' }).click();
  const found = openPayment(desk.page);
  await found.getByRole('button', { name: /^Nakijken/ }).click();
  await expect(found.getByText(/^Betaald om/)).toBeVisible();
  expect(mollie.counts).toEqual({ made: 3, paid: 2 });
  await closePayment(desk.page);
  await expect(part(desk.page, 'Totalen')).toContainText('2 betalingen');

  // What went back comes back: seen when the till opens, tried again, and gone once.
  mollie.behaviour = 'approve';
  await part(desk.page, 'Betalingen').getByRole('button', { name: 'Terugbetalen' }).first().click();
  const why = dialog(desk.page, /^Terugbetalen van/);
  await why.getByRole('textbox', { name: 'Waarom?' }).fill('Verkeerd product');
  expect(await violationsOf(desk.page, 'dialog: refund')).toEqual([]);
  await desk.page.keyboard.press('F9');
  const back = openPayment(desk.page, 'Terugbetaling');
  await back.getByRole('button', { name: /Naar de kaart terugsturen/ }).click();
  await expect(back.getByText(/^Terugbetaald om/)).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(back).toBeHidden();
  const [cents] = mollie.givenBack;
  mollie.failRefunds();
  await desk.page.keyboard.press('Alt+v');
  await openTill(desk.page);
  await expect(desk.page.getByText(/^Een terugbetaling van .* is achteraf mislukt$/)).toBeVisible();
  await expect(desk.page.getByText('1 terugbetaling is achteraf mislukt')).toBeVisible();
  expect(await violationsOf(desk.page, 'till with a failed refund')).toEqual([]);
  await part(desk.page, 'Mislukte terugbetalingen').getByRole('button', { name: 'Verder' }).click();
  await back.getByRole('button', { name: /Opnieuw naar de terminal/ }).click();
  await expect(back.getByText(/^Terugbetaald om/)).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(part(desk.page, 'Mislukte terugbetalingen')).toHaveCount(0);
  expect(mollie.givenBack).toEqual([cents]);

  expect(readFileSync(path.join(desk.userData, 'devices.json'), 'utf8')).toContain(mollie.terminalId);
  expect(readFileSync(path.join(desk.userData, 'devices.json'), 'utf8')).not.toContain(mollie.key);
  expect(desk.readLog()).not.toContain(mollie.key);
});
