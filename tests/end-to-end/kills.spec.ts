import { setTimeout as sleep } from 'node:timers/promises';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { killTree } from '../support/processes.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson, trySavePerson } from '../support/screens/new-person.ts';
import { search } from '../support/screens/search.ts';
import { readStore } from '../support/store-of.ts';
import { test } from '../support/test.ts';
import { killStore, storeProcessId } from '../support/test-hook.ts';

const FAMILY = 'Taaievolhouder';
const GIVEN = [
  'Aagje',
  'Bertilde',
  'Clothilde',
  'Dymphna',
  'Edeltrude',
  'Filomena',
  'Goedele',
  'Hadewych',
  'Irmgard',
  'Jozefien',
];
/** Longest wait between the press on the button and the kill, in milliseconds. */
const LONGEST = 120;

let midoffice: TestMidoffice;
let desk: Desk;
/** What the screen said was saved, and what was under way at a kill. */
const acknowledged: string[] = [];
const underWay: string[] = [];

/** kill -9 for every process of the desk, before any of them can do something about the others. */
async function killWholeTree(): Promise<void> {
  killTree(desk.processId);
  await desk.kill();
}

/** kill -9 for the store process alone; resolves when another one answers. */
async function killStoreAndWait(): Promise<void> {
  const before = await killStore(desk);
  await expect.poll(async () => (await storeProcessId(desk)) ?? before, { timeout: 30_000 }).not.toBe(before);
  await expect.poll(async () => (await readStore(desk.page, 'syncStatus', {})).ok, { timeout: 30_000 }).toBe(true);
  await expect(desk.page.getByText('De lokale opslag start opnieuw')).toBeHidden();
}

/** Saves a person and is told so; then presses the button for another one, and answers at a moment of chance. */
async function workUntilKill(round: string): Promise<void> {
  const [first, second] = [`${GIVEN.shift()}${round}`, `Half${round}${acknowledged.length}`];
  await savePerson(desk.page, first, FAMILY);
  acknowledged.push(first);
  // On a form of its own, so that the press is all that is left to do.
  await trySavePerson(desk.page, second, FAMILY);
  underWay.push(second);
  await sleep(Math.random() * LONGEST);
}

/** Everything that the screen said was saved can be found, once. */
async function expectAcknowledged(names: readonly string[]): Promise<void> {
  const { page } = desk;
  for (const name of names) {
    await search(page).find(`${name} ${FAMILY}`);
    await expect(
      search(page)
        .group('Personen')
        .getByRole('option', { name: `${name} ${FAMILY}` }),
    ).toHaveCount(1);
  }
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
});
test.afterEach(() => desk.close());
test.afterAll(() => midoffice.dispose());

test('ten kills, of the whole desk and of its store, in the middle of a clerk at work: what the screen said was saved is there', async () => {
  test.setTimeout(300_000);
  desk = await startDesk({ name: 'kills', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  for (const round of ['a', 'b', 'c', 'd', 'e']) {
    // Every other round without a line.
    if (round === 'b' || round === 'd') await midoffice.stop();
    await workUntilKill(round);
    await killStoreAndWait();
    await expectAcknowledged(acknowledged.slice(-1));
    await workUntilKill(round);
    await killWholeTree();
    await midoffice.start();
    desk = await startDesk({ name: 'kills', midofficeUrl: midoffice.url, userData: desk.userData });
    await loginScreen(desk.page).logIn('Els Peeters');
    await expectAcknowledged(acknowledged.slice(-2));
  }
  await frame(desk.page).waitUntilAllSent();
  await expectAcknowledged(acknowledged);
  expect(acknowledged).toHaveLength(10);
  // What was under way is there once or not at all, and nothing else bears the name.
  await search(desk.page).find(FAMILY);
  const options = search(desk.page).group('Personen').getByRole('option');
  const found = await options.allInnerTexts();
  for (const name of underWay) expect(found.filter((text) => text.includes(name)).length).toBeLessThanOrEqual(1);
});
