import { type Desk, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { arrive, sitAt } from '../support/screens/queue.ts';
import type { Citizen } from './standard-visit.ts';

const DOSSIERS = 300;

/** A counter with a card reader, where standard visits can be done. */
export interface VisitPlace {
  readonly desk: Desk;
  readonly citizen: Citizen;
  /** Somebody comes in who is called before those who wait. */
  readonly comeIn: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The holder of the card comes into the register as a new person, as on a first visit. */
async function registerHolder({ page }: Desk, readers: TestReaders): Promise<void> {
  await readers.make('lotte');
  await readers.insert('lotte');
  const { heading } = frame(page);
  await expect(heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  await expect(part(page, 'Controle van de kaart')).toContainText('Echt en geldig');
  await page.keyboard.press('Alt+p');
  await expect(heading).toHaveText('Nieuwe persoon');
  await expect(page.getByRole('textbox', { name: 'Naam', exact: true })).toHaveValue('Testaert');
  await page.keyboard.press('F9');
  await expect(heading).toHaveText('Lotte Zoë Testaert');
  await readers.remove();
  await expect(page.getByRole('region', { name: 'Kaartlezer', exact: true })).toHaveCount(0);
}

async function comeIn({ page }: Desk): Promise<void> {
  await page.keyboard.press('Control+F2');
  await expect(frame(page).heading).toHaveText('Wachtrij');
  await arrive(page, 'Attest van woonst', true);
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Alt+v');
  await expect(frame(page).heading).toHaveText('Vandaag');
}

/** Starts a mid-office, a reader and a desk, with Els Peeters at desk 1. */
export async function openVisitPlace(name: string): Promise<VisitPlace> {
  const midoffice = await startTestMidoffice(DOSSIERS);
  const readers = await makeTestReaders();
  await readers.place.startService();
  const desk = await startDesk({ name, midofficeUrl: midoffice.url, environment: readers.environment });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await registerHolder(desk, readers);
  await sitAt(desk.page, 'Loket 1');
  return {
    desk,
    citizen: { putIn: () => readers.insert('lotte'), takeOut: () => readers.remove() },
    comeIn: () => comeIn(desk),
    close: async () => {
      await desk.close();
      await readers.dispose();
      await midoffice.dispose();
    },
  };
}
