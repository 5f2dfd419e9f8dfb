import { readFileSync } from 'node:fs';
import { fakeEscPos, fakeZpl } from '../../main/devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../main/devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, openDesks, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { filesIn } from '../support/files-in.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { openHtml } from '../support/open-html.ts';
import { codeOnPdf, codeOnTicket } from '../support/printed-code.ts';
import { accessibilityOf, textOf } from '../support/printed-pdf.ts';
import { chooseInComboBox, dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { beginPayment, openPayment } from '../support/screens/payments.ts';
import { printStrip } from '../support/screens/printing.ts';
import { sitAt } from '../support/screens/queue.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One day at one desk, in order.
test.describe.configure({ mode: 'serial' });

const NUMBER = '2026-LV-00001';
const COMMUNICATION = /^\+{3}\d{3}\/\d{4}\/\d{5}\+{3}$/;

let midoffice: TestMidoffice;
let desk: Desk;
let place: IsolatedPrinters;
let first: RealPrinter;
let second: RealPrinter;
let tickets: FakeRawPrinter;
let labels: FakeRawPrinter;

async function addPrinter(kind: string, order: string, address: string, name: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: `${order}: ${kind}`, exact: true }).click();
  const adding = dialog(page, `Printer toevoegen: ${kind}`);
  await adding.getByRole('textbox', { name: 'Adres' }).fill(address);
  await adding.getByRole('textbox', { name: 'Naam' }).fill(name);
  await page.keyboard.press('F9');
  await expect(adding).toBeHidden();
  await expect(part(page, 'Printers').getByText(address)).toBeVisible();
}

async function openDossier(): Promise<void> {
  await search(desk.page).find(NUMBER);
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
}

/** Chooses in the dialog and prints, with keys only. */
async function print(choice: RegExp): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  await asked.getByRole('radio', { name: choice }).check({ force: true });
  await page.keyboard.press('F9');
  await expect(asked).toBeHidden();
}

test.beforeAll(async () => {
  [midoffice, place, tickets, labels] = await Promise.all([
    startTestMidoffice(60),
    IsolatedPrinters.create(),
    FakeRawPrinter.start(fakeEscPos),
    FakeRawPrinter.start(fakeZpl),
  ]);
  first = await place.startPrinter({ name: 'Balie 1' });
  second = await place.startPrinter({ name: 'Balie 2' });
  desk = await startDesk({ name: 'printing', midofficeUrl: midoffice.url });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  for (const open of openDesks()) await open.close();
  await place?.close();
  await tickets?.close();
  await labels?.close();
  await midoffice?.dispose();
});

test('printers are added by their address, after they answered', async () => {
  const { page } = desk;
  await page.keyboard.press('Alt+l');
  await expect(frame(page).heading).toHaveText('Toestellen');
  const kind = 'Brieven en formulieren (A4)';
  await page.getByRole('button', { name: `Printer toevoegen: ${kind}`, exact: true }).click();
  const adding = dialog(page, `Printer toevoegen: ${kind}`);
  await adding.getByRole('textbox', { name: 'Adres' }).fill('http://nergens');
  await page.keyboard.press('F9');
  await expect(adding).toContainText('Dit adres is niet van een printer.');
  expect(await violationsOf(page, 'adding a printer')).toEqual([]);
  await page.keyboard.press('Escape');
  await addPrinter(kind, 'Printer toevoegen', first.encryptedUri, '');
  await addPrinter(kind, 'Andere printer toevoegen', second.uri, 'Loket 2');
  await addPrinter('Tickets', 'Printer toevoegen', tickets.address, 'Tickets');
  const printers = part(page, 'Printers');
  await expect(printers.getByText('Klaar om af te drukken.')).toHaveCount(3);
  await expect(printers.getByText('Balie 1', { exact: true })).toBeVisible();
});

test('a test page comes out, and the screen says so', async () => {
  const { page } = desk;
  await first.order('done');
  await page.getByRole('button', { name: 'Testafdruk op Balie 1' }).click();
  await expect(part(page, 'Printers')).toContainText('Testafdruk: Balie 1 zegt dat het klaar is.', { timeout: 60_000 });
  const [pdf] = await first.arrived();
  expect(await textOf(pdf)).toContain('Testpagina');
  expect(await violationsOf(page, 'devices with printers')).toEqual([]);
});

