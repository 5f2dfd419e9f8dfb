import type { Locator } from '@playwright/test';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { chooseInComboBox, chooseInSelect, part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { arrive, finish, here, sitAt, visit, waiting } from '../support/screens/queue.ts';
import { search } from '../support/screens/search.ts';
import { everythingIn } from '../support/sweep.ts';
import { test } from '../support/test.ts';

const PRODUCT = 'Attest van woonst';

let midoffice: TestMidoffice;
let one: Desk;
let other: Desk;

async function startAt(name: string, person: string, desk: string): Promise<Desk> {
  const started = await startDesk({ name, midofficeUrl: midoffice.url });
  await loginScreen(started.page).logIn(person);
  await frame(started.page).waitUntilAllSent();
  await sitAt(started.page, desk);
  return started;
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  midoffice = await startTestMidoffice(60);
  one = await startAt('queue-one', 'Els Peeters', 'Loket 1');
  other = await startAt('queue-other', 'Noor Claes', 'Loket 2');
});
test.afterAll(async () => {
  await one?.close();
  await other?.close();
  await midoffice?.dispose();
});

test('who comes in gets a number, who needs it is called first, and two desks call two visitors', async () => {
  const usual = await arrive(one.page, PRODUCT);
  const first = await arrive(one.page, PRODUCT, true);
  await expect(waiting(other.page)).toContainText(first);
  await Promise.all([one.page.keyboard.press('F2'), other.page.keyboard.press('F2')]);
  for (const { page } of [one, other]) await expect(here(page).getByText(/^Opgeroepen, \d+ min$/)).toBeVisible();
  const called = await Promise.all([one, other].map(({ page }) => here(page).locator('.current-ticket').textContent()));
  expect([...called].sort()).toEqual([usual, first].sort());
  await expect(one.page.getByRole('main').getByRole('region', { name: /Aan de andere loketten/ })).toContainText(
    'Loket 2',
  );
});

test('one visitor at a time: the next is called when this one is finished or parked', async () => {
  const { page } = one;
  await page.keyboard.press('Shift+F9');
  await expect(here(page).getByText(/^Aan het loket, \d+ min$/)).toBeVisible();
  const ticket = await here(page).locator('.current-ticket').textContent();
  await page.keyboard.press('Alt+v');
  await expect(frame(page).heading).toHaveText('Vandaag');
  await expect(page.getByRole('region', { name: 'Bezoek aan dit loket' })).toContainText(`${ticket}`);
  await page.keyboard.press('F2');
  await expect(page.getByText(`${ticket} is nog bij u`)).toBeVisible();
  await page.keyboard.press('Shift+F2');
  await expect(here(page)).toContainText('Er is niemand aan uw loket');
  const parked = page.getByRole('main').getByRole('region', { name: /^Geparkeerd/ });
  await parked.getByRole('button', { name: 'Verder' }).click();
  await expect(here(page).getByText(/^Aan het loket, \d+ min$/)).toBeVisible();
});

