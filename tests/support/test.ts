import { writeFile } from 'node:fs/promises';
import { test as base, type TestInfo } from '@playwright/test';
import { type Desk, openDesks } from './desk.ts';
import { closeEverything } from './running.ts';

const LAST_LOG_LINES = 25;

async function attachEvidence(desk: Desk, testInfo: TestInfo): Promise<void> {
  const attach = async (name: string, contentType: string, make: () => Promise<string | Buffer> | string) => {
    // A desk whose window is gone still has a log.
    const body = await Promise.resolve()
      .then(make)
      .catch((error: unknown) => `not available: ${String(error)}`);
    const file = testInfo.outputPath(`${desk.name}-${name}`);
    await writeFile(file, body);
    await testInfo.attach(`${desk.name}-${name}`, { path: file, contentType });
  };
  await attach('main-and-store.log', 'text/plain', () => desk.readLog());
  await attach('screen.png', 'image/png', () => desk.page.screenshot({ timeout: 5_000 }));
  await attach('screen.txt', 'text/plain', () => desk.page.locator('body').ariaSnapshot({ timeout: 5_000 }));
}

/** What the output of a run may say of a desk, when the files beside it are gone: its log names nobody, nor does an alert. */
async function printEvidence(desk: Desk): Promise<void> {
  const alerts = await desk.page
    .getByRole('alert')
    .allTextContents()
    .catch((error: unknown) => [`not available: ${String(error)}`]);
  // Where keys go, without words: they may name a citizen.
  const focus = await desk.page
    .evaluate(() => `${document.activeElement?.tagName}.${document.activeElement?.className}`)
    .catch((error: unknown) => `not available: ${String(error)}`);
  const lines = desk.readLog().trimEnd().split('\n').slice(-LAST_LOG_LINES);
  console.log(
    `\nDesk "${desk.name}" says: ${JSON.stringify(alerts)}, has its focus in ${focus}. Its log ends with:\n${lines.join('\n')}\n`,
  );
}

/**
 * Playwright's `test` that attaches what every open desk shows and logged when a test fails, and that leaves no process behind
 * when the last test of a file is done.
 */
export const test = base.extend<{ evidence: undefined }, { cleaning: undefined }>({
  evidence: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of other fixtures from this pattern
    async ({}, use, testInfo) => {
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      for (const desk of openDesks()) {
        await attachEvidence(desk, testInfo);
        await printEvidence(desk);
      }
    },
    { auto: true },
  ],
  cleaning: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      await use(undefined);
      const killed = await closeEverything();
      if (killed.length > 0) throw new Error(`Still running after the tests, and killed: ${killed.join(', ')}`);
    },
    { auto: true, scope: 'worker' },
  ],
});