test('a receipt is looked at before it is printed', async () => {
  const { page, application } = desk;
  await openDossier();
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  await expect(asked).toContainText('Komt uit Balie 1.');
  expect(await violationsOf(page, 'dialog: print')).toEqual([]);
  await page.keyboard.press('Control+Shift+b');
  // The hidden window in which the PDF is made comes and goes before.
  const viewer = () => application.windows().find((window) => window.url().includes('/viewer/'));
  await expect.poll(() => viewer() !== undefined, { timeout: 60_000 }).toBe(true);
  const window = viewer() ?? page;
  await expect(window.getByRole('region', { name: 'Pagina 1 van 1' })).toContainText(NUMBER);
  await window.close();
  await page.keyboard.press('Escape');
});

test('a printer that runs dry says what to do, is refilled, and asks whether it came out', async () => {
  const { page } = desk;
  await print(/^Ontvangstbewijs/);
  await expect(printStrip(page)).toContainText(`Ontvangstbewijs ${NUMBER}: wordt afgedrukt op Balie 1.`, {
    timeout: 60_000,
  });
  await first.order('STATE: +media-empty-error');
  await expect(printStrip(page)).toContainText('Balie 1 heeft geen papier.', { timeout: 60_000 });
  await expect(printStrip(page)).toContainText('Leg A4-papier in de lade.');
  expect(await violationsOf(page, 'printer without paper')).toEqual([]);
  await first.order('STATE: -media-empty-error', 'done');
  await expect(printStrip(page)).toContainText('Gedrukt?', { timeout: 60_000 });
  const pdf = (await first.arrived()).at(-1);
  expect(await accessibilityOf(pdf)).toEqual({
    title: `Ontvangstbewijs ${NUMBER}`,
    language: 'nl-BE',
    tagged: true,
    pages: 1,
    size: [595, 842],
  });
  const text = await textOf(pdf);
  expect(text).toContain(NUMBER);
  expect(text).toContain('Gemeente Lindervelde');
});

test('it is printed again on the other printer by one key, byte for byte the same', async () => {
  const { page } = desk;
  await second.order('done');
  await page.keyboard.press('Control+Shift+a');
  await expect(printStrip(page)).toContainText('Loket 2 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  const [again] = await second.arrived();
  expect(again?.equals((await first.arrived()).at(-1) ?? Buffer.alloc(0))).toBe(true);
});

test('it becomes a document of the dossier when the clerk says so', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+Shift+d');
  const line = part(page, 'Documenten')
    .getByRole('listitem')
    .filter({ hasText: `Ontvangstbewijs ${NUMBER}` });
  await expect(line).toContainText('Centraal bewaard', { timeout: 60_000 });
  await expect(line).toContainText('Uit sjabloon');
  await expect(printStrip(page).getByRole('button', { name: /^Bij dossier bewaren/ })).toBeHidden();
});

test('that somebody saw it come out is kept with the dossier, once', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  const moment = part(page, 'Contactmomenten').getByText('Ontvangstbewijs afgedrukt en meegegeven');
  await expect(moment).toHaveCount(1);
  await frame(page).waitUntilAllSent();
});

test('a receipt in French says that it is a translation; Dutch is what stands there at first', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  const language = asked.getByRole('button', { name: /Taal/ });
  await expect(language).toContainText('Nederlands');
  await language.click();
  await page.getByRole('option', { name: 'Frans' }).click();
  await expect(language).toContainText('Frans');
  expect(await violationsOf(page, 'a letter in another language')).toEqual([]);
  await first.order('done');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('Balie 1 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  const pdf = (await first.arrived()).at(-1);
  const said = await textOf(pdf);
  for (const words of [
    'Traduction',
    'Seul le texte néerlandais est officiel.',
    'Accusé de réception',
    '17 novembre 2026',
  ])
    expect(said).toContain(words);
  expect(await accessibilityOf(pdf)).toMatchObject({
    title: `Accusé de réception ${NUMBER}`,
    language: 'fr-BE',
    pages: 1,
  });
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
});

