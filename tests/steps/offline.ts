import type { Page } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { chooseInComboBox, chooseInSelect, dialog, part, saveDialog } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { search } from '../support/screens/search.ts';
import type { MainJobStep } from './main-job.ts';

async function openPerson(page: Page, nationalNumber: string): Promise<void> {
  await search(page).find(nationalNumber);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText('Marie-Hélène Van den Broeck');
}

/** Why the routing rules choose the team, as the screen says it. */
const REASON = /Regel ‘Bomen kappen naar omgeving’, omdat: .*‘vellen’ in de omschrijving/;

/** What a notice says of saved work while the line is gone. */
const KEPT_HERE = 'Staat op deze computer en vertrekt zodra de lijn terug is.';

/** The pill of a desk without a line, with this many pieces of work. */
function waiting(count: number): RegExp {
  return new RegExp(`^Lijn weg sinds \\d{2}:\\d{2} · ${count} te versturen$`);
}

async function fillNewDossier(page: Page): Promise<void> {
  const main = page.getByRole('main');
  await main.getByRole('searchbox', { name: 'Soort dossier' }).fill('verbouwen');
  await main.getByRole('option', { name: /Informatie vragen over verbouwen/ }).click();
  await expect(main).toContainText('Marie-Hélène Van den Broeck');
  await main.getByRole('textbox', { name: 'Onderwerp' }).fill('Informatie over verbouwen: dakkapel en boom');
  await main.getByRole('textbox', { name: /^Omschrijving/ }).fill('Voor de dakkapel moet ook een boom vellen.');
  const address = main.getByRole('group', { name: 'Waar gaat het over?' });
  await address.getByRole('textbox', { name: 'Straat' }).fill('Kerkstraat');
  await address.getByRole('textbox', { name: 'Nummer' }).fill('14');
  await address.getByRole('textbox', { name: 'Postcode' }).fill('9990');
  await address.getByRole('textbox', { name: 'Gemeente' }).fill('Lindervelde');
  const questions = main.getByRole('region', { name: 'Vragen bij dit soort dossier' });
  await chooseInSelect(questions, 'Wat wilt u doen?', 'Dakkapel of dakverhoging');
  await questions.getByRole('textbox', { name: 'Wat wilt u weten?' }).fill('Mag de dakkapel aan de straatkant?');
  await questions.getByRole('radiogroup', { name: 'Bent u eigenaar?' }).getByText('Ja', { exact: true }).click();
  await questions.getByRole('radiogroup', { name: 'Hoe wilt u ons antwoord?' }).getByText('Telefoon').click();
}

const stopAndRegister: readonly MainJobStep[] = [
  {
    name: 'the mid-office stops: the pill says since when the line is gone',
    run: async ({ els: { page }, midoffice }) => {
      await openPerson(page, '88631290257');
      await midoffice.stop();
      await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
    },
  },
  {
    name: 'register a contact moment while the line is gone',
    run: async ({ els: { page } }) => {
      await page.keyboard.press('Shift+F7');
      const { main, heading } = frame(page);
      await expect(heading).toHaveText('Nieuw contactmoment');
      await main.getByRole('checkbox', { name: /Informatie over verbouwen, Kerkstraat 14/ }).click({ force: true });
      await main.getByRole('textbox', { name: 'Onderwerp' }).fill('Vraag over een dakkapel');
      await main.getByRole('textbox', { name: /Wat is er gezegd\?/ }).fill('Wil weten of een dakkapel kan.');
      await chooseInSelect(main, 'Resultaat', 'Dossier geopend');
      await main.getByRole('button', { name: /^Contactmoment bewaren/ }).click();
      await expect(frame(page).notice(KEPT_HERE)).toBeVisible();
      await expect(heading).toHaveText('Marie-Hélène Van den Broeck');
      await expect(part(page, 'Contactmomenten')).toContainText('Vraag over een dakkapel');
    },
  },
  {
    name: 'open a dossier "Informatie vragen over verbouwen": its own questions, and the team with the reason',
    run: async (job) => {
      const { page } = job.els;
      await page.keyboard.press('F7');
      await expect(frame(page).heading).toHaveText('Nieuw dossier');
      await fillNewDossier(page);
      const routing = part(page, 'Waar gaat het naartoe\\?');
      await expect(routing).toContainText('Gaat naar Omgeving');
      await expect(routing).toContainText(REASON);
      await frame(page)
        .main.getByRole('button', { name: /^Dossier openen/ })
        .click();
      await expect(frame(page).heading).toHaveText('Informatie over verbouwen: dakkapel en boom');
      await expect(frame(page).notice(/^Dossier .* is geopend$/)).toBeVisible();
      await expect(frame(page).notice(KEPT_HERE)).toBeVisible();
      job.newDossierNumber =
        (await frame(page)
          .main.getByText(/^\d{4}-[A-Z0-9]+-\d{5}$/)
          .textContent()) ?? '';
      expect(job.newDossierNumber).not.toBe('');
      await expect(part(page, 'Gegevens')).toContainText('Toegewezen door regel ‘Bomen kappen naar omgeving’, omdat:');
      await expect(part(page, 'Antwoorden')).toContainText('Dakkapel of dakverhoging');
    },
  },
];

