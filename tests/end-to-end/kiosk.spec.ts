import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fakeEscPos } from '../../main/devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../main/devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { useTheme as chooseTheme, sidewaysScrolls, THEMES, violationsOf } from '../support/accessibility.ts';
import { administer, askAs, askAsAdministrator } from '../support/administer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { hallScreen, kioskScreen } from '../support/screens/kiosk.ts';
import { test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let line: CuttingProxy;
let kiosk: Desk;
let tickets: FakeRawPrinter;

const start = (userData?: string): Promise<Desk> =>
  startDesk({
    name: 'kiosk',
    midofficeUrl: line.url,
    environment: { ONTHAAL_KIOSK: '1' },
    ...(userData === undefined ? {} : { userData }),
  });

async function newCode(place = 'name: "Zuil Molenzaal", roomId: "room-molenzaal"'): Promise<string> {
  const made = await administer(midoffice.url, `makeKioskCode(${place}) { code }`);
  return (made as { readonly makeKioskCode: { readonly code: string } }).makeKioskCode.code;
}

async function takeAway(): Promise<void> {
  const known = (await askAsAdministrator(midoffice.url, '{ kiosks { deviceId } }')) as {
    readonly kiosks: readonly { readonly deviceId: string }[];
  };
  for (const { deviceId } of known.kiosks) await administer(midoffice.url, `revokeAccess(deviceId: "${deviceId}")`);
}

/** A clerk at another computer calls the next visitor to desk 2; answers the number. */
async function callNext(): Promise<string> {
  const called = (await askAs(
    midoffice.url,
    'member-els',
    'mutation { callNextVisit(operationId: "call-1", deskId: "desk-2") { visit { ticket } } }',
  )) as { readonly callNextVisit: { readonly visit: { readonly ticket: string } } };
  return called.callNextVisit.visit.ticket;
}

/** What axe finds on this state of the screen, in each theme. */
async function expectAccessible(screen: string): Promise<void> {
  for (const theme of THEMES.toReversed()) {
    await chooseTheme(kiosk.page, theme);
    expect(await violationsOf(kiosk.page, screen)).toEqual([]);
    expect(await sidewaysScrolls(kiosk.page, screen)).toEqual([]);
  }
}

/** Every file of the kiosk's folder, as text. */
function everyFile(): string {
  const entries = readdirSync(kiosk.userData, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => `${file}\n${readFileSync(file, 'latin1')}`).join('\n');
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  line = await startCuttingProxy(midoffice.url);
  tickets = await FakeRawPrinter.start(fakeEscPos);
  kiosk = await start();
});
test.afterAll(async () => {
  await kiosk.close();
  await line.close();
  await midoffice.dispose();
  await tickets.close();
});

test('a computer without a person is registered with a code of the administrator, by keyboard alone', async () => {
  const { page } = kiosk;
  const screen = kioskScreen(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Deze zuil is nog niet geregistreerd' })).toBeVisible();
  await expect(screen.code).toBeFocused();
  await expectAccessible('kiosk, not registered');
  await screen.register('ABCD-EFGH-JKLM');
  await expect(page.getByRole('alert')).toContainText('Deze code is niet geldig, al gebruikt of vervallen.');
  await screen.register((await newCode()).toLowerCase());
  await expect(screen.room).toBeVisible();
  await expect(page.getByText('Welkom · Gemeentehuis Lindervelde')).toBeVisible();
  await expect(page.getByText('Verbonden met het centrale systeem')).toBeVisible();
  await expectAccessible('kiosk, registered');
});

test('speaks four languages, and offers no login and no data', async () => {
  const { page } = kiosk;
  await page.getByRole('radio', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Aujourd’hui dans cette salle' })).toBeVisible();
  await page.getByRole('radio', { name: 'Nederlands' }).click();
  await expect(kioskScreen(page).times).toBeVisible();
  const refused = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { onthaal: { request(name: string, args: object): Promise<unknown> } })
      .onthaal;
    const nonce = '0123456789abcdef';
    return Promise.all([
      bridge.request('session:people', {}),
      bridge.request('session:logIn', { memberId: 'member-els' }),
      bridge.request('store:connect', { nonce }),
      bridge.request('application:openLogFolder', {}),
    ]);
  });
  for (const answer of refused) expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
});

test('keeps its key and nothing of persons, dossiers or appointments on its disk, also after a restart', async () => {
  const { userData } = kiosk;
  await kiosk.close();
  const names = readdirSync(userData, { recursive: true }).map(String);
  expect(names).toContain('kiosk.key');
  expect(names.filter((name) => /\.db|users|people|\.grant/.test(name))).toEqual([]);
  const kept = everyFile();
  for (const word of ['Molenzaal', 'member-', 'startsAt', '2026-LV-', 'nationalNumber', 'privateKey']) {
    expect(kept, word).not.toContain(word);
  }
  kiosk = await start(userData);
  await expect(kioskScreen(kiosk.page).room).toBeVisible();
});

test('says how old it is when the line is gone, and goes on when it is back', async () => {
  const { page } = kiosk;
  line.cut();
  await expect(page.getByText(/Geen verbinding\. Wat u ziet, is van/)).toBeVisible({ timeout: 60_000 });
  await expect(kioskScreen(page).room).toBeVisible();
  await expectAccessible('kiosk, line gone');
  line.repair();
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await expect(page.getByText('Verbonden met het centrale systeem')).toBeVisible({ timeout: 60_000 });
});

