import type { Page } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { chooseInSelect, dialog, part, saveDialog } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { search } from '../support/screens/search.ts';
import { readStore } from '../support/store-of.ts';
import type { MainJob, MainJobStep } from './main-job.ts';

/** Sooner than a desk looks by itself: then it was told. How fast that is on a quiet machine, the benchmark says. */
const TOLD_MILLISECONDS = 10_000;
const SUBJECT = 'Informatie over verbouwen, Kerkstraat 14';

async function openExact(page: Page, number: string, heading: string): Promise<void> {
  await search(page).find(number);
  await search(page).box.press('Enter');
  await expect(frame(page).heading).toHaveText(heading);
}

/** The moment (milliseconds since 1970) at which this text is on the page's screen; looks at every frame. */
function momentOfSeeing(page: Page, text: string): Promise<number> {
  return page
    .waitForFunction(
      (wanted) => (document.querySelector('main')?.textContent?.includes(wanted) ? Date.now() : 0),
      text,
      { polling: 'raf', timeout: 60_000 },
    )
    .then((handle) => handle.jsonValue());
}

/** When the centre accepted the newest work about a document; waits until all of it is accepted. */
async function acceptedAt(page: Page, documentId: string): Promise<number> {
  let newest = 0;
  await expect
    .poll(async () => {
      const items = await readStore(page, 'syncItems', { limit: 100 });
      const about = items.ok ? items.value.filter((item) => item.documentId === documentId) : [];
      newest = Math.max(...about.map((item) => Date.parse(item.acceptedAt ?? '')));
      return about.length > 0 && about.every((item) => item.state === 'accepted');
    })
    .toBe(true);
  return newest;
}

async function idOfNumber(page: Page, number: string): Promise<string> {
  const found = await readStore(page, 'searchEverything', { text: number, limitPerGroup: 1 });
  return (found.ok && found.value.exactHit?.id) || '';
}

async function expectTold(job: MainJob, what: string, milliseconds: number): Promise<void> {
  job.tell(`${what}: on the second desk ${milliseconds} ms after the acknowledgement`);
  expect(milliseconds).toBeLessThan(TOLD_MILLISECONDS);
}

const comeBack: readonly MainJobStep[] = [
  {
    name: 'the mid-office comes back: everything is accepted, and the second desk is told at once',
    run: async (job) => {
      const { els, karim } = job;
      await openExact(karim.page, '88631290257', 'Marie-Hélène Van den Broeck');
      await expect(frame(karim.page).syncPill).toHaveText(PILL.lineGone);
      const seen = momentOfSeeing(karim.page, 'Informatie over verbouwen: dakkapel en oude boom');
      // A desk that is itself still looking for its line can show nothing: the second desk gets its line first.
      job.lineOfEls.cut();
      await job.midoffice.start();
      const backAt = performance.now();
      await frame(karim.page).waitUntilAllSent();
      job.tell(`the second desk found its line again after ${Math.round(performance.now() - backAt)} ms`);
      job.lineOfEls.repair();
      await frame(els.page).waitUntilAllSent();
      const accepted = await acceptedAt(els.page, await idOfNumber(els.page, job.newDossierNumber));
      await expectTold(job, 'new dossier', (await seen) - accepted);
      await frame(els.page).open('Synchronisatie');
      await frame(els.page).main.getByRole('button', { name: '6 aanvaard in de laatste 24 uur' }).click();
      await expect(frame(els.page).main.getByText('Aanvaard', { exact: true })).toHaveCount(6);
      job.shown = karim.page;
    },
  },
  {
    name: 'the second desk shows the new dossier with everything in it',
    run: async (job) => {
      const { page } = job.karim;
      await openExact(page, job.newDossierNumber, 'Informatie over verbouwen: dakkapel en oude boom');
      await expect(frame(page).main).toContainText('Ingediend');
      await expect(part(page, 'Gegevens')).toContainText('Karim El Amrani');
      await expect(part(page, 'Antwoorden')).toContainText('Mag de dakkapel aan de straatkant?');
      await openExact(page, '2026-LV-00001', SUBJECT);
      await expect(part(page, 'Contactmomenten')).toContainText('Vraag over een dakkapel');
    },
  },
  {
    name: "with the line up, each note of Els is told to Karim's screen at once",
    run: async (job) => {
      const { els, karim } = job;
      await openExact(els.page, '2026-LV-00001', SUBJECT);
      const dossierId = await idOfNumber(els.page, '2026-LV-00001');
      for (const number of [1, 2, 3]) {
        const text = `Gezien op het tweede loket, keer ${number}.`;
        const seen = momentOfSeeing(karim.page, text);
        await els.page.keyboard.press('Alt+n');
        await els.page.getByRole('textbox', { name: 'Nieuwe nota' }).fill(text);
        await els.page.getByRole('button', { name: /^Nota bewaren/ }).click();
        const accepted = await acceptedAt(els.page, dossierId);
        await expectTold(job, `note ${number}`, (await seen) - accepted);
      }
    },
  },
];

