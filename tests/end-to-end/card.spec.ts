import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { runCommand } from '../support/store-of.ts';
import { test } from '../support/test.ts';

// One day of one desk and its card reader, in order.
test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let readers: TestReaders;
let desk: Desk;

const region = () => desk.page.getByRole('region', { name: 'Kaartlezer', exact: true });
const heading = () => frame(desk.page).heading;

/** Takes the card out while its screen is open, once it was checked, and waits until the reader saw it. */
async function takeOut(): Promise<void> {
  await expect(desk.page.getByRole('main')).not.toContainText('Wordt nagekeken', { timeout: 30_000 });
  await readers.remove();
  await expect(desk.page.getByRole('main')).toContainText('Er zit geen kaart in de lezer', { timeout: 30_000 });
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  readers = await makeTestReaders();
  desk = await startDesk({ name: 'card', midofficeUrl: midoffice.url, environment: readers.environment });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
});
test.afterAll(async () => {
  await desk.close();
  await readers.dispose();
  await midoffice.dispose();
});

test('without the service for card readers the desk says so, and works', async () => {
  await desk.page.keyboard.press('Alt+l');
  await expect(heading()).toHaveText('Toestellen');
  await expect(desk.page.getByText('De kaartlezerdienst van deze computer is er niet')).toBeVisible();
  await readers.place.startService();
  await expect(part(desk.page, 'Kaartlezers').getByText('Virtual PCD 00 00')).toBeVisible({ timeout: 30_000 });
});

test('a card is put in and the person is on screen; who is not in the register becomes a new person with what it says', async () => {
  await readers.make('lotte');
  await desk.page.keyboard.press('Alt+v');
  await readers.insert('lotte');
  await expect(heading()).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  await expect(desk.page.getByRole('img', { name: 'Foto op de kaart van Lotte Zoë Testaert' })).toBeVisible();
  await expect(desk.page.getByText('Deze persoon staat niet in het register van deze balie')).toBeVisible();
  const checks = part(desk.page, 'Controle van de kaart');
  await expect(checks).toContainText('Echt en geldig; of de kaart ingetrokken is, weten we niet');
  await expect(checks).toContainText('De dienst die het weet, is niet bereikbaar. Dat zegt niets over de kaart.');
  await expect(checks).toContainText('geldig van');
  expect(await violationsOf(desk.page, 'card of a stranger')).toEqual([]);
  expect(await desk.page.title()).not.toContain('Testaert');
  await desk.page.keyboard.press('Alt+p');
  await expect(heading()).toHaveText('Nieuwe persoon');
  await expect(desk.page.getByRole('textbox', { name: 'Naam', exact: true })).toHaveValue('Testaert');
  await desk.page.keyboard.press('F9');
  await expect(heading()).toHaveText('Lotte Zoë Testaert');
  await desk.page.keyboard.press('Alt+j');
  await expect(part(desk.page, 'Dossiers')).toBeVisible();
  await readers.remove();
  await expect(region()).toHaveCount(0);
});

test('data that differ from ours stand side by side and are taken over one by one', async () => {
  await readers.make('moved', { changed: { line: 'Nieuwstraat 7', familyName: 'Testaert-Vb' } });
  await desk.page.keyboard.press('Alt+v');
  await readers.insert('moved');
  await expect(heading()).toHaveText('Lotte Zoë Testaert-Vb', { timeout: 30_000 });
  const differing = part(desk.page, 'Anders dan bij ons');
  await expect(differing.getByRole('row')).toHaveCount(3);
  await expect(differing).toContainText('Kerkstraat 12 bus 3, 9999 Lindervelde');
  expect(await violationsOf(desk.page, 'card that differs')).toEqual([]);
  await differing.getByRole('button', { name: 'Adres overnemen van de kaart' }).click();
  await expect(differing.getByRole('row')).toHaveCount(2);
  await desk.page.keyboard.press('Alt+o');
  await expect(heading()).toHaveText('Lotte Zoë Testaert');
  await expect(desk.page.getByRole('main')).toContainText('Nieuwstraat 7, 9999 Lindervelde');
  await frame(desk.page).waitUntilAllSent();
});

test('a contact with who was identified says so by itself', async () => {
  await desk.page.keyboard.press('Shift+F7');
  await expect(heading()).toHaveText('Nieuw contactmoment');
  await expect(desk.page.getByRole('main')).toContainText('eID gelezen');
  await desk.page.keyboard.press('Alt+ArrowLeft');
});

test('a card comes beside a person that is open, never over; taken out, nothing of it stays', async () => {
  await expect(heading()).toHaveText('Lotte Zoë Testaert');
  await readers.make('child', { holder: 'senne', withoutCertificates: true });
  await readers.remove();
  await expect(region()).toHaveCount(0);
  await readers.insert('child');
  await expect(region()).toContainText('Kaart van Senne Testaert in de lezer', { timeout: 30_000 });
  await expect(heading()).toHaveText('Lotte Zoë Testaert');
  await desk.page.keyboard.press('Alt+j');
  await expect(heading()).toHaveText('Senne Testaert');
  await takeOut();
  await expect(heading()).toHaveText('Kaart in de lezer');
  expect(await desk.page.content()).not.toContain('Senne');
});

