import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { v7 } from 'uuid';
import { electronVariables } from '../../build/run/stage.ts';
import { type Desk, stagedApplication, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { expectPerson, savePerson } from '../support/screens/new-person.ts';
import { readStore, runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';
import { crashRenderer, deviceProcessId, insidePage, killStore, storeProcessId } from '../support/test-hook.ts';

let midoffice: TestMidoffice;
let desk: Desk;

async function syncedDesk(name: string): Promise<Desk> {
  desk = await startDesk({ name, midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  return desk;
}

/** Makes people one after the other until the store does not acknowledge any more; answers the ids it did acknowledge. */
async function createPeopleUntilItBreaks(familyName: string, most: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (let number = 0; number < most; number += 1) {
    const id = v7();
    const result = await runCommand(desk.page, 'createPerson', {
      id,
      kind: 'citizen',
      givenName: `Nummer ${number}`,
      familyName,
      language: 'nl',
    });
    if (!result.ok) break;
    acknowledged.push(id);
  }
  return acknowledged;
}

async function expectAllThere(ids: readonly string[]): Promise<void> {
  for (const personId of ids) {
    // The store may still be opening its database again.
    await expect.poll(async () => (await readStore(desk.page, 'personSummary', { personId })).ok).toBe(true);
  }
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
});
test.afterEach(async () => {
  await desk.close();
  await midoffice.start();
});
test.afterAll(() => midoffice.dispose());

test('the device process is killed: window and store go on, and another process finds the devices', async () => {
  await syncedDesk('process-devices-killed');
  await desk.page.keyboard.press('Alt+l');
  const readers = desk.page.getByRole('region', { name: 'Kaartlezers' });
  // With a service for card readers or without: the process says which.
  const found = readers.getByText(/Geen kaartlezer gevonden|dienst van deze computer is er niet|Geen kaart/).first();
  await expect(found).toBeVisible();
  const first = await deviceProcessId(desk);
  if (first === undefined) throw new Error('There is no device process');
  process.kill(first, 'SIGKILL');
  await expect.poll(() => deviceProcessId(desk).then((second) => second !== undefined && second !== first)).toBe(true);
  await expect(found).toBeVisible();
  await expect(desk.page.getByText('De toestellen worden opnieuw gestart')).toHaveCount(0);
  const { ok } = await runCommand(desk.page, 'createPerson', {
    id: v7(),
    kind: 'citizen',
    givenName: 'Na',
    familyName: 'De Val',
    language: 'nl',
  });
  expect(ok).toBe(true);
});

test('the store process is killed in the middle of commands: the window stays and acknowledged work is there', async () => {
  await syncedDesk('process-store-killed');
  await midoffice.stop();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const writing = createPeopleUntilItBreaks(`Ronde ${round}`, 400);
    await expect
      .poll(async () => {
        const status = await readStore(desk.page, 'syncStatus', {});
        return status.ok ? status.value.waiting : 0;
      })
      .toBeGreaterThan(acknowledged.length + 5);
    const before = await killStore(desk);
    acknowledged.push(...(await writing));
    await expect(frame(desk.page).heading).toBeVisible();
    await expect
      .poll(async () => {
        const now = await storeProcessId(desk);
        return now !== undefined && now !== before;
      })
      .toBe(true);
    await expectAllThere(acknowledged.slice(-5));
  }
  expect(acknowledged.length).toBeGreaterThan(15);
  await expectAllThere(acknowledged);
  await midoffice.start();
  await frame(desk.page).waitUntilAllSent();
});

test('while the store process restarts the screen says so and goes on by itself', async () => {
  const { page } = await syncedDesk('process-store-words');
  await savePerson(page, 'Odilia', 'Herstart');
  await killStore(desk);
  await expect(page.getByText('De lokale opslag start opnieuw')).toBeVisible();
  await expect(page.getByText('Wat bewaard was, blijft bewaard; dit scherm gaat vanzelf verder.')).toBeVisible();
  await expect(page.getByText('De lokale opslag start opnieuw')).toBeHidden();
  await expectPerson(page, 'Odilia Herstart');
  await frame(page).waitUntilAllSent();
});

test('a store process that keeps dying: explained, and a person can start it again', async () => {
  const { page } = await syncedDesk('process-store-fails');
  await savePerson(page, 'Petronella', 'Volhoudt');
  let killed = 0;
  await expect
    .poll(
      async () => {
        const processId = await storeProcessId(desk);
        if (processId !== undefined && processId !== killed) {
          killed = processId;
          process.kill(processId, 'SIGKILL');
        }
        return page.getByRole('alert').filter({ hasText: 'De lokale opslag is gestopt' }).isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await expect(page.getByText('Wat bewaard was, staat veilig op deze computer.')).toBeVisible();
  await expect(frame(page).syncPill).toHaveText('Opslag gestopt');
  await page.getByRole('button', { name: 'Opslag opnieuw starten' }).click();
  await expect(page.getByText('De lokale opslag is gestopt')).toBeHidden();
  await expectPerson(page, 'Petronella Volhoudt');
});

test('the whole desk is killed in the middle of commands: acknowledged work is there at the next start', async () => {
  const { userData } = await syncedDesk('process-desk-killed');
  await midoffice.stop();
  const acknowledged = await createPeopleUntilItBreaks('Stroom', 15);
  expect(acknowledged).toHaveLength(15);
  const more = createPeopleUntilItBreaks('Uitval', 500).catch(() => []);
  await desk.kill();
  await more;
  desk = await startDesk({ name: 'process-desk-killed', midofficeUrl: midoffice.url, userData });
  await loginScreen(desk.page).logIn('Els Peeters');
  await expectAllThere(acknowledged);
  await midoffice.start();
  await frame(desk.page).waitUntilAllSent();
});

test('a second instance brings the first forward and ends', async () => {
  await syncedDesk('process-second');
  await desk.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const isVisible = (): Promise<boolean | undefined> =>
    desk.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  expect(await isVisible()).toBe(false);
  const staged = stagedApplication();
  const second = spawn(staged.executablePath, [staged.appPath], {
    env: electronVariables(staged, { ONTHAAL_USER_DATA: desk.userData, ONTHAAL_DEMO: '1' }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  second.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(second, 'close');
  expect(code).toBe(0);
  expect(said).toContain('Onthaal is al geopend');
  await expect.poll(isVisible).toBe(true);
  expect(desk.application.windows()).toHaveLength(1);
  await expect(frame(desk.page).navigation).toBeVisible();
});

test('the renderer crashes: it comes back with the same person, then explains, and no work is lost', async () => {
  await syncedDesk('process-renderer');
  await midoffice.stop();
  await savePerson(desk.page, 'Quirine', 'Scherm');
  const heading = (): Promise<unknown> => insidePage(desk, 'document.querySelector("h1")?.textContent');
  await crashRenderer(desk);
  await expect.poll(heading).toBe('Vandaag');
  await expect.poll(() => insidePage(desk, 'document.body.innerText.includes("Els Peeters")')).toBe(true);
  await expect.poll(() => insidePage(desk, 'document.body.innerText.includes("1 te versturen")')).toBe(true);
  await crashRenderer(desk);
  await expect.poll(heading).toBe('Het venster is gestopt');
  expect(await insidePage(desk, 'document.body.innerText.includes("Wat u had bewaard, is veilig")')).toBe(true);
  await insidePage(desk, 'document.getElementById("retry").click()');
  await expect.poll(heading).toBe('Vandaag');
  await expect.poll(() => insidePage(desk, 'document.body.innerText.includes("1 te versturen")')).toBe(true);
});
