import type { Locator, Page } from '@playwright/test';

/** What is on its way to paper, in words, with what can be done about it. */
export function printStrip(page: Page): Locator {
  return page.getByRole('region', { name: 'Wat wordt afgedrukt' });
}
