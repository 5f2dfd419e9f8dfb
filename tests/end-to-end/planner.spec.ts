import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  midoffice = await startTestMidoffice(60);
  desk = await startDesk({ name: 'planner', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  await desk?.close();
  await midoffice?.dispose();
});

/** The appointments on the open card that are still to come. */
const booked = () => part(desk.page, 'Afspraken').getByRole('listitem').filter({ hasText: 'Geboekt' });

test('without a mouse: an appointment from the dossier is held while talking, booked, and on its card', async () => {
  const { page } = desk;
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  const before = await booked().count();
  await page.keyboard.press('F8');
  const open = dialog(page, 'Afspraak maken');
  await expect(open.getByRole('combobox', { name: 'Waarvoor' })).toBeFocused();
  await page.keyboard.type('woonst');
  await expect(page.getByRole('option', { name: /Attest van woonst/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const moments = open.getByRole('list', { name: 'Vrije momenten' }).getByRole('button');
  await expect(moments).toHaveCount(3);
  await page.keyboard.press('Shift+F8');
  await expect(moments).toHaveCount(6);
  await expect(open.getByRole('region', { name: 'Mee te brengen' })).toContainText('Uw identiteitskaart');
  await moments.first().focus();
  await page.keyboard.press('Enter');
  await expect(open.getByRole('timer')).toHaveText(/^Nog [45]:\d\d$/);
  await page.keyboard.press('F9');
  await expect(page.getByText(/^Afspraak geboekt: /)).toBeVisible();
  await expect(open).toBeHidden();
  await expect(booked()).toHaveCount(before + 1);
});

test('it gets another moment, and is cancelled with a reason that can be taken back', async () => {
  const { page } = desk;
  const count = await booked().count();
  const row = booked().filter({ hasText: 'Attest van woonst' });
  await row.getByRole('button', { name: /^Afspraak van .* verzetten$/ }).click();
  const open = dialog(page, 'Afspraak verzetten');
  await open.getByRole('list', { name: 'Vrije momenten' }).getByRole('button').nth(2).click();
  await expect(open.getByRole('timer')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByText(/^Afspraak verzet naar /)).toBeVisible();
  await row.getByRole('button', { name: /^Afspraak van .* afzeggen$/ }).click();
  await page.keyboard.press('F9');
  await expect(dialog(page, 'Afspraak afzeggen')).toContainText('Vul dit in');
  await page.keyboard.type('Ziek');
  await page.keyboard.press('F9');
  await expect(booked()).toHaveCount(count - 1);
  await page
    .getByRole('listitem')
    .filter({ hasText: /afgezegd/ })
    .getByRole('button', { name: 'Ongedaan maken' })
    .click();
  await expect(booked()).toHaveCount(count);
});

test('who does not know the product gets there by questions, with one key per answer and a way back', async () => {
  const { page } = desk;
  await page.keyboard.press('F8');
  const open = dialog(page, 'Afspraak maken');
  await expect(open).toBeVisible();
  await page.keyboard.press('Control+Shift+H');
  await expect(open.getByRole('heading', { name: 'Wat zegt de burger?' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(open.getByRole('heading', { name: 'Waarover gaat het?' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(open.getByRole('heading', { name: 'Hoe oud is het kind?' })).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(open.getByRole('heading', { name: 'Waarover gaat het?' })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await expect(open.getByRole('combobox', { name: 'Waarvoor' })).toHaveValue('Kids-ID aanvragen');
  await expect(open.getByRole('textbox', { name: 'Met hoeveel' })).toHaveValue('2');
  await expect(open.getByRole('region', { name: 'Mee te brengen' })).toContainText('Het kind zelf');
  await page.keyboard.press('Escape');
  await expect(open).toBeHidden();
});

test('in the calendar it is picked up with Space and put down with Enter, without a mouse', async () => {
  const { page } = desk;
  const row = (await booked().filter({ hasText: 'Attest van woonst' }).textContent()) ?? '';
  const [day = ''] = /\d\d\/\d\d\/\d{4}/.exec(row) ?? [];
  await page.keyboard.press('Control+F8');
  await expect(frame(page).heading).toHaveText('Kalender');
  await page.getByRole('textbox', { name: 'Dag' }).fill(day);
  await page.keyboard.press('Tab');
  const planned = page
    .getByRole('gridcell')
    .filter({ hasText: 'Attest van woonst' })
    .filter({ hasText: 'Van den Broeck' });
  await planned.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Attest van woonst');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await planned.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^U verzet de afspraak van /)).toBeVisible();
  const before = await planned.getAttribute('data-cell');
  const focused = page.locator('td:focus');
  do await page.keyboard.press('ArrowDown');
  while (!(await focused.getAttribute('class'))?.includes('calendar-free'));
  const target = await focused.getAttribute('data-cell');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Afspraak verzet naar /)).toBeVisible();
  await expect(planned).toHaveAttribute('data-cell', target ?? '');
  await page.getByRole('button', { name: 'Ongedaan maken' }).last().click();
  await expect(planned).not.toHaveAttribute('data-cell', target ?? '');
  expect(before).not.toBe(target);
});
