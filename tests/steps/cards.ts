import { expect } from '../support/expect.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { search } from '../support/screens/search.ts';
import type { MainJobStep } from './main-job.ts';

export const cardSteps: readonly MainJobStep[] = [
  {
    name: 'the dossier card: applicant, address, status for the citizen, term, timeline, tasks, documents, contacts',
    run: async ({ els: { page } }) => {
      const { main } = frame(page);
      await expect(main).toContainText('In behandeling');
      await expect(main).toContainText(
        'Voor de burger: Een medewerker zoekt uit wat er kan en neemt contact met u op.',
      );
      const facts = part(page, 'Gegevens');
      await expect(facts.getByRole('button', { name: 'Marie-Hélène Van den Broeck' })).toBeVisible();
      await expect(facts).toContainText('Kerkstraat 14');
      await expect(facts).toContainText('Karim El Amrani');
      const term = part(page, 'Termijn');
      await expect(term).toContainText(/Nog \d+ (werk)?dagen?, tot en met /);
      await term.getByRole('button', { name: 'Hoe is dit berekend?' }).click();
      await expect(term).toContainText('de termijn van 15 werkdagen start');
      for (const title of ['Verloop', 'Taken', 'Documenten', 'Contactmomenten', 'Afspraken', 'Nota’s']) {
        await expect(part(page, title).getByRole('listitem').first()).toBeVisible();
      }
    },
  },
  {
    name: 'the person card: dossiers, appointments, contacts, tasks, preferences',
    run: async ({ els: { page } }) => {
      await page.keyboard.press('Alt+o');
      await expect(frame(page).heading).toHaveText('Marie-Hélène Van den Broeck');
      await expect(part(page, 'Dossiers').getByRole('option', { name: /2026-LV-00001/ })).toBeVisible();
      await expect(part(page, 'Bereiken')).toContainText('Wil liefst gebeld worden');
      for (const title of ['Contactmomenten', 'Afspraken', 'Taken', 'Nota’s']) {
        await expect(part(page, title).getByRole('listitem').first()).toBeVisible();
      }
    },
  },
  {
    name: 'a protected person opens after a reason, with the warning first',
    run: async ({ els: { page } }) => {
      await search(page).find('Nadia Haddad');
      await search(page).box.press('Enter');
      await expect(frame(page).heading).toHaveText('Afgeschermde persoon');
      await expect(frame(page).main).not.toContainText('Nadia Haddad');
      await page.keyboard.type('Aangifte van verlies aan het loket');
      await page.keyboard.press('Enter');
      await expect(frame(page).heading).toHaveText('Nadia Haddad');
      await expect(frame(page).main).toContainText(/Adres geheim sinds /);
      await expect(frame(page).main).toContainText('Adres geheim op vraag van het parket: nooit meedelen.');
    },
  },
];
