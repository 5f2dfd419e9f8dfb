import type { Locator } from '@playwright/test';
import { violationsOf } from '../support/accessibility.ts';
import { askAs } from '../support/administer.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { chooseInSelect, dialog } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

const PERSON = 'person-marie-helene';
const wish = 'productCode: "attest-woonst", persons: 1, mode: "physical", locationId: "location-gemeentehuis"';

let midoffice: TestMidoffice;
let desk: Desk;
/** The day of the appointments, as a person types it. */
let typedDay = '';
let day = '';

interface Slot {
  readonly startsAt: string;
}

const ask = (operation: string) => askAs(midoffice.url, 'member-els', operation);

/** Books the first slot of a day for a person of the demo. */
async function book(startsAt: string, personId: string): Promise<void> {
  const holdId = crypto.randomUUID();
  const hold = `holdAppointment(holdId: "${holdId}", ${wish}, startsAt: "${startsAt}", personId: "${personId}") { id }`;
  await ask(`mutation { ${hold} }`);
  await ask(`mutation { bookAppointment(operationId: "${crypto.randomUUID()}", holdId: "${holdId}") { id } }`);
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  midoffice = await startTestMidoffice(60);
  const from = new Date(Date.now() + 4 * 86_400_000).toISOString();
  const asked = await ask(`query { freeSlots(${wish}, from: "${from}", days: 20, most: 60) { startsAt } }`);
  const slots = (asked as { readonly freeSlots: readonly Slot[] }).freeSlots;
  day = slots[0]?.startsAt.slice(0, 10) ?? '';
  typedDay = day.split('-').reverse().join('/');
  const [first, , third] = slots.filter(({ startsAt }) => startsAt.startsWith(day));
  await book(first?.startsAt ?? '', PERSON);
  await book(third?.startsAt ?? '', PERSON);
  desk = await startDesk({ name: 'calendar-changes', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await openDay();
});
test.afterAll(async () => {
  await desk?.close();
  await midoffice?.dispose();
});

async function openDay(): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Control+F8');
  await expect(frame(page).heading).toHaveText('Kalender');
  await page.getByRole('textbox', { name: 'Dag' }).fill(typedDay);
  await page.keyboard.press('Tab');
}

const cells = () => desk.page.getByRole('gridcell');
const planned = () => cells().filter({ hasText: 'Attest van woonst' }).first();

async function pointAt(to: Locator): Promise<void> {
  const { mouse } = desk.page;
  const end = await to.boundingBox();
  if (end === null) throw new Error('Not in view');
  await mouse.move(end.x + end.width / 2, end.y + end.height / 2 - 3, { steps: 8 });
  await mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 3 });
}

/** Takes the pointer from one place to another with the button down, the way a hand does. */
async function drag(from: Locator, to: Locator): Promise<void> {
  const { mouse } = desk.page;
  await from.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  if (start === null) throw new Error('Not in view');
  await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await mouse.down();
  await pointAt(to);
}

/** The cell in the same column, so many rows further. */
async function cellBelow(rows: number): Promise<Locator> {
  const name = (await planned().getAttribute('data-cell')) ?? '';
  const [column = '', time = ''] = name.split(' ');
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + rows * 15;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return desk.page.locator(`td[data-cell="${column} ${clock}"]`);
}

test('the pointer drags an appointment to another time, and back by the undo', async () => {
  const { page } = desk;
  const before = (await planned().getAttribute('data-cell')) ?? '';
  const target = await cellBelow(4);
  await drag(planned().locator('.planned'), target);
  await expect(page.getByText(/^U verzet de afspraak van /)).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText(/^Afspraak verzet naar /)).toBeVisible();
  await expect(target).toContainText('Attest van woonst');
  await page.getByRole('button', { name: 'Ongedaan maken' }).last().click();
  await expect(page.locator(`td[data-cell="${before}"]`)).toContainText('Attest van woonst');
});

test('dragged to a place where it cannot be it says why and stays; Escape in the middle of a drag leaves it too', async () => {
  const { page } = desk;
  const before = (await planned().getAttribute('data-cell')) ?? '';
  const here = page.locator(`td[data-cell="${before}"]`);
  const taken = cells().filter({ hasText: 'Attest van woonst' }).nth(1);
  await drag(planned().locator('.planned'), taken);
  await expect(taken).toContainText(/bezet door Marie-Hélène/);
  await page.mouse.up();
  const notice = page.getByRole('listitem').filter({ hasText: 'De afspraak blijft waar ze staat' });
  await expect(notice).toContainText('bezet door Marie-Hélène');
  await expect(page.getByText(/^U verzet de afspraak van /)).toBeHidden();
  await expect(here).toContainText('Attest van woonst');
  await notice.getByRole('button', { name: 'Melding sluiten' }).click();

  const column = before.split(' ')[0] ?? '';
  const closed = page.locator(`td.calendar-closed[data-cell^="${column} "]`).first();
  await drag(planned().locator('.planned'), await cellBelow(4));
  // The closed hours are further down: the calendar scrolls while the button is down.
  await closed.scrollIntoViewIfNeeded();
  await pointAt(closed);
  await expect(closed.locator('.calendar-conflict-word')).toHaveText('gesloten');
  await page.mouse.up();
  await expect(notice).toContainText('gesloten');
  await expect(here).toContainText('Attest van woonst');
  await notice.getByRole('button', { name: 'Melding sluiten' }).click();

  await drag(planned().locator('.planned'), await cellBelow(4));
  await expect(page.getByText(/^U verzet de afspraak van /)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^U verzet de afspraak van /)).toBeHidden();
  await page.mouse.up();
  await expect(here).toContainText('Attest van woonst');
  await expect(page.getByText(/^Afspraak verzet naar /)).toBeHidden();
});

