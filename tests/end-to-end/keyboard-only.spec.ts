import type { Locator, Page } from '@playwright/test';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

const MOST_TABS = 40;

/** Presses Tab until the element has the focus, as a person does who does not touch the mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    // While a list is open everything beside it is hidden from who listens; Tab closes it.
    const isThere = (await wanted.count()) === 1;
    if (isThere && (await wanted.evaluate((element) => element === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

/** Types into the field that is reached with Tab. */
async function tabAndType(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
}

/** Chooses in a list under a button: opens it, types the first letters, confirms. */
async function tabAndChoose(page: Page, button: Locator, option: string): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: option })).toBeVisible();
  await page.keyboard.type(option);
  await page.keyboard.press('Enter');
  await expect(button).toContainText(option);
}

/** Chooses a radio button: Tab to the group, then arrows. */
async function tabAndPick(page: Page, group: Locator, option: string): Promise<void> {
  const radios = group.getByRole('radio');
  const wanted = group.getByRole('radio', { name: option });
  const inGroup = async (): Promise<boolean> =>
    (await group.count()) === 1 && (await group.evaluate((element) => element.contains(document.activeElement)));
  for (let count = 0; count < MOST_TABS && !(await inGroup()); count += 1) await page.keyboard.press('Tab');
  if (!(await wanted.isChecked())) await page.keyboard.press('Space');
  const most = await radios.count();
  for (let count = 0; count < most && !(await wanted.isChecked()); count += 1) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

/** Counts what a mouse does in the page; must stay zero. */
async function watchTheMouse(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = { presses: 0 };
    window.addEventListener(
      'mousedown',
      () => {
        watch.presses += 1;
      },
      true,
    );
    Object.assign(globalThis, { mouseWatch: watch });
  });
  return () => page.evaluate(() => (globalThis as unknown as { mouseWatch: { presses: number } }).mouseWatch.presses);
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(300);
  desk = await startDesk({ name: 'keyboard', midofficeUrl: midoffice.url });
});
test.afterAll(async () => {
  await desk.close();
  await midoffice.dispose();
});

async function registerContactMoment(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F7');
  const { main, heading } = frame(page);
  await expect(heading).toHaveText('Nieuw contactmoment');
  await tabAndType(page, main.getByRole('textbox', { name: 'Onderwerp' }), 'Belt over een dakkapel');
  await tabAndType(page, main.getByRole('textbox', { name: /Wat is er gezegd\?/ }), 'Wil weten wat er mag.');
  await tabAndChoose(page, main.getByRole('button', { name: /Resultaat/ }), 'Vraag beantwoord');
  await page.keyboard.press('F9');
  await expect(heading).toHaveText('Marie-Hélène Van den Broeck');
  await expect(part(page, 'Contactmomenten')).toContainText('Belt over een dakkapel');
}

