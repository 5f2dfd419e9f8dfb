import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { dialog, part } from './cards.ts';
import { frame } from './frame.ts';

/** The payment or the refund that is open, whatever it costs. */
export function openPayment(page: Page, what: 'Betaling' | 'Terugbetaling' = 'Betaling'): Locator {
  return page.getByRole('dialog', { name: new RegExp(`^${what} van`) });
}

/** Closes the payment that is open, by its key. */
export async function closePayment(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(openPayment(page)).toBeHidden();
}

/** What a terminal shares with a desk. */
export interface SharedKey {
  readonly identifier: string;
  readonly version: number;
  readonly passphrase: string;
}

/** Sets the terminal of this desk on the screen of devices. */
export async function setTerminal(page: Page, url: string, key?: SharedKey): Promise<void> {
  await page.keyboard.press('Alt+l');
  await expect(frame(page).heading).toHaveText('Toestellen');
  const card = part(page, 'Betaalterminal');
  await card.getByText('Terminal in het netwerk').click();
  await card.getByRole('textbox', { name: 'Adres van de terminal' }).fill(url);
  await card.getByRole('textbox', { name: 'Naam van deze kassa' }).fill('LOKET-1');
  await card.getByRole('textbox', { name: 'Naam van de terminal' }).fill('SIM-400');
  if (key !== undefined) {
    await card.getByText('Berichten versleutelen met een gedeelde sleutel').click();
    await card.getByRole('textbox', { name: 'Naam van de sleutel' }).fill(key.identifier);
    await card.getByRole('textbox', { name: 'Versie van de sleutel' }).fill(String(key.version));
    await card.getByLabel('Wachtzin').fill(key.passphrase);
  }
  await card.getByRole('button', { name: 'Terminal bewaren' }).click();
}

/** Sets a terminal of Mollie, with its key. */
export async function setMollieTerminal(page: Page, terminalId: string, key: string): Promise<void> {
  await page.keyboard.press('Alt+l');
  await expect(frame(page).heading).toHaveText('Toestellen');
  const card = part(page, 'Betaalterminal');
  await card.getByText('Terminal van Mollie').click();
  await card.getByRole('textbox', { name: 'Nummer van de terminal' }).fill(terminalId);
  await card.getByLabel('API-sleutel').fill(key);
  await card.getByRole('button', { name: 'Terminal bewaren' }).click();
  await expect(card.getByText('Er is een sleutel bewaard.')).toBeVisible();
}

/** Begins a payment of one product on the dossier that is open, by keys alone but for the method. */
export async function beginPayment(page: Page, product: string, method: string): Promise<Locator> {
  await page.keyboard.press('Alt+e');
  const open = dialog(page, 'Betalen');
  const box = open.getByRole('combobox', { name: 'Product toevoegen' });
  await box.fill(product);
  const wanted = page.getByRole('option', { name: new RegExp(`^${product}`) }).first();
  await expect(wanted).toBeVisible();
  // By keys: at 200 % the list has hardly room, and the mouse may meet what lies under it.
  await expect(async () => {
    await box.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await wanted.getAttribute('id'));
  }).toPass();
  await box.press('Enter');
  await expect(open.getByRole('list', { name: 'Te betalen' })).toContainText(product);
  await open.getByText(method, { exact: true }).click();
  await page.keyboard.press('F9');
  await expect(openPayment(page)).toBeVisible();
  return openPayment(page);
}

/** The till of this desk. */
export async function openTill(page: Page): Promise<void> {
  await page.keyboard.press('Alt+i');
  await expect(frame(page).heading).toHaveText('Kassa');
}
