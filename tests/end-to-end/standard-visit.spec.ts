import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { doStandardVisit, summaryOf, type VisitTimes } from '../steps/standard-visit.ts';
import { openVisitPlace, type VisitPlace } from '../steps/standard-visit-place.ts';
import { expect } from '../support/expect.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { here } from '../support/screens/queue.ts';
import { test } from '../support/test.ts';

const RESULTS = path.join(import.meta.dirname, '../../out/standard-visit.json');

let place: VisitPlace | undefined;

/** What came to the page: presses of a mouse, and each key with its place. */
async function listenTo(page: Page) {
  await page.evaluate(() => {
    const told = { presses: 0, places: [] as string[] };
    window.addEventListener(
      'pointerdown',
      ({ pointerType }) => (told.presses += Number(pointerType === 'mouse')),
      true,
    );
    window.addEventListener('keydown', ({ key, code }) => told.places.push(`${key} ${code}`), true);
    Object.assign(globalThis, { told });
  });
  return () => page.evaluate(() => (globalThis as unknown as { told: { presses: number; places: string[] } }).told);
}

/** Times depend on the machine: they are kept and told, and judged by the benchmark of this name. */
function keepTimes(times: VisitTimes): void {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(times, null, 2)}\n`);
  process.stdout.write(`${summaryOf(times)}\n`);
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  place = await openVisitPlace('standard-visit');
  await place.comeIn();
});
test.afterAll(async () => {
  await place?.close();
});

test('the standard visit on a Belgian keyboard, and nothing else', async () => {
  test.setTimeout(120_000);
  if (place === undefined) throw new Error('There is no place');
  const { page } = place.desk;
  const toldTo = await listenTo(page);
  keepTimes(await doStandardVisit(page, place.citizen));
  const told = await toldTo();
  expect(told.presses).toBe(0);
  // The keys that lie elsewhere than on the keyboard that most programs are made with.
  expect(told.places).toEqual(expect.arrayContaining(['a KeyQ', 'w KeyZ', '2 Digit2', 'm Semicolon']));
  await expect(here(page)).toContainText('Er is niemand aan uw loket');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('F3');
  await page.keyboard.type('Testaert');
  await expect(page.getByRole('option', { name: /Lotte Zoë Testaert/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(part(page, 'Contactmomenten')).toContainText('Nieuwe wagen, vraagt meteen een bewonerskaart.');
  await expect(part(page, 'Dossiers')).toContainText('Bewonerskaart voor een nieuwe wagen');
  await expect(part(page, 'Afspraken')).toContainText('Attest van woonst');
});
