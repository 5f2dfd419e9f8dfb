import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** A titled part of a card. */
export function part(page: Page, title: string): Locator {
  return page.getByRole('main').getByRole('region', { name: new RegExp(`^${title}( ?\\d+)?$`) });
}

/** A dialog by its title. */
export function dialog(page: Page, title: string | RegExp): Locator {
  return page.getByRole('dialog', { name: title });
}

/** Chooses in a box that opens a list: typing narrows it. */
export async function chooseInComboBox(within: Locator, label: string, option: string): Promise<void> {
  const page = within.page();
  const box = within.getByRole('combobox', { name: label });
  await box.fill(option);
  await page.getByRole('option', { name: option }).first().click();
  await expect(box).toHaveValue(option);
}

/** Chooses in a list that opens under a button. */
export async function chooseInSelect(within: Locator, label: string, option: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`${label.replaceAll('?', '\\?')}`) }).click();
  await within.page().getByRole('option', { name: option }).click();
}

/** Saves the open dialog with its own button and waits until it is gone. */
export async function saveDialog(open: Locator, button: string): Promise<void> {
  await open.getByRole('button', { name: new RegExp(`^${button} `) }).click();
  await expect(open).toBeHidden();
}