test('an invitation to pay is a letter and a ticket, and what a decoder of others reads on both is what the bank must know', async () => {
  const { page } = desk;
  const transfer = await beginPayment(page, 'Trouwboekje', 'Overschrijving met QR-code');
  const communication = (await transfer.getByText(COMMUNICATION).textContent()) ?? '';
  expect(await violationsOf(page, 'transfer, with its invitation')).toEqual([]);
  await first.order('done');
  await page.keyboard.press('Control+p');
  await expect(printStrip(page)).toContainText(`Uitnodiging om te betalen ${NUMBER}: Balie 1 zegt dat het klaar is.`, {
    timeout: 60_000,
  });
  const pdf = (await first.arrived()).at(-1);
  const said = await textOf(pdf);
  for (const words of ['Marie-Hélène Van den Broeck', 'BE71 0961 2345 6769', communication, 'Trouwboekje'])
    expect(said).toContain(words);
  expect(await accessibilityOf(pdf)).toMatchObject({ title: `Uitnodiging om te betalen ${NUMBER}`, pages: 1 });
  const wanted = ['BCD', '002', '1', 'SCT', '', 'Gemeente Lindervelde', 'BE71096123456769'];
  const code = (await codeOnPdf(pdf ?? Buffer.alloc(0)))?.split('\n');
  expect(code).toEqual([...wanted, expect.stringMatching(/^EUR\d+\.\d\d$/), '', '', communication]);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();

  await part(page, 'Betaald aan het loket').getByRole('button', { name: 'Verder' }).first().click();
  await openPayment(page).getByRole('button', { name: 'Op de ticketprinter' }).click();
  await expect(printStrip(page)).toContainText('Tickets zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  expect((await codeOnTicket(tickets.printed))?.split('\n')).toEqual(code);
  expect(tickets.printed.toString('latin1')).toContain(communication);
  expect(tickets.printed.toString('latin1')).not.toMatch(/Marie|Broeck/);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await expect(part(page, 'Contactmomenten').getByText(/Uitnodiging om te betalen afgedrukt/)).toBeVisible();
});

test('a printer that dies leaves it unknown, and the other one takes over', async () => {
  const { page } = desk;
  await print(/^Brief/);
  await expect(printStrip(page)).toContainText(`Brief ${NUMBER}: wordt afgedrukt op Balie 1.`, { timeout: 60_000 });
  await first.kill();
  await expect(printStrip(page)).toContainText('Balie 1 antwoordt niet. We weten niet of het gedrukt is.', {
    timeout: 60_000,
  });
  await second.order('done');
  await page.keyboard.press('Control+Shift+a');
  await expect(printStrip(page)).toContainText('Loket 2 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  expect(await textOf((await second.arrived()).at(-1))).toContain('Met vriendelijke groeten');
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
});

test('a print that is taken back does not come out', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  await expect(asked).toContainText('Komt uit Balie 1.');
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('De printer antwoordt niet. Er is niets naartoe gestuurd.', {
    timeout: 60_000,
  });
  await page.keyboard.press('Control+Shift+a');
  await expect(printStrip(page)).toContainText('wordt afgedrukt op Loket 2.', { timeout: 60_000 });
  await printStrip(page)
    .getByRole('button', { name: /^Annuleren/ })
    .click();
  await second.order('done');
  await expect(printStrip(page)).toContainText('geannuleerd.', { timeout: 60_000 });
  await printStrip(page)
    .getByRole('button', { name: /^Sluiten/ })
    .click();
  await expect(printStrip(page)).toBeHidden();
});

test('a ticket waits for a closed cover, and has the number of the dossier and no name', async () => {
  const { page } = desk;
  tickets.set({ coverOpen: true });
  await print(/^Ticket/);
  await expect(printStrip(page)).toContainText('de klep van Tickets staat open.Sluit de klep.', { timeout: 60_000 });
  tickets.set({ coverOpen: false });
  await expect(printStrip(page)).toContainText('Tickets zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
  const ticket = tickets.printed.toString('latin1');
  expect(ticket).toContain(NUMBER);
  expect(ticket).not.toMatch(/Marie|Broeck/);
});

test('who comes in gets a paper ticket with the number and no name; a printer without paper is said, and it is printed again', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await sitAt(page, 'Loket 1');
  tickets.set({ paperOut: true });
  await page.keyboard.press('Alt+b');
  const arriving = dialog(page, 'Bezoeker aanmelden');
  await chooseInComboBox(arriving, 'Komt voor', 'Attest van woonst');
  await page.keyboard.press('F9');
  await expect(arriving).toContainText('Tickets heeft geen papier.', { timeout: 60_000 });
  expect(await violationsOf(page, 'a ticket that waits for paper')).toEqual([]);
  tickets.set({ paperOut: false });
  await expect(arriving).toContainText('Tickets zegt dat het klaar is.', { timeout: 60_000 });
  const number = (await arriving.locator('.current-ticket').textContent()) ?? '';
  const printed = () => tickets.printed.toString('latin1').split(number).length - 1;
  expect(printed()).toBe(1);
  expect(tickets.printed.toString('latin1')).toContain('Attest van woonst');
  // Who scans the code sees where they stand.
  const address = /http:\/\/[\d.:]+\/position\/[\w-]{24}/.exec(tickets.printed.toString('latin1'))?.[0];
  const position = async () => (await fetch(address ?? '', { headers: { 'accept-language': 'nl' } })).text();
  // The hash of what is on the paper travels with the visit.
  await expect.poll(position, { timeout: 30_000 }).toContain(`<strong>${number}</strong>`);
  const html = await position();
  const css = await (await fetch(new URL('/position/page.css', address))).text();
  const seen = await openHtml(
    desk,
    html.replace(/<link [^>]*>/, `<style>${css}</style>`).replace(/<script .*<\/script>/, ''),
  );
  expect(await violationsOf(seen, 'the page of a citizen who waits')).toEqual([]);
  await seen.close();
  await arriving.getByRole('button', { name: 'Ticket opnieuw drukken' }).click();
  await expect.poll(printed, { timeout: 60_000 }).toBe(2);
  await page.keyboard.press('F9');
  await expect(arriving).toBeHidden();
});

test('a label for the folder is seen before it is printed, and is no contact moment', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  labels.set({ silent: true });
  await page.keyboard.press('Alt+l');
  await page.getByRole('button', { name: 'Printer toevoegen: Etiketten', exact: true }).click();
  const adding = dialog(page, 'Printer toevoegen: Etiketten');
  await adding.getByRole('textbox', { name: 'Adres' }).fill(labels.address);
  await adding.getByRole('textbox', { name: 'Naam' }).fill('Etiketten balie');
  await page.keyboard.press('F9');
  await expect(adding).toContainText('Deze printer zegt niet hoe hij ervoor staat.', { timeout: 60_000 });
  expect(await violationsOf(page, 'a printer that says nothing')).toEqual([]);
  await adding.getByRole('button', { name: 'Toch toevoegen' }).click();
  await expect(adding).toBeHidden();
  await expect(part(page, 'Printers').getByText('Zegt niet hoe hij ervoor staat.')).toBeVisible();
  await openDossier();
  await page.keyboard.press('Control+p');
  const asked = dialog(page, 'Afdrukken voor de burger');
  await asked.getByRole('radio', { name: /^Etiket/ }).check({ force: true });
  await page.keyboard.press('Control+Shift+b');
  await expect(asked.getByRole('region', { name: 'Voorbeeld' })).toContainText(`Streepjescode: ${NUMBER}`);
  expect(await violationsOf(page, 'a label, seen')).toEqual([]);
  await page.keyboard.press('F9');
  await expect(printStrip(page)).toContainText('gestuurd naar Etiketten balie, die nooit iets terugzegt', {
    timeout: 60_000,
  });
  const label = labels.printed.toString('utf8');
  expect(label).toMatch(new RegExp(`^\\^XA.*\\^BCN.*${NUMBER}\\^FS\\^XZ$`));
  expect(label).not.toMatch(/Marie|Broeck/);
  await page.keyboard.press('Control+Shift+g');
  await expect(printStrip(page)).toBeHidden();
  await expect(part(page, 'Contactmomenten').getByText('Etiket')).toHaveCount(0);
});

