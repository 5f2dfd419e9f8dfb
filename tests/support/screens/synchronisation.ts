import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { frame } from './frame.ts';

/** The part of the synchronisation screen about backups. */
export interface BackupsCard {
  readonly card: Locator;
  /** What came back after a damage or a restore. */
  readonly report: Locator;
  /** The files that were set aside. */
  readonly setAside: Locator;
  /** Makes a backup by hand and waits until it stands in the list. */
  make(): Promise<void>;
  /** Opens the list and asks for the newest one; the question is open then. */
  askRestore(): Promise<Locator>;
}

/** Opens the synchronisation screen. */
export async function openBackups(page: Page): Promise<BackupsCard> {
  await frame(page).open('Synchronisatie');
  const card = page.getByRole('region', { name: 'Reservekopieën' });
  const list = card.getByRole('button', { name: /kopie(ën)?$/ }).and(card.locator('.disclosure-button'));
  return {
    card,
    report: page.getByRole('region', { name: 'Wat is er teruggekomen?' }),
    setAside: page.getByRole('region', { name: 'Opzijgezet' }),
    make: async () => {
      await card.getByRole('button', { name: 'Nu een kopie maken' }).click();
      await expect(card.getByText('Laatste kopie')).toBeVisible({ timeout: 30_000 });
      await expect(card.getByText('Er wordt een kopie gemaakt')).toBeHidden();
    },
    askRestore: async () => {
      await list.click();
      await card
        .getByRole('button', { name: /^Kopie van .* terugzetten$/ })
        .first()
        .click();
      return page.getByRole('alertdialog');
    },
  };
}
