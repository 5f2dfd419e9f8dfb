import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The login screen of the demo. */
export interface LoginScreen {
  readonly title: Locator;
  readonly filter: Locator;
  readonly people: Locator;
  person(name: string): Locator;
  /** Narrows the list to a name and presses Enter; the frame or the first sync shows next. */
  logIn(name: string): Promise<void>;
  /**
   * The same, unless somebody is logged in: on the fresh desk that a test begins with after another one failed.
   * @returns whether nobody was
   */
  logInWhenOut(name: string): Promise<boolean>;
}

/** What one does on the login screen. */
export function loginScreen(page: Page): LoginScreen {
  const filter = page.getByRole('combobox', { name: 'Naam, team of rol' });
  const people = page.getByRole('listbox', { name: 'Mensen die zich kunnen aanmelden' });
  const person = (name: string): Locator => people.getByRole('option', { name });
  const navigation = page.getByRole('navigation', { name: 'Hoofdnavigatie' });
  const logIn = async (name: string): Promise<void> => {
    // After a refused login the page starts anew and forgets what was typed: who sees that types again.
    await expect(async () => {
      await filter.fill(name);
      await expect(people.getByRole('option')).toHaveCount(1);
      await expect(person(name)).toHaveAttribute('aria-selected', 'true', { timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await filter.press('Enter');
    await expect(navigation).toBeVisible();
  };
  return {
    title: page.getByRole('heading', { level: 1, name: 'Wie zit er aan dit loket?' }),
    filter,
    people,
    person,
    logIn,
    logInWhenOut: async (name) => {
      if (await navigation.isVisible()) return false;
      await logIn(name);
      return true;
    },
  };
}
