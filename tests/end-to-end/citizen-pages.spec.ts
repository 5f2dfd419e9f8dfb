import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Page } from '@playwright/test';
import { Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { MailServer } from '../../simulators/mail-server/mail-server.ts';
import { sidewaysScrolls, violationsOf } from '../support/accessibility.ts';
import { askAs } from '../support/administer.ts';
import { type CitizenBrowser, type Looking, startCitizenBrowser } from '../support/citizen-browser.ts';
import { arrivedWithTicket, bookedWithLink } from '../support/citizen-links.ts';
import { startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

const telephone: Looking = { width: 390, height: 844 };
const desktop: Looking = { width: 1280, height: 800 };
const largeText: Looking = { ...telephone, textPercent: 200 };
const colours = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;

let midoffice: TestMidoffice;
let mails: MailServer;
let browser: CitizenBrowser;
let els: WireDesk;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  mails = await MailServer.open();
  midoffice = await startTestMidoffice(60, async (url) => ({
    ...{ ONTHAAL_CITIZEN_PAGE: url, ONTHAAL_CITIZEN_TELEPHONE: '09 000 00 00' },
    ...{ ONTHAAL_MAIL_HOST: '127.0.0.1', ONTHAAL_MAIL_PORT: String(mails.port), ONTHAAL_MAIL_SECURITY: 'none' },
    ...{ ONTHAAL_MAIL_FROM: 'onthaal@lindervelde.example' },
  }));
  els = await WireDesk.logIn(midoffice.url, 'member-els', 'device-of-citizens');
  browser = await startCitizenBrowser('citizen-browser');
});
test.afterAll(async () => {
  await browser?.close();
  await midoffice?.dispose();
  await mails?.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Goes on with the Tab key until something has the focus, as who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 1 && (await focused.textContent().catch(() => '')) === name) return;
  }
  throw new Error(`The Tab key does not reach "${name}"`);
}

/** Every page of a citizen, with the words by which it is known. */
async function everyPage(): Promise<readonly (readonly [name: string, url: string, words: string])[]> {
  const [standing, gone, waiting, called] = [
    await bookedWithLink(els, mails),
    await bookedWithLink(els, mails),
    await arrivedWithTicket(els),
    await arrivedWithTicket(els),
  ];
  const page = await browser.open(`${gone.link}?view=cancel`, telephone);
  await button(page, 'Ja, zeg mijn afspraak af').click();
  await expect(heading(page)).toHaveText('Uw afspraak is afgezegd.');
  await page.close();
  const call = 'mutation { callNextVisit(operationId: "call-of-citizens", deskId: "desk-2") { visit { id } } }';
  const answer = (await askAs(midoffice.url, 'member-noor', call)) as {
    readonly callNextVisit: { readonly visit: { readonly id: string } };
  };
  const isFirst = answer.callNextVisit.visit.id === waiting.visit.id;
  const [other, theirs] = isFirst ? [called, waiting] : [waiting, called];
  return [
    ['an appointment', standing.link, 'Uw afspraak'],
    ['an appointment that was just moved', `${standing.link}?told=moved`, 'Uw afspraak'],
    ['moving it', `${standing.link}?view=move`, 'Kies een andere dag of een ander uur'],
    ['cancelling it', `${standing.link}?view=cancel`, 'Wilt u uw afspraak afzeggen?'],
    ['a cancelled one', gone.link, 'Uw afspraak is afgezegd'],
    ['an address that opens nothing', `${standing.link}x?lang=nl`, 'Deze pagina bestaat niet of niet meer'],
    ['a place in the queue', `${midoffice.url}${other.path}?lang=nl`, 'Uw plaats in de wachtrij'],
    ['a turn that has come', `${midoffice.url}${theirs.path}?lang=nl`, 'Uw plaats in de wachtrij'],
    ['a visit that opens nothing', `${midoffice.url}/position/${waiting.visit.id}?lang=nl`, 'Deze pagina bestaat niet'],
  ];
}

test('every page is right on a telephone and a large screen, in light, dark and forced colours, and with text twice as large', async () => {
  test.setTimeout(600_000);
  const pages = await everyPage();
  const found: string[] = [];
  for (const looking of [telephone, desktop, largeText]) {
    for (const media of colours) {
      const page = await browser.open('about:blank', looking);
      await page.emulateMedia(media);
      for (const [name, url, words] of pages) {
        await page.goto(url);
        await expect(heading(page)).toContainText(words);
        const where = `${name}, ${JSON.stringify({ ...looking, ...media })}`;
        found.push(...(await violationsOf(page, where)), ...(await sidewaysScrolls(page, where)));
      }
      await page.close();
    }
  }
  expect(found).toEqual([]);
  // The pages that open nothing are not found, and the browser says so; of the security policy there is nothing to say.
  expect(browser.complaints.filter((text) => !text.includes('404 (Not Found)'))).toEqual([]);
});

