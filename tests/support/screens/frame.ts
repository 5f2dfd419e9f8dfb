import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** What stands around every screen. */
export interface Frame {
  readonly navigation: Locator;
  readonly main: Locator;
  readonly heading: Locator;
  /** The state of the sync in words. */
  readonly syncPill: Locator;
  /** The newest notice with this text. */
  notice(text: string | RegExp): Locator;
  /** Presses the item of the navigation with this name. */
  open(name: 'Vandaag' | 'Werklijst' | 'Synchronisatie' | 'Conflicten' | 'Voorkeuren'): Promise<void>;
  /** Waits until the pill says that nothing waits. */
  waitUntilAllSent(milliseconds?: number): Promise<void>;
  logOut(): Promise<void>;
}

export const PILL = {
  allSent: /^Alles doorgestuurd /,
  lineGone: /^Lijn weg sinds \d{2}:\d{2}/,
  blocked: /^Doorsturen lukt niet/,
} as const;

/** The frame of the page. */
export function frame(page: Page): Frame {
  const navigation = page.getByRole('navigation', { name: 'Hoofdnavigatie' });
  const main = page.getByRole('main');
  const syncPill = page.getByRole('banner').locator('.sync-pill');
  return {
    navigation,
    main,
    heading: main.getByRole('heading', { level: 1 }),
    syncPill,
    notice: (text) => page.getByRole('region', { name: 'Meldingen' }).getByText(text).last(),
    open: async (name) => {
      await navigation.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await expect(main.getByRole('heading', { level: 1, name })).toBeVisible();
    },
    waitUntilAllSent: (milliseconds = 60_000) => expect(syncPill).toHaveText(PILL.allSent, { timeout: milliseconds }),
    logOut: async () => {
      await page
        .getByRole('banner')
        .getByRole('button', { name: /Onthaalmedewerker|Dossierbehandelaar|Functioneel beheerder/ })
        .click();
      await page.getByRole('menuitem', { name: 'Afmelden' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Wie zit er aan dit loket?' })).toBeVisible();
    },
  };
}
