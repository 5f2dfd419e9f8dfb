import { expect } from '../support/expect.ts';
import { frame } from '../support/screens/frame.ts';
import { search } from '../support/screens/search.ts';
import type { MainJobStep } from './main-job.ts';

export const searchSteps: readonly MainJobStep[] = [
  {
    name: 'F3: a part of a name, without its accents and with a typing error',
    run: async (job) => {
      const { page } = job.els;
      job.shown = page;
      await search(page).find('helene broexk');
      const hit = search(page).group('Personen').getByRole('option', { name: 'Marie-Hélène Van den Broeck' });
      await expect(hit).toBeVisible();
      await expect(search(page).marked(hit).first()).toBeVisible();
      await expect(page.getByText(/Geen treffer voor “broexk”, getoond: .*broeck/i)).toBeVisible();
    },
  },
  {
    name: 'F3: a street, with people and dossiers each in their group',
    run: async ({ els: { page } }) => {
      await search(page).find('kerkstraat 14');
      const people = search(page).group('Personen');
      await expect(people.getByRole('option', { name: 'Thomas Lefèvre' })).toBeVisible();
      await expect(search(page).marked(people.getByRole('option').first()).first()).toHaveText(/kerkstraat/i);
      await expect(
        search(page)
          .group('Dossiers')
          .getByRole('option', { name: /Informatie over verbouwen, Kerkstraat 14/ }),
      ).toBeVisible();
    },
  },
  {
    name: 'F3: a word of a subject',
    run: async ({ els: { page } }) => {
      await search(page).find('driegevelwoning molenweg');
      const hit = search(page)
        .group('Dossiers')
        .getByRole('option', { name: /2026-LV-00004/ });
      await expect(search(page).marked(hit).first()).toHaveText(/driegevelwoning/i);
    },
  },
  {
    name: 'F3: a national number, opened by Enter',
    run: async ({ els: { page } }) => {
      await search(page).find('88631290257');
      await expect(page.getByText('Dit nummer bestaat één keer. Enter opent het meteen.')).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(frame(page).heading).toHaveText('Marie-Hélène Van den Broeck');
    },
  },
  {
    name: 'F3: a dossier number, opened by Enter',
    run: async ({ els: { page } }) => {
      await search(page).find('2026-LV-00001');
      await page.keyboard.press('Enter');
      await expect(frame(page).heading).toHaveText('Informatie over verbouwen, Kerkstraat 14');
    },
  },
];
