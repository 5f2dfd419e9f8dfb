import { writeFile } from 'node:fs/promises';
import { test as base, type TestInfo } from '@playwright/test';
import { type Desk, openDesks } from './desk.ts';
import { closeEverything } from './running.ts';

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
      for (const desk of openDesks()) await attachEvidence(desk, testInfo);
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
