import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { freePort } from '../support/midoffice.ts';
import { test } from '../support/test.ts';
import { crashRenderer, insidePage } from '../support/test-hook.ts';

let desk: Desk;

test.afterEach(() => desk.close());

function menuLabels(): Promise<readonly string[]> {
  return desk.application.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label));
}

test('the menu and the recovery page speak the language that is chosen', async () => {
  // Nobody logs in: the window speaks for itself.
  desk = await startDesk({ name: 'languages', midofficeUrl: `http://127.0.0.1:${await freePort()}` });
  await expect(desk.page.getByRole('heading', { level: 1, name: 'Wie zit er aan dit loket?' })).toBeVisible();
  expect((await menuLabels()).slice(0, 3)).toEqual(['Bestand', 'Bewerken', 'Beeld']);
  await desk.page.evaluate(() => {
    const { onthaal } = globalThis as unknown as {
      onthaal: { request(channel: string, args: unknown): Promise<unknown> };
    };
    return onthaal.request('preferences:write', { locale: 'fr', theme: 'system', singleLetterKeys: false });
  });
  await expect(desk.page.locator('html')).toHaveAttribute('lang', 'fr');
  expect((await menuLabels()).slice(0, 3)).toEqual(['Fichier', 'Édition', 'Affichage']);

  const heading = (): Promise<unknown> => insidePage(desk, 'document.querySelector("h1")?.textContent');
  await crashRenderer(desk);
  await expect.poll(heading).toBe('Qui est à ce guichet ?');
  await crashRenderer(desk);
  await expect.poll(heading).toBe('La fenêtre s’est arrêtée');
  expect(await insidePage(desk, 'document.documentElement.lang')).toBe('fr');
  expect(await insidePage(desk, 'document.activeElement?.textContent')).toBe('Réessayer');
  expect(await insidePage(desk, 'document.body.innerText.includes("est en sécurité")')).toBe(true);
});
