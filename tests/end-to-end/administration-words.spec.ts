import type { Page } from '@playwright/test';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

async function openAdministration(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('beheer');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText('Beheer');
}

async function start(name: string, userData?: string): Promise<void> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url, ...(userData === undefined ? {} : { userData }) });
  await loginScreen(desk.page).logIn('Ann Vermeulen');
  await frame(desk.page).waitUntilAllSent();
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  await start('administration-words');
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

test('what citizens read is translated beside the Dutch, shown per language, and the focus stays with a row that moves or goes', async () => {
  test.setTimeout(120_000);
  const { page } = desk;
  await openAdministration(page);
  await page.getByText('Producten', { exact: true }).click();
  await page.getByRole('option', { name: /^Document inkijken/ }).press('Enter');
  const translations = page.getByRole('group', { name: 'In andere talen' });
  // The theme "Bestuur" is not translated in the demo.
  await expect(translations.getByRole('radio', { name: 'Frans (nog 1)' })).toBeChecked();
  const theme = translations.getByRole('textbox', { name: /^Thema: Bestuur/ });
  await expect(theme).toHaveAttribute('lang', 'fr');
  await theme.fill('Administration');
  await expect(translations.getByRole('radio', { name: 'Frans (volledig)' })).toBeChecked();
  await page.getByRole('button', { name: 'Nog iets om mee te brengen' }).click();
  await page.getByRole('textbox', { name: 'Meebrengen 2' }).fill('Een recente pasfoto');
  // Another product asks for the same.
  await translations.getByRole('button', { name: /^3 vertalingen overnemen/ }).click();
  await expect(translations.getByRole('textbox', { name: /^Meebrengen 2/ })).toHaveValue(
    'Une photo d’identité récente',
  );
  const preview = part(page, 'Zo leest de burger het');
  await preview.getByText('Frans', { exact: true }).click();
  await expect(preview.locator('[lang="fr"]')).toHaveText([
    ...['Administration', 'Consulter un document', 'Votre carte d’identité', 'Une photo d’identité récente'],
  ]);
  await preview.getByText('Duits', { exact: true }).click();
  await expect(preview.locator('[lang="nl"]')).toHaveText(['Bestuur']);
  expect(await violationsOf(page, 'administration, translations')).toEqual([]);
  await page.keyboard.press('F9');
  await expect(page.getByText('‘Document inkijken’ is bewaard')).toBeVisible();

  await page.getByText('Vragenbomen', { exact: true }).click();
  await page.getByRole('option', { name: /^Ik organiseer iets/ }).press('Enter');
  const answer = (number: number) => page.getByRole('textbox', { name: `Antwoord ${number}`, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(answer(3)).toHaveValue('Een factuur of belasting');
  await answer(3).fill('Een belasting');
  await button('Antwoord 3 naar boven').press('Enter');
  await expect(button('Antwoord 2 naar boven')).toBeFocused();
  await expect(answer(2)).toHaveValue('Een belasting');
  await page.keyboard.press('Enter');
  // The first goes no further up: the focus is in its words.
  await expect(answer(1)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' of retributie');
  await expect(answer(1)).toHaveValue('Een belasting of retributie');
  await button('Antwoord 2 weghalen').press('Enter');
  await expect(button('Antwoord 2 weghalen')).toBeFocused();
  await expect(answer(2)).toHaveValue('Geld voor mijn vereniging');
  await page.keyboard.press('Enter');
  // The last one stays, so its button is gone.
  await expect(answer(1)).toBeFocused();
  await expect(answer(1)).toHaveValue('Een belasting of retributie');
  expect(await violationsOf(page, 'administration, a tree with one answer')).toEqual([]);
});

test('what was typed and not saved is there after the computer stopped and after logging out, also of a row that is new', async () => {
  test.setTimeout(180_000);
  await openAdministration(desk.page);
  await desk.page.getByText('Kennisartikelen', { exact: true }).click();
  await desk.page.keyboard.press('Alt+b');
  const body = () => desk.page.getByRole('textbox', { name: 'Uitleg in gewone woorden' });
  await desk.page.getByRole('textbox', { name: 'Titel' }).fill('Een koe aangeven');
  await body().fill('Breng de koe niet mee.');
  const listed = () => desk.page.getByRole('option', { name: /^Een koe aangeven/ });
  await expect(listed()).toContainText('niet bewaard');
  // Who comes back to the screen sees what the store has.
  await desk.page.keyboard.press('Alt+w');
  await expect(frame(desk.page).heading).toHaveText('Werklijst');
  await openAdministration(desk.page);
  await desk.page.getByText('Kennisartikelen', { exact: true }).click();
  await expect(listed()).toContainText('niet bewaard');
  const { userData } = desk;
  await desk.kill();
  await start('administration-words-again', userData);
  const openDraft = async () => {
    await openAdministration(desk.page);
    await desk.page.getByText('Kennisartikelen', { exact: true }).click();
    await listed().press('Enter');
    await expect(body()).toHaveValue(/^Breng de koe niet mee\./);
  };
  await openDraft();
  await body().fill('Breng de koe niet mee. Echt niet.');
  await frame(desk.page).logOut();
  await loginScreen(desk.page).logIn('Ann Vermeulen');
  await openDraft();
  await expect(body()).toHaveValue('Breng de koe niet mee. Echt niet.');
  await desk.page.getByRole('button', { name: 'Mijn wijzigingen vergeten' }).click();
  await expect(listed()).toHaveCount(0);
});
