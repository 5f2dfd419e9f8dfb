import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { chooseInComboBox, chooseInSelect, part } from './cards.ts';
import { frame } from './frame.ts';

/** Opens the queue and says, the first time, at which desk this computer stands. */
export async function sitAt(page: Page, desk: string): Promise<void> {
  await page.keyboard.press('Control+F2');
  await expect(frame(page).heading).toHaveText('Wachtrij');
  await chooseInSelect(part(page, 'Aan welk loket zit u\\?'), 'Loket', desk);
  await expect(page.getByRole('button', { name: /^Volgende/ })).toBeVisible();
}

/** Gives a ticket to somebody who comes in; gives its number. */
export async function arrive(page: Page, product: string, first = false): Promise<string> {
  await page.keyboard.press('Alt+b');
  const dialog = page.getByRole('dialog', { name: 'Bezoeker aanmelden' });
  await chooseInComboBox(dialog, 'Komt voor', product);
  if (first) await dialog.getByRole('radio', { name: /^Eerst/ }).check({ force: true });
  await page.keyboard.press('F9');
  const number = dialog.locator('.current-ticket');
  await expect(number).toBeVisible();
  const ticket = (await number.textContent()) ?? '';
  await page.keyboard.press('F9');
  await expect(dialog).toHaveCount(0);
  return ticket;
}

/** The card of the visitor at this desk. */
export function here(page: Page): Locator {
  return part(page, 'Nu bij u');
}

/** Those who wait. */
export function waiting(page: Page): Locator {
  return part(page, 'Wacht');
}

/** The visitor at this desk, beside every screen. */
export function visit(page: Page): { readonly panel: Locator; readonly notepad: Locator } {
  const panel = page.getByRole('region', { name: 'Bezoek aan dit loket' });
  return { panel, notepad: panel.getByRole('textbox', { name: 'Kladblok' }) };
}

/** Finishes the visit at this desk with what is proposed; with what it was about, when no question was begun in it. */
export async function finish(page: Page, about?: string): Promise<void> {
  await page.keyboard.press('F9');
  const dialog = page.getByRole('dialog', { name: /^Bezoek .* afronden$/ });
  await expect(dialog).toBeVisible();
  if (about !== undefined) await chooseInComboBox(dialog, 'Waarover gaat het?', about);
  await page.keyboard.press('F9');
  await expect(here(page)).toContainText('Er is niemand aan uw loket');
}
