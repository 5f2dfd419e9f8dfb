import type { Page } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import type { MainJobStep } from './main-job.ts';

/** Remembers every text of the pill and of the progress bars, because a first sync can be quicker than a look at it. */
async function recordProgress(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = (): void => {
      const pill = document.querySelector('.sync-pill')?.textContent;
      if (pill) seen.add(pill);
      for (const bar of document.querySelectorAll('[role=progressbar]')) {
        seen.add(`${bar.getAttribute('aria-valuetext')}`);
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { seenProgress: seen });
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { seenProgress: Set<string> }).seenProgress]);
}

export const logInSteps: readonly MainJobStep[] = [
  {
    name: 'the login shows the demo people with role and team',
    run: async ({ els }) => {
      const login = loginScreen(els.page);
      await expect(login.title).toBeVisible();
      await expect(login.person('Els Peeters')).toContainText('Onthaalmedewerker');
      await expect(login.person('Els Peeters')).toContainText('Onthaal');
      await expect(login.person('Karim El Amrani')).toContainText('Dossierbehandelaar');
      await expect(login.person('Karim El Amrani')).toContainText('Omgeving');
    },
  },
  {
    name: 'Els logs in; the first sync fills the local database, with its numbers in view',
    run: async ({ els, tell }) => {
      const recorded = await recordProgress(els.page);
      const startedAt = performance.now();
      await loginScreen(els.page).logIn('Els Peeters');
      await frame(els.page).waitUntilAllSent(180_000);
      tell(`first sync: ${Math.round(performance.now() - startedAt)} ms`);
      const seen = await recorded();
      expect(seen.join('\n')).toMatch(/Gegevens komen binnen: [\d.]+ van [\d.]+/);
      expect(seen.join('\n')).toMatch(/^[\d.]+ \/ [1-9][\d.]*$/m);
      await expect(frame(els.page).heading).toHaveText('Vandaag');
    },
  },
  {
    name: 'Karim logs in at a second desk',
    run: async (job) => {
      await loginScreen(job.karim.page).logIn('Karim El Amrani');
      await frame(job.karim.page).waitUntilAllSent(180_000);
      job.shown = job.karim.page;
    },
  },
];
