import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { frame } from './frame.ts';
import { search } from './search.ts';

/** Fills in the form of a new person and presses its button; does not wait for what comes of it. */
export async function trySavePerson(page: Page, givenName: string, familyName: string): Promise<void> {
  await page.keyboard.press('Alt+p');
  await expect(frame(page).heading).toHaveText('Nieuwe persoon');
  await page.getByRole('textbox', { name: 'Voornaam' }).fill(givenName);
  await page.getByRole('textbox', { name: 'Naam', exact: true }).fill(familyName);
  await page.getByRole('button', { name: 'Persoon bewaren' }).click();
}

/** Makes a person and waits until the desk says that it is saved: from then on it may not be lost. */
export async function savePerson(page: Page, givenName: string, familyName: string): Promise<void> {
  await trySavePerson(page, givenName, familyName);
  await expect(frame(page).heading).toContainText(`${givenName} ${familyName}`);
}

/** Asserts that somebody can be found on this desk. */
export async function expectPerson(page: Page, name: string): Promise<void> {
  await search(page).find(name);
  await expect(search(page).group('Personen').getByRole('option', { name })).toHaveCount(1);
}
