import { violationsOf } from '../support/accessibility.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { readStore, runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;

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
  await openPerson();
  const asked = part(page, title);
  await expect(asked).toContainText('Dit staat in het centrale systeem');
  await asked.getByRole('button', { name: 'Opvragen' }).click();
  await expect(asked).toContainText('Dienst aan het loket');
  await expect(asked).toContainText('Taal: Nederlands werd Frans');
  await expect(asked).toContainText('Els Peeters');
  expect(await violationsOf(page, 'who looked and who changed')).toEqual([]);

  line.cut();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await asked.getByRole('button', { name: 'Opvragen' }).click();
  await expect(asked.getByRole('alert')).toBeVisible();
});