async function openDossier(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  const { main, heading } = frame(page);
  await expect(heading).toHaveText('Nieuw dossier');
  await expect(main.getByRole('searchbox', { name: 'Soort dossier' })).toBeFocused();
  await page.keyboard.type('verbouwen');
  await expect(page.getByRole('listbox', { name: 'Dossiertypes' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabAndType(page, main.getByRole('textbox', { name: 'Onderwerp' }), 'Verbouwen zonder muis');
  const address = main.getByRole('group', { name: 'Waar gaat het over?' });
  await tabAndType(page, address.getByRole('textbox', { name: 'Straat' }), 'Kerkstraat');
  await tabAndType(page, address.getByRole('textbox', { name: 'Nummer' }), '14');
  await tabAndType(page, address.getByRole('textbox', { name: 'Postcode' }), '9990');
  await tabAndType(page, address.getByRole('textbox', { name: 'Gemeente' }), 'Lindervelde');
  const questions = main.getByRole('region', { name: 'Vragen bij dit soort dossier' });
  await tabAndChoose(page, questions.getByRole('button', { name: /Wat wilt u doen\?/ }), 'Dakkapel of dakverhoging');
  await tabAndType(page, questions.getByRole('textbox', { name: 'Wat wilt u weten?' }), 'Mag een dakkapel vooraan?');
  await tabAndPick(page, questions.getByRole('radiogroup', { name: 'Bent u eigenaar?' }), 'Ja');
  await tabAndPick(page, questions.getByRole('radiogroup', { name: 'Hoe wilt u ons antwoord?' }), 'E-mail');
  await page.keyboard.press('F9');
  await expect(heading).toHaveText('Verbouwen zonder muis');
}

async function assignAndChangeStatus(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F6');
  const assign = dialog(page, 'Dossier toewijzen');
  const handler = assign.getByRole('combobox', { name: /^Behandelaar/ });
  await tabTo(page, handler);
  await page.keyboard.type('Karim');
  await expect(page.getByRole('option', { name: 'Karim El Amrani' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(handler).toHaveValue('Karim El Amrani');
  await page.keyboard.press('F9');
  await expect(assign).toBeHidden();
  await expect(part(page, 'Gegevens')).toContainText('Karim El Amrani');
  await page.keyboard.press('Alt+t');
  const change = dialog(page, 'Status wijzigen');
  await tabAndPick(page, change.getByRole('radiogroup', { name: 'Volgende status' }), 'Ingediend');
  await page.keyboard.press('F9');
  await expect(change).toBeHidden();
  await expect(frame(page).main).toContainText('Uw vraag is toegewezen aan de dienst Omgeving.');
}

async function refuseAndCorrect(page: Page): Promise<void> {
  await page.keyboard.press('Alt+t');
  const change = dialog(page, 'Status wijzigen');
  await tabAndPick(page, change.getByRole('radiogroup', { name: 'Volgende status' }), 'In behandeling');
  await page.keyboard.press('F9');
  await expect(change).toBeHidden();
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Alt+t');
  await tabAndPick(page, change.getByRole('radiogroup', { name: 'Volgende status' }), 'Afgehandeld');
  await page.keyboard.press('F9');
  await expect(frame(page).syncPill).toHaveText('1 geweigerd');
  await page.keyboard.press('Alt+s');
  const { main } = frame(page);
  await expect(main).toContainText('Deze status mag u niet zetten.');
  await tabTo(page, main.getByRole('button', { name: 'Verbeteren' }));
  await page.keyboard.press('Enter');
  const correct = dialog(page, 'Verbeteren en opnieuw versturen');
  await tabAndChoose(page, correct.getByRole('button', { name: /Status/ }), 'Onvolledig');
  await page.keyboard.press('F9');
  await expect(correct).toBeHidden();
}

test('the main job of one desk, without a mouse', async () => {
  test.setTimeout(240_000);
  const { page } = desk;
  await expect(page.getByRole('combobox', { name: 'Naam, team of rol' })).toBeFocused();
  const mousePresses = await watchTheMouse(page);
  await page.keyboard.type('els');
  await expect(page.getByRole('option', { selected: true })).toContainText('Els Peeters');
  await page.keyboard.press('Enter');
  await frame(page).waitUntilAllSent();

  await test.step('search, arrows, Enter', async () => {
    await search(page).find('lefevre');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await search(page).find('88631290257');
    await page.keyboard.press('Enter');
    await expect(frame(page).heading).toHaveText('Marie-Hélène Van den Broeck');
  });
  await test.step('the whole number: the card stands while that is written down', async () => {
    const { main } = frame(page);
    await tabTo(page, main.getByRole('button', { name: 'Toon nummer' }));
    await page.keyboard.press('Enter');
    await expect(main.getByRole('button', { name: 'Verberg nummer' })).toBeFocused();
    await expect(main).toContainText('88.63.12-902.57');
  });
  await midoffice.stop();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await test.step('contact moment', () => registerContactMoment(page));
  await test.step('new dossier', () => openDossier(page));
  await test.step('assign and change status', () => assignAndChangeStatus(page));
  await test.step('the list behind the pill', async () => {
    await page.keyboard.press('Alt+s');
    await expect(part(page, 'Te versturen').getByRole('listitem')).toHaveCount(4);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(frame(page).heading).toHaveText('Verbouwen zonder muis');
  });
  await midoffice.start();
  await frame(page).waitUntilAllSent();
  await test.step('refused and corrected', () => refuseAndCorrect(page));
  await frame(page).waitUntilAllSent();
  await test.step('palette, help and log out', async () => {
    await page.keyboard.press('F1');
    await expect(dialog(page, 'Toetsen')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(dialog(page, 'Alle acties')).toBeVisible();
    await page.keyboard.type('afmelden');
    await page.keyboard.press('ArrowDown');
    // Logging out loads the page anew, and with it the count.
    expect(await mousePresses()).toBe(0);
    await page.keyboard.press('Enter');
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Wie zit er aan dit loket?' })).toBeVisible();
});

/** Presses a key in the moment in which a row looks as if it had the focus again, before the list takes it. */
async function pressWhenRowIsBack(row: Locator, key: string): Promise<void> {
  await row.evaluate((element, pressed) => {
    const observer = new MutationObserver(() => {
      if (!element.hasAttribute('data-focused')) return;
      observer.disconnect();
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
    });
    observer.observe(element, { attributes: true, attributeFilter: ['data-focused'] });
  }, key);
}

test('a key right after Esc keeps the focus that it took: the list under the dialog does not take it back', async () => {
  const { page } = desk;
  await loginScreen(page).logInWhenOut('Els Peeters');
  await frame(page).waitUntilAllSent();
  // What a screen that is opened again puts in the place of its rows would take the focus with it.
  await expect(frame(page).heading).toHaveText('Vandaag');
  const row = page.getByRole('main').getByRole('option').first();
  await row.focus();
  await expect(row).toBeFocused();
  await page.keyboard.press('F1');
  const help = dialog(page, 'Toetsen');
  await expect.poll(() => help.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await expect(row).not.toHaveAttribute('data-focused');
  await pressWhenRowIsBack(row, 'F3');
  await page.keyboard.press('Escape');
  await expect(frame(page).heading).toHaveText('Zoeken');
  await page.keyboard.type('kerkstraat');
  await expect(search(page).box).toHaveValue('kerkstraat');
});

test('Esc closes a dialog also in the moment in which nothing of it has the focus', async () => {
  const { page } = desk;
  await loginScreen(page).logInWhenOut('Els Peeters');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('F1');
  const help = dialog(page, 'Toetsen');
  await expect(help).toBeVisible();
  // As when a button goes by being pressed; before the dialog gives the focus to something else.
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  });
  await expect(help).toBeHidden();
});
