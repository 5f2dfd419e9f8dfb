import { pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { v7 } from 'uuid';
import { violationsOf } from '../support/accessibility.ts';
import { askAs } from '../support/administer.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { sitAt, visit } from '../support/screens/queue.ts';
import { readStore } from '../support/store-of.ts';
import { test } from '../support/test.ts';

// One visit of one person, in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let readers: TestReaders;
let desk: Desk;

const main = () => desk.page.getByRole('main');

/** An appointment of the person on the card that begins now, as the centre has it. */
async function plan(subject: string, productCode: string): Promise<void> {
  const found = await readStore(desk.page, 'searchEverything', { text: 'Testaert Lotte', limitPerGroup: 5 });
  const persons = found.ok ? found.value.groups.find(({ kind }) => kind === 'person') : undefined;
  const personId = persons?.hits[0]?.id;
  const [id, at] = [v7(), new Date().toISOString()];
  const newDocumentState = {
    ...{ id, code: id.slice(-8), createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els' } },
    ...{ state: 'booked', mode: 'physical', productCode, subject, answers: {}, guests: [], personId, memberIds: [] },
    ...{ teamId: 'team-burgerzaken', locationId: 'location-gemeentehuis', bring: [], notices: [], notes: [] },
    ...{ startsAt: at, endsAt: new Date(Date.now() + 1_200_000).toISOString(), deleted: false },
  };
  const rows = [{ operationId: v7(), newDocumentState }];
  const answer = await askAs(midoffice.url, 'member-els', pushDocuments.appointments, { rows });
  expect(JSON.stringify(answer)).toContain('"outcome":"accepted"');
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  midoffice = await startTestMidoffice(60);
  readers = await makeTestReaders();
  await readers.place.startService();
  desk = await startDesk({ name: 'check-in', midofficeUrl: midoffice.url, environment: readers.environment });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await sitAt(desk.page, 'Loket 1');
  await readers.make('lotte');
});
test.afterAll(async () => {
  await desk?.close();
  await readers?.dispose();
  await midoffice?.dispose();
});

test('a card is put in, and its holder is checked in for the appointment of today by one key, as who was identified', async () => {
  const { page } = desk;
  await page.keyboard.press('Alt+v');
  await readers.insert('lotte');
  await expect(frame(page).heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  await expect(main()).toContainText('Echt en geldig', { timeout: 30_000 });
  await page.keyboard.press('Alt+p');
  await expect(frame(page).heading).toHaveText('Nieuwe persoon');
  await page.keyboard.press('F9');
  await expect(frame(page).heading).toHaveText('Lotte Zoë Testaert');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Alt+j');
  await plan('Attest van woonst', 'attest-woonst');
  await expect(main()).toContainText('Afspraak vandaag', { timeout: 30_000 });
  await expect(main().getByRole('button', { name: /^Inchecken voor \d\d:\d\d \(Attest van woonst\)/ })).toBeVisible();
  expect(await violationsOf(page, 'card of who has an appointment')).toEqual([]);
  await page.keyboard.press('Control+Shift+i');
  const given = dialog(page, 'Afspraak inchecken');
  await expect(given.locator('.current-ticket')).toHaveText(/^\w+-\d+$/);
  expect(await violationsOf(page, 'ticket of who was checked in by card')).toEqual([]);
  const ticket = (await given.locator('.current-ticket').textContent()) ?? '';
  await page.keyboard.press('F9');
  await expect(given).toHaveCount(0);
  await expect(main()).toContainText(`Al ingecheckt ${ticket}`);
  // The key is gone with the offer: nobody gets a second ticket.
  await page.keyboard.press('Control+Shift+i');
  await expect(given).toHaveCount(0);
  await frame(page).waitUntilAllSent();
  // Without the card it is known from the check-in that they were identified. Whoever waits before them goes first.
  await readers.remove();
  await expect(main()).toContainText('Er zit geen kaart in de lezer', { timeout: 30_000 });
  for (let turn = 0; turn < 20; turn += 1) {
    await page.keyboard.press('F2');
    const { panel } = visit(page);
    await expect(panel).toBeVisible();
    if ((await panel.textContent())?.includes(ticket)) break;
    await page.keyboard.press('Control+Shift+l');
  }
  await expect(visit(page).panel).toContainText('eID gelezen');
});

test('of two appointments one is chosen by keys, from the person card', async () => {
  const { page } = desk;
  await plan('Reispas', 'reispas');
  await plan('Rijbewijs', 'rijbewijs');
  await page.keyboard.press('Alt+j');
  await page.keyboard.press('Alt+o');
  await expect(main().getByRole('button', { name: /^Kies uit 2 afspraken/ })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+Shift+i');
  const choice = dialog(page, 'Afspraak inchecken');
  await expect(choice.getByRole('listitem')).toHaveCount(3);
  expect(await violationsOf(page, 'dialog: two appointments today')).toEqual([]);
  await expect(choice.getByRole('button', { name: /^Inchecken voor .* \(Reispas aanvragen\)$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(choice.locator('.current-ticket')).toHaveText(/^\w+-\d+$/);
  await page.keyboard.press('F9');
  await expect(main().getByRole('button', { name: /^Inchecken voor \d\d:\d\d/ })).toBeVisible();
});