test('a closing day shows what it hits before it is saved; what stays is listed in the calendar until it is settled', async () => {
  test.setTimeout(120_000);
  const ann = await startDesk({ name: 'calendar-changes-ann', midofficeUrl: midoffice.url });
  const { page } = ann;
  await loginScreen(page).logIn('Ann Vermeulen');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('beheer');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText('Beheer');
  await page.getByText('Sluitingsdagen', { exact: true }).click();
  await page.getByRole('option', { name: /Sluitingsdagen gemeentehuis/ }).press('Enter');
  const closeDay = async () => {
    await page.getByRole('button', { name: 'Sluitingsdag toevoegen' }).click();
    const days = page.getByRole('group', { name: 'Sluitingsdagen' });
    await days.getByRole('textbox', { name: 'Dag' }).last().fill(typedDay);
    await days.getByRole('textbox', { name: 'Waarom gesloten' }).last().fill('Brugdag');
    await page.keyboard.press('F9');
  };
  await closeDay();
  const hits = dialog(page, /^Deze wijziging raakt \d+ afspraken$/);
  await expect(hits).toContainText('Er wordt niets afgezegd');
  const lines = hits.getByRole('listitem').filter({ hasText: 'Attest van woonst' });
  await expect(lines.first()).toContainText('Marie-Hélène Van den Broeck');
  await expect(lines.first()).toContainText('sluitingsdag');
  expect(await violationsOf(page, 'what a closing day hits')).toEqual([]);
  // Thought better of: nothing was saved.
  await page.keyboard.press('Escape');
  await expect(hits).toBeHidden();
  await expect(planned()).not.toContainText('kan niet meer');
  await page.keyboard.press('F9');
  await chooseInSelect(lines.first(), 'Wat met', 'Verzetten naar');
  await page.keyboard.press('F9');
  const isKept = page.getByText(/^‘Sluitingsdagen gemeentehuis’ is bewaard/);
  await expect(isKept).toBeVisible();
  // The undo puts the days back, and asks about what moved: it was told to a citizen.
  await page.getByRole('button', { name: 'Ongedaan maken' }).last().click();
  const back = dialog(page, 'Afspraken terugzetten');
  await expect(back.getByRole('listitem')).toContainText('Marie-Hélène Van den Broeck');
  expect(await violationsOf(page, 'what moves back')).toEqual([]);
  await page.keyboard.press('F9');
  await expect(page.getByText('1 afspraak teruggezet')).toBeVisible();
  await expect(back).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Waarom gesloten' }).last()).not.toHaveValue('Brugdag');
  await closeDay();
  await chooseInSelect(lines.first(), 'Wat met', 'Verzetten naar');
  await page.keyboard.press('F9');
  await expect(isKept).toBeVisible();
  await ann.close();

  await openDay();
  await expect(planned()).toContainText('kan niet meer: sluitingsdag');
  await desk.page.keyboard.press('Control+Shift+F9');
  const list = dialog(desk.page, 'Afspraken die niet meer kunnen');
  const line = list.getByRole('listitem').filter({ hasText: 'Attest van woonst' });
  await expect(line).toHaveCount(1);
  expect(await violationsOf(desk.page, 'appointments that are not possible')).toEqual([]);
  // The choice of a kind keeps the focus while its part is read: at the cross, Enter would close the list.
  await chooseInSelect(list, 'Soort', 'Attest van woonst (1)');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('button', { name: 'Soort' })).toBeFocused();
  await line.getByRole('button', { name: /toch laten doorgaan$/ }).click();
  await expect(line).toContainText('Beslist door Els Peeters');
  await desk.page.getByRole('button', { name: 'Ongedaan maken' }).last().click();
  await line.getByRole('button', { name: /op het belblad zetten$/ }).click();
  await expect(line).toContainText('op het belblad');
  // The button that was pressed is gone: the focus is somewhere in the dialog again, which hears Escape from there.
  await expect(list.locator(':focus')).toHaveCount(1);
  await desk.page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await desk.page.keyboard.press('Control+Shift+F7');
  await expect(dialog(desk.page, 'Belblad')).toContainText('Kan niet meer: ');
});
