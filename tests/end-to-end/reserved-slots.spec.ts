import type { Locator } from '@playwright/test';
import { Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { askAs } from '../support/administer.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  // A week ahead, so that there are open days whenever this runs.
  const more = { ONTHAAL_RESERVED_DAYS: '7', ONTHAAL_RESERVED_ASK_BACK_HOURS: '1' };
  midoffice = await startTestMidoffice(60, async () => more);
  desk = await startDesk({ name: 'reserved-slots', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  await desk?.close();
  await midoffice?.dispose();
});

interface Appointment {
  readonly id: string;
  readonly state: string;
  readonly startsAt: string;
  readonly reservation?: { readonly memberId: string; readonly deviceId: string };
}

/** What the centre keeps for the desk of the test, or had kept for it. */
async function keptAtCentre(): Promise<readonly Appointment[]> {
  const ann = await WireDesk.logIn(midoffice.url, 'member-ann');
  const { documents } = await ann.pullAll('appointments');
  const all = documents.filter(({ deleted }) => !deleted) as unknown as readonly Appointment[];
  return all.filter(({ reservation }) => reservation?.memberId === 'member-els');
}

async function choose(open: Locator, product: RegExp): Promise<void> {
  const { page } = desk;
  await expect(open.getByRole('combobox', { name: 'Waarvoor' })).toBeFocused();
  await page.keyboard.type('woonst');
  await expect(page.getByRole('option', { name: product })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

const wish = 'productCode: "attest-woonst", persons: 1, mode: "physical", locationId: "location-gemeentehuis"';
const ask = (operation: string) => askAs(midoffice.url, 'member-karim', operation);

/** What is kept and not booked, the earliest first. */
async function keptNow(): Promise<readonly Appointment[]> {
  const kept = (await keptAtCentre()).filter(({ state }) => state === 'held');
  return kept.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
}

/** Another desk holds all that is free on the day of a moment until that moment. */
async function holdUntil(startsAt: string): Promise<void> {
  const from = `${startsAt.slice(0, 10)}T00:00:00.000Z`;
  for (;;) {
    const asked = await ask(`query { freeSlots(${wish}, from: "${from}", days: 1, most: 200) { startsAt } }`);
    const free = (asked as { readonly freeSlots: readonly { readonly startsAt: string }[] }).freeSlots;
    const before = free.filter((slot) => slot.startsAt <= startsAt);
    if (before.length === 0) return;
    for (const slot of before) {
      const hold = `holdId: "${crypto.randomUUID()}", ${wish}, startsAt: "${slot.startsAt}"`;
      await ask(`mutation { holdAppointment(${hold}) { id } }`);
    }
  }
}

const typed = (startsAt: string) =>
  new Intl.DateTimeFormat('nl-BE', { timeZone: 'Europe/Brussels', dateStyle: 'short' }).format(new Date(startsAt));

test('with a line what is kept for the desk is offered too, marked, and booked as any other', async () => {
  const { page } = desk;
  await expect.poll(async () => (await keptNow()).length).toBeGreaterThan(2);
  const [first] = await keptNow();
  if (first === undefined) throw new Error('Nothing is kept');
  await holdUntil(first.startsAt);
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await page.keyboard.press('F8');
  const open = dialog(page, 'Afspraak maken');
  await choose(open, /Attest van woonst/);
  await open.getByRole('textbox', { name: 'Vanaf welke dag' }).fill(typed(first.startsAt));
  await page.keyboard.press('Tab');
  const kept = open.getByRole('list', { name: 'Vrije momenten' }).getByRole('button').first();
  await expect(kept).toContainText('voorbehouden voor dit loket');
  await kept.focus();
  await page.keyboard.press('Enter');
  await expect(open.getByRole('button', { name: /^Boeken/ })).toBeEnabled();
  await page.keyboard.press('F9');
  await expect(frame(page).notice(/^Afspraak geboekt: /)).toBeVisible();
  await frame(page).waitUntilAllSent();
  const became = (await keptAtCentre()).find(({ id }) => id === first.id);
  expect(became).toMatchObject({ state: 'booked', startsAt: first.startsAt });
});

test('without a line a moment that is kept for the desk is booked at once; it is booked at the centre when the line is back', async () => {
  const { page } = desk;
  await expect.poll(async () => (await keptNow()).length).toBeGreaterThan(1);
  const [first] = await keptNow();
  const isBooked = ({ state }: Appointment) => state === 'booked';
  // With what was booked before in what is kept.
  const all = [...(await keptAtCentre()).filter(isBooked), first];
  await page.keyboard.press('Control+F8');
  await page.getByRole('textbox', { name: 'Dag' }).fill(typed(first?.startsAt ?? ''));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('gridcell').filter({ hasText: /Voorbehouden voor .*Els Peeters/ })).toHaveCount(1);
  await midoffice.stop();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);

  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  const booked = part(page, 'Afspraken').getByRole('listitem').filter({ hasText: 'Attest van woonst' });
  await page.keyboard.press('F8');
  const open = dialog(page, 'Afspraak maken');
  await choose(open, /Attest van woonst/);
  const certain = open.getByRole('list', { name: 'Zeker: voorbehouden voor dit loket' }).getByRole('button');
  const others = open.getByRole('list', { name: 'Niet zeker: aan te vragen' }).getByRole('button');
  await expect(others).toHaveCount(3);
  await others.first().click();
  await expect(open.getByRole('button', { name: /^Aanvragen/ })).toBeEnabled();
  await certain.first().focus();
  await page.keyboard.press('Enter');
  await expect(open.getByRole('button', { name: /^Boeken/ })).toBeEnabled();
  await page.keyboard.press('F9');
  await expect(frame(page).notice(/^Afspraak geboekt: /)).toBeVisible();
  await expect(booked).toContainText(all.map(() => 'Geboekt'));

  await midoffice.start();
  await frame(page).waitUntilAllSent();
  await expect(booked).toContainText(all.map(() => 'Geboekt'));
  expect((await keptAtCentre()).filter(isBooked)).toHaveLength(all.length);

  await expect
    .poll(async () => (await keptAtCentre()).filter(({ state }) => state === 'held').length)
    .toBeGreaterThan(1);
  await frame(page).logOut();
  expect((await keptAtCentre()).map(({ state }) => state)).toEqual(all.map(() => 'booked'));
});