test('each visit has its own notepad, kept at a pause; one key opens a visit, one goes to another', async () => {
  const { page } = one;
  const { notepad, panel } = visit(page);
  await page.keyboard.press('Shift+F4');
  await expect(notepad).toBeFocused();
  await page.keyboard.type('Vraagt een attest voor de school');
  await expect(panel).toContainText(/Bewaard \d\d:\d\d/);
  const first = await panel.locator('.visit-ticket').textContent();
  await page.keyboard.press('Shift+F2');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(notepad).toBeFocused();
  await expect(notepad).toHaveValue('');
  await page.keyboard.type('Staat er zonder nummer');
  await page.keyboard.press('Control+Shift+t');
  const texts = page.getByRole('dialog', { name: 'Standaardtekst kiezen' });
  await texts.getByRole('combobox').fill('stand van zaken');
  await expect(texts.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // At the cursor, with the first gap selected: who types fills it. One undo takes the text out.
  await expect(notepad).toHaveValue(
    /^Staat er zonder nummerBeste \[naam\]\n\nUw dossier \[dossiernummer\][\s\S]*Els Peeters$/,
  );
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('[naam]');
  await page.keyboard.press('Control+z');
  await expect(notepad).toHaveValue('Staat er zonder nummer');
  // Shift is needed for a digit on a Belgian keyboard, and not for this key.
  await page.keyboard.press('Alt+&');
  await expect(panel.locator('.visit-ticket')).toHaveText(`${first}`);
  await expect(notepad).toHaveValue('Vraagt een attest voor de school');
  await page.keyboard.press('Alt+2');
  await expect(notepad).toHaveValue('Staat er zonder nummer');
  await finish(page, 'Attest van woonst');
  await page.keyboard.press('Alt+1');
  await expect(notepad).toHaveValue('Vraagt een attest voor de school');
});

test('who was at the desk is nowhere when the visit is over: not on the screen, in fields, titles or logs', async () => {
  const { page } = one;
  const { notepad, panel } = visit(page);
  await page.keyboard.press('Shift+F2');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(notepad).toBeFocused();
  await search(page).find('88631290257');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/Marie-Hélène Van den Broeck/);
  await page.keyboard.press('Shift+F3');
  await expect(panel).toContainText('Marie-Hélène Van den Broeck');
  await page.keyboard.press('Shift+F4');
  await page.keyboard.type('Zegt dat haar hond Flappie heet');
  await page.keyboard.press('Shift+F7');
  await page.getByRole('textbox', { name: 'Onderwerp' }).fill('Over Flappie');
  await page.keyboard.press('Alt+v');
  await page.keyboard.press('F9');
  const end = page.getByRole('dialog', { name: /^Bezoek .* afronden$/ });
  await chooseInComboBox(end, 'Waarover gaat het?', 'Attest van woonst');
  // What is typed in a form and not saved goes only when that was said.
  await page.keyboard.press('F9');
  await expect(end.getByRole('alert')).toContainText('niet bewaard');
  await end.getByRole('checkbox', { name: /^Die tekst mag weg/ }).check({ force: true });
  await page.keyboard.press('F9');
  await expect(here(page)).toContainText('Er is niemand aan uw loket');
  const places = async () => {
    const shown: string[] = [await everythingIn(page)];
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Alle acties' })).toBeVisible();
    shown.push(await everythingIn(page));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F7');
    await expect(frame(page).heading).toHaveText('Nieuw contactmoment');
    shown.push(await everythingIn(page));
    await page.keyboard.press('F3');
    shown.push(await everythingIn(page));
    await page.keyboard.press('F4');
    await expect(notepad).toBeFocused();
    shown.push(await everythingIn(page));
    return [...shown, one.readLog()].join('\n').toLowerCase();
  };
  const left = await places();
  for (const word of ['van den broeck', 'marie-hélène', '88631290257', '88.63.12', 'flappie']) {
    expect(left).not.toContain(word);
  }
  await page.keyboard.press('Alt+v');
  await finish(page);
  await page.keyboard.press('Alt+1');
  await expect(panel).toBeVisible();
});

/** Hands the question of the visitor over, to a colleague who receives it and gives it back. */
async function handOverAndBack(panel: Locator): Promise<void> {
  await one.page.keyboard.press('F6');
  const handover = one.page.getByRole('dialog', { name: 'Vraag doorgeven' });
  await expect(handover.getByRole('textbox', { name: 'Wat wordt er gevraagd?' })).toHaveValue('Rijbewijs aanvragen');
  await expect(handover).toContainText('Dossier 2026-LV-00001');
  await expect(handover.getByRole('combobox', { name: 'Aan welk team' })).toHaveValue('Omgeving');
  await chooseInComboBox(handover, 'Aan welk team', 'Onthaal');
  await one.page.keyboard.press('F9');
  await expect(handover).toHaveCount(0);
  await expect(panel).toContainText('Doorgegeven aan Onthaal.');
  await other.page.keyboard.press('Alt+w');
  const list = part(other.page, 'Doorgegeven aan u of uw team');
  await list.getByRole('option', { name: 'Rijbewijs aanvragen' }).press('Enter');
  const received = other.page.getByRole('dialog', { name: 'Rijbewijs aanvragen' });
  await other.page.keyboard.press('F9');
  await expect(panel).toContainText(/Ontvangen door Noor Claes, \d\d:\d\d/);
  await other.page.keyboard.press('F6');
  await received.getByRole('textbox', { name: 'Waarom geeft u ze terug?' }).fill('Doet burgerzaken');
  await other.page.keyboard.press('F9');
  await expect(received).toHaveCount(0);
  await expect(panel).toContainText(/Teruggegeven door Noor Claes, \d\d:\d\d: Doet burgerzaken/);
  // The desk that asked hears of it; one press opens what it was about.
  await one.page.keyboard.press('Alt+v');
  const notice = one.page.getByRole('listitem').filter({ hasText: 'Onthaal geeft uw vraag terug' });
  await expect(notice).toContainText('Dossier 2026-LV-00001');
  expect(await one.page.title()).toBe('Vandaag – Onthaal');
  await notice.getByRole('button', { name: 'Openen' }).click();
  await expect(frame(one.page).heading).toHaveText(/verbouwen/i);
  await other.page.keyboard.press('Control+F2');
}