async function edit(page: Page, changes: (form: ReturnType<typeof dialog>) => Promise<void>): Promise<void> {
  await page.keyboard.press('Alt+b');
  const form = dialog(page, 'Gegevens van het dossier wijzigen');
  await changes(form);
  await saveDialog(form, 'Gegevens bewaren');
}

const BY_ELS = 'Verbouwen Kerkstraat 14: dakkapel vooraan';
const BY_KARIM = 'Verbouwen Kerkstraat 14: uitbouw achteraan';

const clash: readonly MainJobStep[] = [
  {
    name: 'both desks change the same dossier while offline',
    run: async ({ els, karim, midoffice }) => {
      await midoffice.stop();
      await expect(frame(els.page).syncPill).toHaveText(PILL.lineGone);
      await expect(frame(karim.page).syncPill).toHaveText(PILL.lineGone);
      await edit(karim.page, async (form) => {
        await form.getByRole('textbox', { name: 'Onderwerp' }).fill(BY_KARIM);
        await form.getByRole('radiogroup', { name: 'Hoe wilt u ons antwoord?' }).getByText('E-mail').click();
      });
      await edit(els.page, async (form) => {
        await form.getByRole('textbox', { name: 'Onderwerp' }).fill(BY_ELS);
        await form.getByRole('textbox', { name: 'Straat' }).fill('Kerkstraat');
        await form.getByRole('textbox', { name: /^Omschrijving/ }).fill('Vooral de dakkapel is dringend.');
      });
      await expect(frame(els.page).syncPill).toHaveText(/ · 1 te versturen$/);
      await expect(frame(karim.page).syncPill).toHaveText(/ · 1 te versturen$/);
    },
  },
  {
    name: 'Karim comes back first, then Els: what does not clash merges, what clashes asks for a choice',
    run: async (job) => {
      const { els, karim, midoffice, lineOfEls } = job;
      lineOfEls.cut();
      await midoffice.start();
      await frame(karim.page).waitUntilAllSent();
      lineOfEls.repair();
      job.shown = els.page;
      await expect(frame(els.page).syncPill).toHaveText('1 vraagt uw keuze', { timeout: 60_000 });
      const { main } = frame(els.page);
      await expect(main).toContainText('1 veld vraagt uw keuze');
      await expect(part(els.page, 'Antwoorden')).toContainText('E-mail');
      await expect(part(els.page, 'Gegevens')).toContainText('Vooral de dakkapel is dringend.');
    },
  },
  {
    name: 'the conflict list shows what stood there, mine and theirs, with who and when',
    run: async ({ els: { page } }) => {
      await frame(page).open('Conflicten');
      const row = page.getByRole('listbox', { name: 'Te beslissen' }).getByRole('option');
      await expect(row).toContainText('2026-LV-00001');
      await expect(row).toContainText(/onderwerp · ook gewijzigd door Karim El Amrani, /);
      await row.click();
      const { main } = frame(page);
      await expect(main).toContainText('U en Karim El Amrani wijzigden hetzelfde veld');
      const choice = main.getByRole('radiogroup', { name: 'Onderwerp' });
      await expect(choice).toContainText(`Stond er${SUBJECT}`);
      await expect(choice.getByRole('radio', { name: /^U schreef/ })).toBeAttached();
      await expect(choice).toContainText(/U schreef om \d{2}:\d{2}Verbouwen Kerkstraat 14: dakkapel vooraan/);
      await expect(choice).toContainText(/Karim El Amrani schreef om \d{2}:\d{2}.*uitbouw achteraan/);
      await expect(main).toContainText(/past samen en is bewaard: .+/);
    },
  },
  {
    name: 'Els keeps hers and the other as a note; both histories stay, on both desks',
    run: async (job) => {
      const { els, karim } = job;
      const { main } = frame(els.page);
      await main.getByRole('radiogroup', { name: 'Onderwerp' }).getByText('U schreef').click();
      await expect(main.getByRole('checkbox', { name: /Bewaar de andere waarde als nota/ })).toBeChecked();
      await main.getByRole('button', { name: /^Keuze bewaren/ }).click();
      await expect(frame(els.page).heading).toHaveText(BY_ELS);
      await frame(els.page).waitUntilAllSent();
      for (const { page } of [els, karim]) {
        await expect(frame(page).heading).toHaveText(BY_ELS);
        await expect(part(page, 'Nota’s')).toContainText(BY_KARIM);
        await expect(part(page, 'Verloop')).toContainText('Keuze gemaakt tussen twee versies');
        const changes = part(page, 'Verloop')
          .getByRole('listitem')
          .filter({ hasText: /^\d{2}:\d{2}Gewijzigd: / });
        await expect(changes.filter({ hasText: 'Karim El Amrani' }).first()).toBeVisible();
        await expect(changes.filter({ hasText: 'Els Peeters' }).first()).toBeVisible();
      }
      job.shown = karim.page;
    },
  },
];

