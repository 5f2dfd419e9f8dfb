import { existsSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../../build/run/stage.ts';
import { findPlainText } from '../../main/store/attacks/testing/plain-text.ts';
import { type Desk, stagedApplication, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { chooseInDialog, filesToAdd } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson } from '../support/screens/new-person.ts';
import { search } from '../support/screens/search.ts';
import { runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';
import { insidePage, storeProcessId } from '../support/test-hook.ts';

/** Nobody has these names, and no dictionary these words. */
const TEXTS = {
  givenName: 'Zéphyrine',
  familyName: 'Quetzalbroeck',
  emailAddress: 'zephyrine.q@voorbeeld.test',
  note: 'Wijnvlekkenrapport van de huisarts',
  searched: 'dwarrelpadgeheim',
  halfTyped: 'Halfgetiktofoon',
  document: 'Kelderkastinventaris van de notaris',
} as const;

let midoffice: TestMidoffice;
let desk: Desk;

/** A test number: birth month + 60, with the right check digits. */
function nationalNumber(): string {
  const first = '856715123';
  return `${first}${String(97 - (Number(first) % 97)).padStart(2, '0')}`;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
});
test.afterEach(() => desk.close());
test.afterAll(() => midoffice.dispose());

test('no personal text in any file: database, profile, preferences, drafts, logs, temporary files and what a crash leaves', async () => {
  const temporary = ownedFolder(path.join(stagedApplication().userDataRoot, 'plain-text-temporary'));
  desk = await startDesk({ name: 'plain-text', midofficeUrl: midoffice.url, environment: { TMPDIR: temporary } });
  const { page, userData } = desk;
  const texts = [...Object.values(TEXTS), nationalNumber()];
  const expectNone = () => {
    for (const folder of [userData, temporary]) {
      const found = findPlainText(folder, texts).found.map(
        ({ file, text, form }) => `${text} as ${form} in ${path.relative(folder, file)}`,
      );
      expect(found).toEqual([]);
    }
  };
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await savePerson(page, TEXTS.givenName, TEXTS.familyName);
  const person = { kind: 'citizen', givenName: TEXTS.givenName, familyName: TEXTS.familyName, language: 'nl' } as const;
  const made = await runCommand(page, 'createPerson', {
    ...person,
    nationalNumber: nationalNumber(),
    emailAddress: TEXTS.emailAddress,
  });
  if (!made.ok) throw new Error(made.error.code);
  await midoffice.stop();
  const documentId = made.value.written[0]?.documentId ?? '';
  expect(await runCommand(page, 'addNote', { collection: 'persons', documentId, text: TEXTS.note })).toMatchObject({
    ok: true,
  });
  await search(page).find('2026-LV-00001');
  await search(page).box.press('Enter');
  await expect(part(page, 'Documenten')).toBeVisible();
  const file = filesToAdd('plain-text').write('inventaris.txt', Buffer.from(`${TEXTS.document}\n`.repeat(500)));
  await chooseInDialog(desk, [file]);
  await page.keyboard.press('Alt+d');
  const added = part(page, 'Documenten').getByRole('listitem').filter({ hasText: 'inventaris' });
  await expect(added).toContainText('Wacht op lijn');
  const [shown] = await Promise.all([
    desk.application.waitForEvent('window'),
    added.getByRole('button', { name: 'inventaris openen' }).click(),
  ]);
  await expect(shown.getByText(TEXTS.document).first()).toBeVisible();
  expectNone();
  await shown.close();
  await search(page).find(TEXTS.searched);
  await search(page).find(TEXTS.familyName);
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toContainText(TEXTS.familyName);
  await page.keyboard.press('Alt+p');
  await page.getByRole('textbox', { name: 'Voornaam' }).fill(TEXTS.halfTyped);
  expectNone();

  // Real crashes, with all of it in the memory of both processes.
  const store = await storeProcessId(desk);
  if (store === undefined) throw new Error('There is no store process');
  process.kill(store, 'SIGSEGV');
  await expect.poll(async () => (await storeProcessId(desk)) ?? store).not.toBe(store);
  const renderer = await desk.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  if (renderer === undefined) throw new Error('There is no renderer process');
  const crashDumps = await desk.application.evaluate(({ app }) => app.getPath('crashDumps'));
  // V8 takes the first SIGSEGV for one of WebAssembly's.
  process.kill(renderer, 'SIGABRT');
  await expect
    .poll(() => insidePage(desk, 'document.querySelector("h1")?.textContent'), { timeout: 20_000 })
    .toBe('Vandaag');
  expectNone();
  if (existsSync(crashDumps)) expect(findPlainText(crashDumps, texts).found).toEqual([]);
  await desk.kill();
  expectNone();
  expect(findPlainText(userData, texts).files).toBeGreaterThan(20);
  await midoffice.start();
});