test('another question has its own time and result; what was done is proposed, and becomes contact moments', async () => {
  const { page } = one;
  const { panel } = visit(page);
  await page.keyboard.press('F4');
  const question = page.getByRole('dialog', { name: 'Nieuwe vraag' });
  await chooseInComboBox(question, 'Waarover gaat het?', 'Rijbewijs aanvragen');
  await page.keyboard.press('F9');
  await expect(question).toHaveCount(0);
  const questions = panel.getByRole('list', { name: 'Vragen van dit bezoek' }).getByRole('listitem');
  await expect(questions).toHaveCount(2);
  await expect(questions.last()).toHaveAttribute('aria-current', 'step');
  await search(page).find('88631290257');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+F3');
  await expect(panel).toContainText('Marie-Hélène Van den Broeck');
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText(/verbouwen/i);
  await handOverAndBack(panel);
  await page.keyboard.press('F9');
  const end = page.getByRole('dialog', { name: /^Bezoek .* afronden$/ });
  await expect(end.getByRole('checkbox', { name: /2026-LV-00001/ })).toBeChecked();
  await chooseInSelect(end, 'Rijbewijs aanvragen: resultaat', 'Terugbellen');
  await page.keyboard.press('F9');
  await expect(here(page)).toContainText('Er is niemand aan uw loket');
  await search(page).find('2026-LV-00001');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('region', { name: /^Contactmomenten/ })).toContainText('Rijbewijs');
  await page.keyboard.press('Control+F2');
  await page
    .getByRole('main')
    .getByRole('region', { name: /^Net afgelopen/ })
    .getByRole('button', { name: 'Toch verder' })
    .first()
    .press('Enter');
  await expect(panel).toBeVisible();
});

test('what was finished by mistake is taken back, and is where it was', async () => {
  const { page } = one;
  const ticket = await here(page).locator('.current-ticket').textContent();
  await finish(page);
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(here(page).locator('.current-ticket')).toHaveText(ticket ?? '');
  await finish(page);
  await page.keyboard.press('F2');
  await expect(page.getByText('Niemand wacht voor uw loket').first()).toBeVisible();
});

test('without a line a desk calls who came in there, and the rest of the queue when the line is back', async () => {
  const { page } = one;
  const shared = await arrive(page, PRODUCT);
  await frame(page).waitUntilAllSent();
  await midoffice.stop();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await page.keyboard.press('F2');
  await expect(page.getByText('Er is geen bezoeker voorbehouden voor dit loket.')).toBeVisible();
  const own = await arrive(page, PRODUCT);
  await page.keyboard.press('F2');
  await expect(here(page).locator('.current-ticket')).toHaveText(own);
  await expect(page.getByText(/^Opgeroepen zonder lijn/)).toBeVisible();
  await page.keyboard.press('Shift+F9');
  await expect(here(page).getByText(/^Aan het loket, \d+ min$/)).toBeVisible();
  await finish(page);
  await midoffice.start();
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('F2');
  await expect(here(page).locator('.current-ticket')).toHaveText(shared);
});

test('the screen of the waiting room shows number and desk as soon as a desk calls, again when it calls again, and nothing of a person', async () => {
  const { page } = other;
  await page.keyboard.press('Alt+l');
  const opened = other.application.waitForEvent('window');
  await page.getByRole('button', { name: 'Scherm openen' }).click();
  const hall = await opened;
  const ticket = (await here(one.page).locator('.current-ticket').textContent()) ?? '';
  await expect(hall.locator(`li.now[data-ticket="${ticket}"]`)).toContainText('Loket 1');
  await one.page.keyboard.press('Shift+F9');
  await expect(here(one.page)).toContainText('Aan het loket');
  await one.page.keyboard.press('F9');
  await expect(one.page.getByRole('dialog', { name: /afronden$/ })).toBeVisible();
  await one.page.keyboard.press('F9');
  await expect(one.page.getByRole('dialog')).toHaveCount(0);
  await expect(hall.locator(`li.earlier[data-ticket="${ticket}"]`)).toBeVisible();
  const next = await arrive(one.page, PRODUCT);
  await frame(one.page).waitUntilAllSent();
  await one.page.keyboard.press('F2');
  const first = hall.locator('#calls li').first();
  await expect(first).toHaveText(`${next}Loket 1`);
  await expect(first).toHaveClass('now again');
  // Nobody looks at an element that was replaced: called again is a new line that flashes.
  await first.evaluate((line) => line.classList.add('seen'));
  await one.page.keyboard.press('Control+Shift+o');
  await expect(hall.locator('#calls li.again:not(.seen)').first()).toHaveText(`${next}Loket 1`);
  expect(await hall.locator('body').textContent()).not.toMatch(/woonst|Peeters|Claes/);
  expect(await violationsOf(hall, 'the screen of the waiting room')).toEqual([]);
  const heights = await first.evaluate((line) => ({ line: line.clientHeight, screen: window.innerHeight }));
  expect(heights.line / heights.screen).toBeGreaterThan(0.15);
});

test('the screen of the waiting room says that it hears nothing when its desk is locked, and goes with the choice', async () => {
  const hall = other.application.windows().find((window) => window.url().includes('waiting-room'));
  if (hall === undefined) throw new Error('There is no screen of the waiting room');
  await frame(other.page).logOut();
  await expect(hall.getByRole('alert')).toHaveText('De oproepen komen hier nu niet door. Luister naar de balie.');
  await expect(hall.locator('#calls li')).toHaveCount(0);
});