test('loses its key when its access is taken away, says so, and can be registered anew', async () => {
  const { page } = kiosk;
  const screen = kioskScreen(page);
  await takeAway();
  await expect(page.getByText('De toegang van deze zuil is ingetrokken')).toBeVisible({ timeout: 60_000 });
  await expect(screen.room).toBeHidden();
  await expectAccessible('kiosk, taken away');
  expect(readdirSync(kiosk.userData)).not.toContain('kiosk.key');
  await screen.register(await newCode('name: "Zuil inkom", locationId: "location-gemeentehuis"'), tickets.address);
  await expect(hallScreen(page).appointment).toBeVisible();
});

test('in the hall it gives whoever walks in a number, in their words, and forgets them', async () => {
  const { page } = kiosk;
  const hall = hallScreen(page);
  await expectAccessible('kiosk in the hall');
  await hall.walkIn.click();
  await expectAccessible('kiosk, what for');
  await page.getByRole('radio', { name: 'Français' }).click();
  const french = hall.choice('Ma carte, mon passeport ou mon permis de conduire');
  await expect(french.locator('[lang]')).toHaveCount(0);
  // What nobody translated is there in Dutch, and is read as Dutch.
  await expect(hall.choice('Ik organiseer iets').locator('[lang="nl-BE"]')).toHaveCount(1);
  await french.click();
  await expect(page.getByRole('heading', { level: 1, name: 'De quoi s’agit-il ?' })).not.toHaveAttribute('lang');
  await expectAccessible('kiosk, a question in French');
  await expect(hall.choice('Un passeport')).toBeVisible();
  await page.getByRole('button', { name: 'Retour' }).click();
  await page.getByRole('radio', { name: 'Nederlands' }).click();
  await hall.choice('Mijn kaart, reispas of rijbewijs').click();
  await hall.choice('Een reispas').click();
  await expect(hall.number).toHaveText(/^[A-Z0-9]{2}-1$/);
  await expect(page.getByText('Neem uw ticket mee.')).toBeVisible();
  expect(tickets.printed.toString('latin1')).toContain((await hall.number.textContent()) ?? '');
  await expect(page.getByRole('img', { name: /QR-code/ })).toBeVisible();
  await expectAccessible('kiosk, a number');
  const given = await hall.number.textContent();
  await page.getByRole('button', { name: 'Klaar' }).click();
  await expect(hall.appointment).toBeVisible();
  expect(await page.content()).not.toContain(given ?? '');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, [role="radio"]')]
      .map((element) => element.getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 60),
  );
  expect(small).toEqual([]);
});

test('says that the paper is out and keeps the number on the screen, and an administrator sees it', async () => {
  const { page } = kiosk;
  const hall = hallScreen(page);
  tickets.set({ paperOut: true });
  await hall.walkIn.click();
  await hall.choice('Iets anders').click();
  await hall.choice('Burgerzaken').click();
  await page.locator('.hall-tile').first().click();
  await expect(page.getByText('Het papier is op.')).toBeVisible({ timeout: 60_000 });
  await expect(hall.number).toHaveText(/^[A-Z0-9]{2}-2$/);
  await expectAccessible('kiosk, no paper');
  const paper = async () => JSON.stringify(await askAsAdministrator(midoffice.url, '{ kiosks { printer } }'));
  await expect.poll(paper, { timeout: 60_000 }).toContain('paperOut');
  tickets.set({ paperOut: false });
  await expect(page.getByText('Neem uw ticket mee.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Klaar' }).click();
});

test('checks in by the keys on its screen, says the same of every wrong code, and sends to the desk without a line', async () => {
  const { page } = kiosk;
  const hall = hallScreen(page);
  await hall.appointment.click();
  await expectAccessible('kiosk, ways to check in');
  await hall.choice('Code van uw afspraak').click();
  await expectAccessible('kiosk, keys');
  for (const key of 'AAAA2222') await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(page.getByText('We vinden geen afspraak die u hier nu kunt aanmelden.')).toBeVisible();
  await expectAccessible('kiosk, not found');
  await page.getByRole('button', { name: 'Klaar' }).click();
  line.cut();
  await expect(page.getByRole('heading', { name: 'Neem een nummer aan de balie' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible('kiosk in the hall, line gone');
  line.repair();
  await expect(hall.walkIn).toBeVisible({ timeout: 60_000 });
});

test('a computer of its own is the screen of the waiting room, without anybody who is logged in', async () => {
  const screen = kioskScreen(kiosk.page);
  await takeAway();
  await expect(kiosk.page.getByText('De toegang van deze zuil is ingetrokken')).toBeVisible({ timeout: 60_000 });
  const opened = kiosk.application.waitForEvent('window');
  await screen.register(await newCode('name: "Scherm", locationId: "location-gemeentehuis", purpose: waitingRoom'));
  const hall = await opened;
  await expect(hall.getByText(/bezoekers? wacht/)).toBeVisible({ timeout: 60_000 });
  const ticket = await callNext();
  await expect(hall.locator('#calls li').first()).toHaveText(`${ticket}Loket 2`, { timeout: 60_000 });
  expect(await hall.locator('body').textContent()).not.toMatch(/Reispas|Peeters/);
  expect(await violationsOf(hall, 'the screen of the waiting room at a computer of its own')).toEqual([]);
});