const assignAndChange: readonly MainJobStep[] = [
  {
    name: 'give the dossier to another team, then take the proposal of the routing rule',
    run: async ({ els: { page } }) => {
      await page.keyboard.press('Shift+F6');
      const assign = dialog(page, 'Dossier toewijzen');
      await chooseInComboBox(assign, 'Team', 'Technische dienst');
      await assign.getByRole('textbox', { name: /^Waarom/ }).fill('Eerst de boom bekijken');
      await saveDialog(assign, 'Toewijzen');
      await expect(part(page, 'Gegevens')).toContainText('Technische dienst');
      await page.keyboard.press('Shift+F6');
      await expect(assign).toContainText('Voorstel: Omgeving');
      await expect(assign).toContainText(REASON);
      await assign.getByRole('button', { name: 'Voorstel overnemen' }).click();
      await chooseInComboBox(assign, 'Behandelaar', 'Karim El Amrani');
      await saveDialog(assign, 'Toewijzen');
      await expect(part(page, 'Gegevens')).toContainText('Karim El Amrani');
      await expect(part(page, 'Verloop')).toContainText('Toegewezen aan Karim El Amrani (Omgeving)');
    },
  },
  {
    name: 'change the status: the term clock starts',
    run: async ({ els: { page } }) => {
      await expect(part(page, 'Termijn')).toContainText('De termijn loopt nog niet.');
      await page.keyboard.press('Alt+t');
      const change = dialog(page, 'Status wijzigen');
      await change.getByText('Uw vraag is toegewezen aan de dienst Omgeving.').click();
      await saveDialog(change, 'Status bewaren');
      await expect(frame(page).main).toContainText('Voor de burger: Uw vraag is toegewezen aan de dienst Omgeving.');
      await expect(part(page, 'Termijn')).toContainText(/Nog \d+ werkdagen, tot en met /);
      await expect(part(page, 'Verloop')).toContainText('Status: van Geregistreerd naar Ingediend');
    },
  },
];

const lookAtTheList: readonly MainJobStep[] = [
  {
    name: 'the pill says what waits, the list behind it shows each item',
    run: async ({ els: { page } }) => {
      await expect(frame(page).syncPill).toHaveText(waiting(5));
      await frame(page).syncPill.click();
      await expect(frame(page).heading).toHaveText('Synchronisatie');
      await expect(frame(page).main).toContainText(/De lijn is weg sinds \d{2}:\d{2}\./);
      const list = part(page, 'Te versturen');
      for (const sentence of [
        'Contactmoment geregistreerd',
        'Dossier geopend',
        'Dossier toegewezen aan Technische dienst',
        'Dossier toegewezen aan Omgeving',
        'Status gewijzigd naar Ingediend',
      ]) {
        await expect(list.getByRole('listitem').filter({ hasText: sentence })).toHaveCount(1);
      }
      await expect(list).toContainText('Nog op deze computer');
    },
  },
  {
    name: 'from the list: copy, try now, and open to edit',
    run: async ({ els: { page, application } }) => {
      const item = part(page, 'Te versturen').getByRole('listitem').filter({ hasText: 'Contactmoment geregistreerd' });
      await item.getByRole('button', { name: 'Tekst kopiëren' }).click();
      const copied = (): Promise<string> => application.evaluate(({ clipboard }) => clipboard.readText());
      await expect.poll(copied).toContain('Wil weten of een dakkapel kan.');
      await frame(page)
        .main.getByRole('button', { name: /^Nu proberen/ })
        .click();
      await expect(frame(page).syncPill).toHaveText(waiting(5));
      await part(page, 'Te versturen')
        .getByRole('listitem')
        .filter({ hasText: 'Dossier geopend' })
        .getByRole('button', { name: 'Openen' })
        .click();
      await expect(frame(page).heading).toHaveText('Informatie over verbouwen: dakkapel en boom');
      await page.keyboard.press('Alt+b');
      const edit = dialog(page, 'Gegevens van het dossier wijzigen');
      await edit.getByRole('textbox', { name: 'Onderwerp' }).fill('Informatie over verbouwen: dakkapel en oude boom');
      await saveDialog(edit, 'Gegevens bewaren');
      await expect(frame(page).heading).toHaveText('Informatie over verbouwen: dakkapel en oude boom');
      await expect(frame(page).syncPill).toHaveText(waiting(6));
    },
  },
];

export const offlineSteps: readonly MainJobStep[] = [...stopAndRegister, ...assignAndChange, ...lookAtTheList];
