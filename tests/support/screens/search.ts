import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The one search box and what is found. */
export interface Search {
  readonly box: Locator;
  readonly results: Locator;
  readonly status: Locator;
  group(name: 'Personen' | 'Dossiers' | 'Afspraken' | 'Contactmomenten' | 'Taken' | 'Documenten'): Locator;
  /** F3, then types over what stood in the box, and waits for the answer to exactly this text. */
  find(text: string): Promise<void>;
  /** The words that are marked in the hit with this name. */
  marked(hit: Locator): Locator;
}

/** Searching, as from any screen. */
export function search(page: Page): Search {
  const box = page.getByRole('combobox', { name: 'Zoeken in alles' });
  const results = page.getByRole('listbox', { name: 'Gevonden' });
  const status = page.getByRole('main').getByRole('status').first();
  return {
    box,
    results,
    status,
    group: (name) => results.getByRole('group', { name: new RegExp(`^${name}`) }),
    find: async (text) => {
      await page.keyboard.press('F3');
      await expect(box).toBeFocused();
      await box.press('ControlOrMeta+a');
      await page.keyboard.type(text);
      await expect(box).toHaveValue(text);
      await expect(page.getByRole('main').getByText(new RegExp(`voor “${escapeForPattern(text)}”`))).toBeVisible();
    },
    marked: (hit) => hit.locator('mark'),
  };
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
