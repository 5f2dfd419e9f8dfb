import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JSHandle, Locator, Page } from '@playwright/test';
import { sidewaysScrolls, THEMES, useTheme, violationsOf, zoomTo } from '../support/accessibility.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { readStore, runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;

/** An administrator makes a code for a kiosk, and sees it once. */
async function makeKioskCode(page: Page): Promise<void> {
  await page.keyboard.press('Alt+l');
  const kiosks = part(page, 'Zuilen en schermen');
  await expect(kiosks).toContainText('Er is nog geen zuil geregistreerd.');
  await kiosks.getByRole('button', { name: 'Nieuwe zuil' }).click();
  const asked = dialog(page, 'Nieuwe zuil');
  await asked.getByRole('textbox', { name: 'Naam', exact: true }).fill('Zuil inkom');
  await page.keyboard.press('F9');
  await expect(asked).toContainText('Vul dit in.');
  await asked.getByRole('button', { name: /Plaats/ }).click();
  await page.getByRole('option', { name: 'Gemeentehuis Lindervelde' }).click();
  expect(await violationsOf(page, 'a new kiosk')).toEqual([]);
  await page.keyboard.press('F9');
  await expect(asked).toContainText(/[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}/);
  await expect(asked.getByRole('button', { name: 'Sluiten' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  expect(await violationsOf(page, 'the kiosks of an administrator')).toEqual([]);
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  line = await startCuttingProxy(midoffice.url);
  desk = await startDesk({ name: 'oversight', midofficeUrl: line.url });
});
test.afterAll(async () => {
  await desk.close();
  await line.close();
  await midoffice.dispose();
});

const title = 'Wie keek en wie wijzigde';

async function openPerson(): Promise<void> {
  await search(desk.page).find('88631290257');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText('Marie-Hélène Van den Broeck');
}

/** Where the dialog of the operating system would put the file; undefined: it is cancelled. */
async function chooseInDialog(filePath: string | undefined): Promise<void> {
  await desk.application.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === undefined, filePath: chosen ?? '' });
  }, filePath);
}