const refusal: readonly MainJobStep[] = [
  {
    name: 'a status that a clerk may not set is refused with its explanation',
    run: async (job) => {
      const { page } = job.els;
      job.shown = page;
      await page.keyboard.press('Alt+t');
      const change = dialog(page, 'Status wijzigen');
      await change.getByText('Uw vraag is beantwoord en het dossier is afgesloten.').click();
      await expect(change).toContainText('Het centrale systeem zal dit waarschijnlijk weigeren.');
      await saveDialog(change, 'Status bewaren');
      await expect(frame(page).syncPill).toHaveText('1 geweigerd');
      await expect(frame(page).main).toContainText('Geweigerd: Status gewijzigd naar ');
      await frame(page).syncPill.click();
      const asking = part(page, 'Vraagt uw aandacht');
      await expect(asking).toContainText('Deze status mag u niet zetten.');
      await expect(asking).toContainText('Kies een andere status, of geef het dossier door aan wie dat wel mag.');
    },
  },
  {
    name: 'Els corrects it, and it is accepted',
    run: async (job) => {
      const { page } = job.els;
      await part(page, 'Vraagt uw aandacht').getByRole('button', { name: 'Verbeteren' }).click();
      const correct = dialog(page, 'Verbeteren en opnieuw versturen');
      await chooseInSelect(correct, 'Status', 'Onvolledig');
      await saveDialog(correct, 'Opnieuw versturen');
      await frame(page).waitUntilAllSent();
      await openExact(page, '2026-LV-00001', BY_ELS);
      await expect(frame(page).main).toContainText('We hebben nog iets van u nodig voor we kunnen antwoorden.');
      await expect(frame(job.karim.page).main).toContainText('We hebben nog iets van u nodig');
    },
  },
];

export const twoDeskSteps: readonly MainJobStep[] = [...comeBack, ...clash, ...refusal];