const told: readonly (readonly [name: string, what: Parameters<TestReaders['make']>[1], sentence: string])[] = [
  ['bank', { other: 'bankCard' }, 'Dit is geen Belgische identiteitskaart of verblijfskaart.'],
  ['upside', { other: 'upsideDown' }, 'De kaart antwoordt niet.'],
];
for (const [name, what, sentence] of told) {
  test(`a card that is no eID, or does not answer (${name}), is said in words`, async () => {
    await readers.make(name, what);
    await readers.insert(name);
    await expect(region()).toContainText(sentence, { timeout: 30_000 });
    await readers.remove();
    await expect(region()).toHaveCount(0);
  });
}

const wrong: readonly (readonly [name: string, what: Parameters<TestReaders['make']>[1], sentence: string])[] = [
  ['expired', { changed: { validUntil: '01.02.2024' } }, 'De kaart is vervallen.'],
  ['forged', { corrupt: 'identitySignature' }, 'De identiteit op de kaart is gewijzigd na de ondertekening.'],
  ['copied', { corrupt: 'basicKey' }, 'De chip kon niet bewijzen dat hij de echte is: dit kan een kopie zijn.'],
];
for (const [name, what, sentence] of wrong) {
  test(`a card that is ${name} is shown with what is wrong`, async () => {
    await readers.make(name, what);
    await desk.page.keyboard.press('Alt+v');
    await readers.insert(name);
    const checks = part(desk.page, 'Controle van de kaart');
    await expect(checks).toContainText('Er is iets mis met deze kaart', { timeout: 30_000 });
    await expect(checks).toContainText(sentence);
    await takeOut();
  });
}

/** So many commands and it is known who the holder is, and not much more. */
const HOLDER_READ = 20;

test('a card that is pulled out before its holder is known says so, and is read when it is back', async () => {
  await desk.page.keyboard.press('Alt+v');
  await readers.fault('lotte', { removedAfter: 4 });
  await readers.insert('lotte');
  await expect(region()).toContainText('De kaart werd uit de lezer genomen voor alles gelezen was.', {
    timeout: 30_000,
  });
  await readers.fault('lotte', { removedAfter: null });
  await readers.insert('lotte');
  await expect(heading()).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  await takeOut();
});

test('the holder is on screen before photo and checks: nothing is taken over yet, and pulled out it was never checked', async () => {
  await desk.page.keyboard.press('Alt+v');
  await readers.fault('moved', { heldAfter: HOLDER_READ });
  await readers.insert('moved');
  await expect(heading()).toHaveText('Lotte Zoë Testaert-Vb', { timeout: 30_000 });
  const checks = part(desk.page, 'Controle van de kaart');
  await expect(checks).toContainText('Wordt nagekeken…');
  const take = part(desk.page, 'Anders dan bij ons').getByRole('button', { name: 'Naam overnemen van de kaart' });
  await expect(take).toBeDisabled();
  await expect(desk.page.getByRole('img', { name: /Foto op de kaart/ })).toHaveCount(0);
  expect(await violationsOf(desk.page, 'card that is being checked')).toEqual([]);
  await readers.remove();
  await expect(checks).toContainText('Deze kaart werd niet nagekeken', { timeout: 30_000 });
  await expect(heading()).toHaveText('Lotte Zoë Testaert-Vb');
  await expect(take).toBeDisabled();
  expect(await violationsOf(desk.page, 'card that was never checked')).toEqual([]);
  await desk.page.keyboard.press('Alt+v');
  await expect(heading()).not.toHaveText('Lotte Zoë Testaert-Vb');
  expect(await desk.page.content()).not.toContain('Testaert-Vb');
});

test('once it was read to its end it is checked, and may be taken over', async () => {
  await readers.fault('moved', { heldAfter: HOLDER_READ });
  await readers.insert('moved');
  await expect(heading()).toHaveText('Lotte Zoë Testaert-Vb', { timeout: 30_000 });
  await expect(part(desk.page, 'Controle van de kaart')).toContainText('Wordt nagekeken…');
  await readers.fault('moved', { heldAfter: null });
  await expect(desk.page.getByRole('img', { name: /Foto op de kaart/ })).toBeVisible({ timeout: 30_000 });
  await expect(part(desk.page, 'Controle van de kaart')).toContainText('Echt en geldig');
  await expect(desk.page.getByRole('button', { name: 'Naam overnemen van de kaart' })).toBeEnabled();
  await takeOut();
});

test('out, and another one in at once: the second one is shown', async () => {
  await desk.page.keyboard.press('Alt+v');
  await readers.insert('moved');
  await expect(heading()).toHaveText('Lotte Zoë Testaert-Vb', { timeout: 30_000 });
  await takeOut();
  await readers.insert('child');
  await expect(heading()).toHaveText('Senne Testaert', { timeout: 30_000 });
});

test('a service that dies takes the card from the screen, and it comes back with the service', async () => {
  await readers.place.killService();
  await expect(desk.page.getByRole('main')).toContainText('Er zit geen kaart in de lezer');
  await readers.place.startService();
  await readers.insert('lotte');
  await expect(heading()).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  await takeOut();
});

test('the log says who read which card, and holds nothing of it', async () => {
  await frame(desk.page).waitUntilAllSent();
  const answer = await runCommand(desk.page, 'syncNow', {});
  expect(answer.ok).toBe(true);
  const log = desk.readLog();
  for (const secret of ['Testaert', 'Senne', 'Kerkstraat', 'Nieuwstraat']) expect(log).not.toContain(secret);
});