test('a device process that dies leaves what it printed unknown, and prints again', async () => {
  const { page, application } = desk;
  await print(/^Ontvangstbewijs/);
  await page.keyboard.press('Control+Shift+a');
  await expect(printStrip(page)).toContainText('wordt afgedrukt op Loket 2.', { timeout: 60_000 });
  const processId = await application.evaluate(() =>
    (globalThis as unknown as { onthaalTest: { deviceProcessId(): number } }).onthaalTest.deviceProcessId(),
  );
  process.kill(processId, 'SIGKILL');
  await expect(printStrip(page)).toContainText('We weten niet of het gedrukt is.', { timeout: 60_000 });
  await second.order('done', 'done');
  await page.keyboard.press('Control+Shift+p');
  await expect(printStrip(page)).toContainText('Loket 2 zegt dat het klaar is. Gedrukt?', { timeout: 60_000 });
});

test('whoever logs out leaves nothing of it: on the screen, on the disk, in the log', async () => {
  const { page, userData } = desk;
  await frame(page).waitUntilAllSent();
  await frame(page).logOut();
  await expect(printStrip(page)).toBeHidden();
  expect(desk.readLog()).not.toMatch(/Van den Broeck|Kerkstraat|2026-LV-00001/);
  await desk.close();
  for (const file of filesIn(userData)) expect(readFileSync(file).includes('%PDF-'), file).toBe(false);
});
