import type { Locator, Page } from '@playwright/test';

/** The screen of a kiosk. */
export interface KioskScreen {
  readonly code: Locator;
  readonly room: Locator;
  readonly times: Locator;
  register(code: string, ticketPrinter?: string): Promise<void>;
}

/** What one does at a kiosk. */
export function kioskScreen(page: Page): KioskScreen {
  const code = page.getByRole('textbox', { name: 'Code van de beheerder' });
  return {
    code,
    room: page.getByRole('heading', { level: 1, name: 'Molenzaal' }),
    times: page.getByRole('region', { name: 'Vandaag in deze ruimte' }),
    register: async (typed, ticketPrinter) => {
      if (ticketPrinter !== undefined) {
        await page.getByRole('textbox', { name: 'Ticketprinter (niet verplicht)' }).fill(ticketPrinter);
      }
      await code.fill(typed);
      await code.press('Enter');
    },
  };
}

/** The screen of a kiosk that gives numbers. */
export interface HallScreen {
  readonly appointment: Locator;
  readonly walkIn: Locator;
  readonly number: Locator;
  choice(name: string): Locator;
}

/** What a visitor does at a kiosk in the hall. */
export function hallScreen(page: Page): HallScreen {
  const choice = (name: string): Locator => page.getByRole('button', { name });
  return {
    appointment: choice('Ik heb een afspraak'),
    walkIn: choice('Ik heb geen afspraak'),
    number: page.locator('.hall-number'),
    choice,
  };
}
