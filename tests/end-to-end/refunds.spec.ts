import { SimulatedTerminal } from '../../simulators/payment-terminal/payment-terminal.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { beginPayment, closePayment, openPayment, openTill, setTerminal } from '../support/screens/payments.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

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

test('money goes back in parts, to the card and in cash, with a reason; what is not certain is looked up, and no more than was paid', async () => {
  test.setTimeout(240_000);
  desk = await startDesk({ name: 'refunds', midofficeUrl: midoffice.url });
  const { page } = desk;
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await setTerminal(page, terminal.url);
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  const paying = await beginPayment(page, 'Trouwboekje', 'Kaart op de terminal');
  await page.keyboard.press('F9');
  await expect(paying.getByText(/^Betaald om/)).toBeVisible();
  await closePayment(page);

  const payments = part(page, 'Betaald aan het loket');
  await payments.getByRole('button', { name: 'Terugbetalen' }).click();
  const asked = dialog(page, /^Terugbetalen van/);
  const amount = asked.getByRole('textbox', { name: 'Bedrag dat teruggaat' });
  await amount.fill('9999');
  await expect(asked.getByText(/^Er kan hoogstens/)).toBeVisible();
  await amount.fill('5');
  await page.keyboard.press('F9');
  await expect(asked.getByText('Vul dit in.')).toBeVisible();
  await asked.getByRole('textbox', { name: 'Waarom?' }).fill('Verkeerd product');
  await page.keyboard.press('F9');
  const toCard = openPayment(page, 'Terugbetaling');
  await expect(toCard.getByText('Terug te betalen')).toBeVisible();
  terminal.behaviour = 'approveAndDrop';
  await page.keyboard.press('F9');
  await expect(toCard.getByText('Niet zeker: eerst nakijken')).toBeVisible();
  await toCard.getByRole('button', { name: /^Nakijken/ }).click();
  await expect(toCard.getByText(/^Terugbetaald om/)).toBeVisible();
  expect([terminal.timesTaken, terminal.timesGivenBack]).toEqual([1, 1]);
  await page.keyboard.press('Escape');
  await expect(toCard).toBeHidden();

  await payments.getByRole('button', { name: 'Terugbetalen' }).click();
  await asked.getByText('Contant', { exact: true }).click();
  await asked.getByRole('textbox', { name: 'Waarom?' }).fill('De rest ook');
  await page.keyboard.press('F9');
  await expect(toCard.getByText('Terug te betalen')).toBeVisible();
  await toCard.getByRole('button', { name: /Contant teruggegeven/ }).click();
  await expect(toCard.getByText(/^Terugbetaald om/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(payments.getByRole('button', { name: 'Terugbetalen' })).toHaveCount(0);
  expect(terminal.timesGivenBack).toBe(1);

  await openTill(page);
  await expect(part(page, 'Totalen')).toContainText('5,00 terugbetaald');
  await expect(part(page, 'Betalingen')).toContainText('De rest ook');
  await frame(page).waitUntilAllSent();
});