test('with the keyboard alone an appointment is seen, cancelled, taken back and moved', async () => {
  const { appointment, link } = await bookedWithLink(els, mails);
  const page = await browser.open(link, desktop);
  const press = async (name: string): Promise<void> => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  const known = async () => {
    const { documents } = await els.pullAll('appointments');
    return documents.find(({ id }) => id === appointment.id) as unknown as typeof appointment;
  };
  const messages = async () => {
    const { documents } = await els.pullAll('messages');
    return (documents as unknown as readonly DocumentOf<'messages'>[]).filter(
      ({ appointmentId }) => appointmentId === appointment.id,
    );
  };
  // That the page was opened says nothing; the citizen does.
  expect(await messages()).toMatchObject([{ state: 'sent', asksReading: true }]);
  await press('Ik heb dit gezien');
  await expect(page.getByRole('status')).toHaveText('Dank u. We weten dat u dit gezien hebt.');
  await expect(button(page, 'Ik heb dit gezien')).toHaveCount(0);
  expect(await messages()).toMatchObject([{ state: 'read' }]);
  await press('Afzeggen');
  await expect(heading(page)).toHaveText('Wilt u uw afspraak afzeggen?');
  await press('Ja, zeg mijn afspraak af');
  await expect(heading(page)).toHaveText('Uw afspraak is afgezegd.');
  expect(await known()).toMatchObject({ state: 'cancelled', stateReason: 'Afgezegd door de burger' });
  await press('Ik kom toch');
  await expect(page.getByRole('status')).toHaveText('Uw afspraak staat weer vast.');
  await expect(page).toHaveTitle('Uw afspraak staat weer vast. Uw afspraak');
  await press('Andere dag of uur');
  await expect(heading(page)).toHaveText('Kies een andere dag of een ander uur');
  const moment = page.getByRole('radio').first();
  await page.keyboard.press('Tab');
  await expect(moment).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio').nth(1)).toBeChecked();
  const chosen = await page.getByRole('radio').nth(1).inputValue();
  await press('Bevestig dit moment');
  await expect(page.getByRole('status')).toHaveText('Uw afspraak is verzet.');
  expect(await known()).toMatchObject({ state: 'booked', startsAt: chosen });
  // What was sent is not sent again by going back, nor by loading it again.
  await page.reload();
  await page.goBack();
  await page.goForward();
  expect(await known()).toMatchObject({ state: 'booked', startsAt: chosen });
  await page.close();
});

test('a place in the queue follows by itself, with a script and without one', async () => {
  const { visit, path } = await arrivedWithTicket(els);
  const url = `${midoffice.url}${path}?lang=nl`;
  const [scripted, plain] = [await browser.open(url, telephone), await browser.open('about:blank', telephone)];
  const session = await plain.context().newCDPSession(plain);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await plain.goto(url);
  for (const page of [scripted, plain]) await expect(page.getByRole('status')).toContainText('U wacht nog');
  await scripted.evaluate(() => Object.assign(globalThis, { isTheSamePage: true }));
  const at = new Date(Date.parse(visit.updatedAt) + 1000).toISOString();
  const left = { ...visit, state: 'left' as const, finishedAt: at, updatedAt: at };
  const step = { id: `${visit.id}-left`.slice(-36), at, by: visit.updatedBy, event: 'left' as const };
  await els.pushOne('visits', { ...left, steps: [...(visit.steps ?? []), step] }, visit);
  for (const page of [scripted, plain]) {
    await expect(heading(page)).toHaveText('Deze pagina bestaat niet of niet meer.', { timeout: 40_000 });
  }
  expect(await scripted.evaluate(() => 'isTheSamePage' in globalThis)).toBe(true);
  await scripted.close();
  await plain.close();
});

test('what an administrator writes of a product in another language is what the citizen reads', async () => {
  const { link } = await bookedWithLink(els, mails, 'de');
  const desk = await startDesk({ name: 'citizen-administrator', midofficeUrl: midoffice.url });
  const { page } = desk;
  await loginScreen(page).logIn('Ann Vermeulen');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('beheer');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Producten', { exact: true }).click();
  await page.getByRole('option', { name: /^Reispas/ }).click();
  await page.getByText(/^Duits \(/).click();
  const name = page.getByRole('textbox', { name: /^Naam: Reispas aanvragen/ });
  await expect(name).toHaveValue('Reisepass beantragen');
  expect(await violationsOf(page, 'the names of a product')).toEqual([]);
  await name.fill('Pass für Reisen');
  await page.getByRole('textbox', { name: /^Meebrengen 1: Een recente pasfoto/ }).fill('Ein Foto von heute');
  await page.keyboard.press('F9');
  await expect(page.getByText('‘Reispas aanvragen’ is bewaard')).toBeVisible();
  await desk.close();
  const citizen = await browser.open(link, telephone);
  await expect(heading(citizen)).toHaveText('Ihr Termin');
  await expect(citizen.getByText('Pass für Reisen')).toBeVisible();
  await expect(citizen.getByText('Ein Foto von heute')).toBeVisible();
  await expect(citizen.getByRole('main')).not.toContainText('Reispas');
  await citizen.close();
});
