import type { Page } from '@playwright/test';
import { BelgianKeyboard } from '../support/belgian-keyboard.ts';
import { expect } from '../support/expect.ts';
import { type KeyReaction, KeyWatch } from '../support/key-watch.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { visit } from '../support/screens/queue.ts';

/** The hands of the citizen, who puts the card into the reader and takes it out. */
export interface Citizen {
  readonly putIn: () => Promise<void>;
  readonly takeOut: () => Promise<void>;
}

/** A standard visit, in milliseconds. */
export interface VisitTimes {
  readonly keys: readonly KeyReaction[];
  /** From the card in the reader to its holder, photo and checks on the screen. */
  readonly waits: Readonly<Record<string, number>>;
  /** Everything the clerk waited for, without any human pause. */
  readonly whole: number;
}

const heading = (text: string) => ({ selector: 'main h1', text });
const open = (title: string) => ({ selector: '[role="dialog"] h2', text: title });
const noDialog = { selector: '[role="dialog"]', isGone: true };
const options = (text: string) => ({ selector: '[role="option"]', text });

async function callAndLook(page: Page, keys: KeyWatch, citizen: Citizen): Promise<void> {
  await keys.press('F2', { selector: '.visit-panel', text: 'Opgeroepen' });
  await keys.press('Shift+F9', { selector: '.visit-panel', text: 'Aan het loket' });
  await keys.during('card', citizen.putIn, { selector: 'main button', text: 'Alt\\+O' });
  await keys.press('Alt+o', heading('Lotte Zoë Testaert'));
  await keys.press('Shift+F3', { selector: '.visit-who', text: 'Lotte Zoë Testaert' });
  await keys.press('Shift+F4', { selector: 'textarea:focus' });
  await keys.type('Nieuwe wagen, vraagt meteen een bewonerskaart.');
  await expect(visit(page).notepad).toHaveValue('Nieuwe wagen, vraagt meteen een bewonerskaart.');
}

/** Chooses one of a few that stand beside each other: Tab to the first, Space, arrows to another. */
async function pick(page: Page, keys: KeyWatch, question: string, option: string): Promise<void> {
  const group = frame(page).main.getByRole('radiogroup', { name: question });
  const wanted = group.getByRole('radio', { name: option });
  await keys.tabTo(group.getByRole('radio').first());
  await keys.press('Space');
  for (let left = await group.getByRole('radio').count(); left > 0 && !(await wanted.isChecked()); left -= 1) {
    await keys.press('ArrowDown');
  }
  await expect(wanted).toBeChecked();
}

async function openDossier(page: Page, keys: KeyWatch): Promise<void> {
  const { main } = frame(page);
  await keys.press('F7', { selector: '.type-search input:focus' });
  await keys.type('bewonersk', options('Bewonerskaart'));
  await keys.press('Enter', { selector: 'main form input:focus' });
  await keys.type('Bewonerskaart voor een nieuwe wagen');
  await pick(page, keys, 'Welke kaart?', 'Eerste kaart, eigen wagen');
  await keys.tabTo(main.getByRole('textbox', { name: 'Nummerplaat' }));
  await keys.type('2-ABC-123');
  await pick(page, keys, 'Zone', 'Stationsbuurt');
  await keys.press('F9', heading('Bewonerskaart voor een nieuwe wagen'));
  await expect(part(page, 'Antwoorden')).toContainText('2-ABC-123');
}

/** The team is proposed, and the notepad is what goes with it. */
async function handOver(page: Page, keys: KeyWatch): Promise<void> {
  await keys.press('F6', open('Vraag doorgeven'));
  await expect(dialog(page, 'Vraag doorgeven').getByRole('combobox', { name: /^Aan welk team/ })).not.toHaveValue('');
  await keys.press('F9', noDialog);
}

async function makeAppointment(page: Page, keys: KeyWatch): Promise<void> {
  await keys.press('F8', { selector: '[role="dialog"] input:focus' });
  await keys.type('woonst', options('Attest van woonst'));
  await keys.press('ArrowDown');
  await keys.press('Enter', { selector: '.slots .slot', count: 3 });
  await keys.tabTo(
    dialog(page, 'Afspraak maken').getByRole('list', { name: 'Vrije momenten' }).getByRole('button').first(),
  );
  await keys.press('Enter', { selector: '[role="timer"]', text: 'Nog' });
  await keys.press('F9', noDialog);
  await expect(page.getByText(/^Afspraak geboekt: /)).toBeVisible();
}

async function finishVisit(page: Page, keys: KeyWatch, citizen: Citizen): Promise<void> {
  await citizen.takeOut();
  await expect(page.getByRole('region', { name: 'Kaartlezer', exact: true })).toHaveCount(0);
  await keys.press('F9', open('afronden'));
  await expect(dialog(page, /afronden$/).getByRole('checkbox', { name: /Bewonerskaart/ })).toBeChecked();
  await keys.press('F9', { selector: '.visit-panel', isGone: true });
}

/**
 * The standard visit on a Belgian keyboard, and nothing else: call, card, look, note, dossier, handover, appointment, finish. Somebody waits for this
 * desk, the holder of the card is in the register, and nobody is at the desk.
 */
export async function doStandardVisit(page: Page, citizen: Citizen): Promise<VisitTimes> {
  const keys = new KeyWatch(page, await BelgianKeyboard.at(page));
  await callAndLook(page, keys, citizen);
  await openDossier(page, keys);
  await handOver(page, keys);
  await makeAppointment(page, keys);
  await finishVisit(page, keys, citizen);
  const waited = [...keys.reactions.map(({ ready }) => ready), ...Object.values(keys.waits)];
  return { keys: keys.reactions, waits: keys.waits, whole: waited.reduce((sum, time) => sum + time, 0) };
}

/** The times in one line: how many keys, the whole, and the slowest keys as reaction/ready. */
export function summaryOf({ keys, whole }: VisitTimes): string {
  const slowest = [...keys].sort((one, other) => other.reaction - one.reaction).slice(0, 8);
  const words = slowest.map(({ key, reaction, ready }) => `${key} ${Math.round(reaction)}/${Math.round(ready)}`);
  return `${keys.length} keys, ${Math.round(whole)} ms without human pauses; slowest keys: ${words.join(', ')}`;
}