async function exportLog(page: Page, asked: Locator): Promise<void> {
  // Where the desk's own user may write.
  const folder = join(desk.userData, 'uitgevoerd');
  await asked.getByRole('button', { name: 'Uitvoeren' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Raadplegingen uitvoeren' });
  await expect(dialog).toBeVisible();
  expect(await violationsOf(page, 'export of the log')).toEqual([]);
  const save = dialog.getByRole('button', { name: /Kies een bestand/ });
  await chooseInDialog(undefined);
  await save.click();
  await expect(dialog.getByRole('status')).toHaveCount(0);
  await chooseInDialog(join(folder, 'persoon.csv'));
  await save.click();
  await expect(dialog.getByRole('status')).toContainText('Ze staan in persoon.csv.');
  expect(readFileSync(join(folder, 'persoon.csv'), 'utf8')).toMatch(/^sequence,at,memberId,[^\n]*\r\n\d+,/);
  expect(statSync(join(folder, 'persoon.csv')).mode & 0o777).toBe(0o600);
  await dialog.getByRole('radio', { name: 'Over deze persoon' }).press('ArrowDown');
  await dialog.getByRole('radio', { name: 'Tabel (CSV)' }).press('ArrowRight');
  await chooseInDialog(join(folder, 'medewerker.json'));
  await page.keyboard.press('F9');
  await expect(dialog.getByRole('status')).toContainText('medewerker.json');
  const rows = JSON.parse(readFileSync(join(folder, 'medewerker.json'), 'utf8')) as { memberId: string }[];
  expect([...new Set(rows.map(({ memberId }) => memberId))]).toEqual(['member-ann']);
  expect(await violationsOf(page, 'exported log')).toEqual([]);
  expect(desk.readLog()).not.toContain('persoon.csv');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

test('an administrator asks who looked and who changed; a clerk is not offered it', async () => {
  const { page } = desk;
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent(180_000);
  await openPerson();
  await expect(part(page, 'Nota’s')).toBeVisible();
  await expect(part(page, title)).toHaveCount(0);
  const changes = { language: 'fr' } as const;
  const found = await readStore(page, 'searchEverything', { text: '88631290257', limitPerGroup: 1 });
  const personId = found.ok ? (found.value.exactHit?.id ?? '') : '';
  expect((await runCommand(page, 'updatePerson', { personId, changes })).ok).toBe(true);
  await frame(page).waitUntilAllSent();
  await frame(page).logOut();

  await loginScreen(page).logIn('Ann Vermeulen');
  await frame(page).waitUntilAllSent(180_000);
  await makeKioskCode(page);
  await openPerson();
  const asked = part(page, title);
  await expect(asked).toContainText('Dit staat in het centrale systeem');
  await asked.getByRole('button', { name: 'Opvragen' }).click();
  await expect(asked).toContainText('Dienst aan het loket');
  await expect(asked).toContainText('Taal: Nederlands werd Frans');
  await expect(asked).toContainText('Els Peeters');
  expect(await violationsOf(page, 'who looked and who changed')).toEqual([]);

  await exportLog(page, asked);

  line.cut();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await asked.getByRole('button', { name: 'Opvragen' }).click();
  await expect(asked.getByRole('alert')).toBeVisible();
});

/** "Beheer", also on the fresh desk that a test begins with after another one failed. */
async function openAdministration(page: Page): Promise<void> {
  if (await loginScreen(page).logInWhenOut('Ann Vermeulen')) await frame(page).waitUntilAllSent(180_000);
  await page.keyboard.press('Control+k');
  await expect(dialog(page, 'Alle acties')).toBeVisible();
  await page.keyboard.type('beheer');
  await expect(dialog(page, 'Alle acties').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText('Beheer');
}

test('an administrator writes texts and trees with a preview: without a line nothing that was typed is lost, and what is wrong is said', async () => {
  const { page } = desk;
  await openAdministration(page);
  line.cut();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await page.getByRole('option', { name: /^Openingsuren/ }).click();
  const name = page.getByRole('textbox', { name: 'Naam' });
  await name.fill('Uren van het loket');
  await expect(page.getByText('Geen verbinding: bewaren kan nu niet.')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  line.repair();
  await expect(page.getByText('Geen verbinding: bewaren kan nu niet.')).toHaveCount(0, { timeout: 60_000 });
  await expect(name).toHaveValue('Uren van het loket');
  await page.keyboard.press('F9');
  await expect(page.getByText('‘Uren van het loket’ is bewaard')).toBeVisible();
  await expect(page.getByRole('option', { name: /^Uren van het loket/ })).toBeVisible();
  expect(await violationsOf(page, 'administration, a text')).toEqual([]);

  await page.getByText('Vragenbomen', { exact: true }).click();
  await page.getByRole('option', { name: /^Ik heb hulp nodig/ }).click();
  const preview = part(page, 'Zo ziet de medewerker het');
  await preview.getByRole('button', { name: /^Ik heb hulp nodig/ }).click();
  await preview.getByRole('button', { name: /^Ik zorg voor iemand/ }).click();
  await expect(preview.getByRole('status')).toContainText('Uitgekomen bij: Mantelzorgpremie aanvragen');
  await page.getByRole('button', { name: 'Vraag toevoegen' }).click();
  await page.keyboard.press('F9');
  const wrong = page.getByRole('main').getByRole('alert');
  await expect(wrong).toContainText('Vraag 2 Deze vraag wordt nooit gesteld');
  expect(await violationsOf(page, 'administration, a tree that is wrong')).toEqual([]);
});

/** What can be edited, with the label of its name, and whether a new one is made on the screen. */
const forms: readonly (readonly [kind: string, label: string, isMade: boolean])[] = [
  ['Standaardteksten', 'Naam', true],
  ['Kennisartikelen', 'Titel', true],
  ['Vragenbomen', 'Wat de burger zegt ("Ik verhuis")', true],
  ['Mogelijke rechten', 'Naam van het recht', true],
  ['Producten', 'Naam in het Nederlands', false],
  ['Sluitingsdagen', 'Naam van de lijst', true],
  ['Uren zonder afspraken', 'Waarvoor (bijvoorbeeld: teamoverleg)', true],
  ['Locaties en uren', 'Naam', false],
  ['Medewerkers', 'Naam', false],
  ['Loketten', 'Naam', false],
  ['Ruimten', 'Naam', false],
];

/** What stood first in the list of a kind, at every moment in which the page changed since. */
function firstRowsOf(page: Page, kind: string): Promise<JSHandle<readonly string[]>> {
  return page.evaluateHandle((name) => {
    const rows: string[] = [];
    const look = () => {
      const first = document.querySelector(`[role="listbox"][aria-label="${name}"] [role="option"]`)?.textContent;
      if (first && !rows.includes(first)) rows.push(first);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
    return rows;
  }, kind);
}

for (const theme of THEMES) {
  test(`every form of the administration has no violations in ${theme}, and fits at 200 %`, async () => {
    test.setTimeout(120_000);
    const { page } = desk;
    await openAdministration(page);
    await useTheme(page, theme);
    await desk.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
    const faults: string[] = [];
    for (const [kind, label, isMade] of forms) {
      const name = page.getByRole('textbox', { name: label, exact: true });
      const firstRows = await firstRowsOf(page, kind);
      await page.getByRole('radio', { name: kind }).press('Space');
      const first = page.getByRole('listbox', { name: kind }).getByRole('option').first();
      await first.focus();
      await expect(first).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(name).not.toHaveValue('');
      // Never a row of the kind before: Enter would open that.
      expect((await firstRows.jsonValue()).length, `lists shown as ${kind}`).toBeLessThan(2);
      faults.push(...(await violationsOf(page, `administration, ${kind}`)));
      if (isMade) {
        await page.keyboard.press('Alt+b');
        await expect(name).toHaveValue('');
        faults.push(...(await violationsOf(page, `administration, new, ${kind}`)));
      }
      await zoomTo(desk, 2);
      faults.push(...(await sidewaysScrolls(page, `administration, ${kind}, 200 %`)));
      await zoomTo(desk, 1);
    }
    expect(faults).toEqual([]);
  });
}
