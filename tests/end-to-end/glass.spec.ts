import type { Page } from '@playwright/test';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { readStore, runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

// One look behind the glass, seen from both sides.
test.describe.configure({ mode: 'serial' });

const reason = 'Vraag van de aanvrager aan het loket';
const watchers = 'Wie van buiten het team meekeek';

let midoffice: TestMidoffice;
let sofie: Desk;
let jan: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  sofie = await startDesk({ name: 'glass-sofie', midofficeUrl: midoffice.url });
  jan = await startDesk({ name: 'glass-jan', midofficeUrl: midoffice.url });
});
test.afterAll(async () => {
  await Promise.all([sofie.close(), jan.close()]);
  await midoffice.dispose();
});

async function openDossier(page: Page): Promise<void> {
  await search(page).find('2026-LV-00001');
  await search(page).box.press('Enter');
}

test('a dossier of another team opens after a reason, which is nowhere but in the log', async () => {
  const { page } = sofie;
  await loginScreen(page).logIn('Sofie De Smet');
  await loginScreen(jan.page).logIn('Jan Wouters');
  for (const desk of [sofie, jan]) await frame(desk.page).waitUntilAllSent(180_000);
  await expect(part(jan.page, 'Taken')).toBeVisible();
  await expect(part(jan.page, watchers)).toHaveCount(0);
  await openDossier(page);
  await expect(frame(page).heading).toHaveText('Dossier van een ander team');
  // Which dossier it is, and nobody's name.
  await expect(frame(page).main).toContainText('2026-LV-00001');
  await expect(frame(page).main).toContainText('Omgeving');
  await expect(frame(page).main).not.toContainText('Marie-Hélène');
  expect(await violationsOf(page, 'dossier of another team')).toEqual([]);
  await page.getByRole('button', { name: 'Annuleren' }).click();
  await expect(frame(page).heading).not.toHaveText('Dossier van een ander team');
  await openDossier(page);
  await expect(frame(page).heading).toHaveText('Dossier van een ander team');
  await page.keyboard.press('Enter');
  await expect(frame(page).main).toContainText('Vul dit in.');
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toContainText(/verbouwing|verbouwen/i);
  await expect(part(page, 'Gegevens')).toContainText('Kerkstraat 14');
  const where = await page.evaluate(() => `${document.title} ${location.href} ${JSON.stringify(history.state)}`);
  expect(`${where} ${sofie.readLog()}`).not.toContain(reason);
});

test('the team of the dossier sees who looked, when and why, on its day and on the dossier', async () => {
  const { page } = jan;
  const looked = part(page, watchers);
  await expect(looked).toContainText('Sofie De Smet');
  await expect(looked).toContainText(reason);
  expect(await violationsOf(page, 'who looked in')).toEqual([]);
  await looked.getByRole('button', { name: '2026-LV-00001' }).click();
  await expect(frame(page).heading).toContainText(/verbouwing|verbouwen/i);
  await expect(part(page, watchers)).toContainText('Sofie De Smet');
  // Who looked sees no list of their own looks.
  await expect(part(sofie.page, 'Gegevens')).toBeVisible();
  await expect(part(sofie.page, watchers)).toHaveCount(0);
});

test('a dossier about a protected person says its number at the counter, and opens after a reason', async () => {
  const { page } = jan;
  const subject = 'Schuilplaats aan de rand';
  const like = await readStore(page, 'searchEverything', { text: '2026-LV-00001', limitPerGroup: 1 });
  const card = await readStore(page, 'dossierCard', { dossierId: like.ok ? (like.value.exactHit?.id ?? '') : '' });
  if (!card.ok) throw new Error(card.error.code);
  const { typeCode, answers, address } = card.value.dossier;
  const made = await runCommand(page, 'createDossier', {
    ...{ typeCode, answers, address, subject, applicantId: 'person-address-secret', channel: 'counter' },
    teamId: 'team-omgeving',
  });
  const id = made.ok ? (made.value.written[0]?.documentId ?? '') : '';
  await frame(page).waitUntilAllSent();
  const own = await readStore(page, 'dossierCard', { dossierId: id });
  const number = own.ok ? own.value.dossier.number : '';

  await frame(sofie.page).logOut();
  await loginScreen(sofie.page).logIn('Els Peeters');
  await frame(sofie.page).waitUntilAllSent(180_000);
  await search(sofie.page).find(number);
  await expect(sofie.page.getByRole('option', { name: number })).toContainText('Afgeschermd');
  await expect(sofie.page.getByRole('option', { name: number })).not.toContainText(subject);
  await search(sofie.page).box.press('Enter');
  await expect(frame(sofie.page).heading).toHaveText('Dossier over een afgeschermde persoon');
  await expect(frame(sofie.page).main).toContainText(number);
  await expect(frame(sofie.page).main).not.toContainText('Haddad');
  expect(await violationsOf(sofie.page, 'dossier about a protected person')).toEqual([]);
  await sofie.page.keyboard.type(reason);
  await sofie.page.keyboard.press('Enter');
  await expect(frame(sofie.page).heading).toHaveText(subject);
});
