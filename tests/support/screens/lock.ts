import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** What one sees and does on the locked screen. */
export interface LockedScreen {
  readonly title: Locator;
  readonly secret: Locator;
  unlock(secret: string): Promise<void>;
}

/** The locked screen of the page. */
export function lockedScreen(page: Page): LockedScreen {
  const secret = page.getByLabel(/^(Pincode|Wachtwoord)$/);
  return {
    title: page.getByRole('heading', { level: 1, name: /^(Scherm vergrendeld|Het scherm is afgeschermd\.)$/ }),
    secret,
    unlock: async (typed) => {
      await secret.fill(typed);
      await secret.press('Enter');
    },
  };
}

/** Chooses a PIN or password in the preferences. */
export async function chooseSecret(page: Page, secret: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /^Pincode of wachtwoord (kiezen|wijzigen)$/ }).press('Enter');
  await fillNewSecret(page, secret);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Fills in the dialog for a new PIN or password. */
export async function fillNewSecret(page: Page, secret: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Pincode of wachtwoord' });
  await dialog.getByLabel('Nieuwe pincode of wachtwoord').fill(secret);
  await dialog.getByLabel('Nog eens hetzelfde').fill(secret);
  await dialog.getByRole('button', { name: 'Bewaren' }).press('Enter');
}
