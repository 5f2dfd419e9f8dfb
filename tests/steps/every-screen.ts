import type { Page } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { dialog, part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { beginPayment, openPayment } from '../support/screens/payments.ts';
import { sitAt, visit } from '../support/screens/queue.ts';
import { search } from '../support/screens/search.ts';
import { HANDED_OVER } from './work-that-asks.ts';

/** A screen, or a dialog on it, with the keys that open it from anywhere. */
export interface ScreenToSee {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

async function expectHeading(page: Page, heading: string | RegExp): Promise<void> {
  await expect(frame(page).heading).toHaveText(heading);
}

function byKey(name: string, key: string, heading: string): ScreenToSee {
  return {
    name,
    open: async (page) => {
      await page.keyboard.press(key);
      await expectHeading(page, heading);
    },
  };
}

function byExactNumber(name: string, number: string, heading: RegExp): ScreenToSee {
  return {
    name,
    open: async (page) => {
      await search(page).find(number);
      await page.keyboard.press('Enter');
      await expectHeading(page, heading);
    },
  };
}

function searching(name: string, text: string): ScreenToSee {
  return { name, open: (page) => search(page).find(text) };
}

/** Opened over the screen before it; the next entry of the list must close it with Esc first. */
function dialogByKey(name: string, key: string, title: string): ScreenToSee {
  return {
    name,
    open: async (page) => {
      await page.keyboard.press(key);
      await expect(dialog(page, title)).toBeVisible();
    },
  };
}

const closeDialog: ScreenToSee = {
  name: '',
  open: async (page) => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  },
};

/** Its list of choices is open from the start, and is the layer that Esc closes first. */
function dialogWithList(name: string, key: string, title: string): ScreenToSee {
  return {
    name,
    open: async (page) => {
      await page.keyboard.press(key);
      await expect(page.getByRole('listbox')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('listbox')).toHaveCount(0);
      await expect(dialog(page, title)).toBeVisible();
    },
  };
}

const DOSSIER = byExactNumber('dossier card', '2026-LV-00001', /verbouwen/i);

const newDossierWithQuestions: ScreenToSee = {
  name: 'new dossier with the questions of its type',
  open: async (page) => {
    await page.keyboard.press('F7');
    await expectHeading(page, 'Nieuw dossier');
    const box = page.getByRole('main').getByRole('searchbox', { name: 'Soort dossier' });
    const chosen = page.getByRole('button', { name: 'Andere soort kiezen' });
    await expect(box.or(chosen)).toBeVisible();
    // What was chosen the time before is kept as a draft.
    if (await chosen.isVisible()) return;
    await box.fill('verbouwen');
    await expect(page.getByRole('listbox', { name: 'Dossiertypes' }).getByRole('option')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Vragen bij dit soort dossier' })).toBeVisible();
  },
};

const newDossierWithErrors: ScreenToSee = {
  name: 'new dossier with what is missing',
  open: async (page) => {
    await page.keyboard.press('F9');
    await expect(page.getByRole('main').getByText('Vul dit in.').first()).toBeVisible();
  },
};

const protectedPerson: ScreenToSee = {
  name: 'protected person, before the reason',
  open: async (page) => {
    await search(page).find('Nadia Haddad');
    await expect(page.getByRole('option', { name: /Nadia Haddad/ })).toContainText('Afgeschermd');
    await search(page).box.press('Enter');
    await expectHeading(page, 'Afgeschermde persoon');
  },
};

const purposeChoice: ScreenToSee = {
  name: 'purpose of looking at a person',
  open: async (page) => {
    await page.keyboard.press('Control+k');
    await expect(dialog(page, 'Alle acties')).toBeVisible();
    await page.keyboard.type('marie-hélène');
    await expect(dialog(page, 'Alle acties').getByRole('option')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectHeading(page, 'Waarom bekijkt u deze persoon?');
  },
};

const personForPurpose: ScreenToSee = {
  name: 'person card, opened by the digit of a purpose',
  open: async (page) => {
    await page.keyboard.press('3');
    await expectHeading(page, /Marie-Hélène Van den Broeck/);
  },
};

const conflictDetail: ScreenToSee = {
  name: 'conflict',
  open: async (page) => {
    await page.keyboard.press('Alt+c');
    await page.getByRole('listbox', { name: 'Te beslissen' }).getByRole('option').first().press('Enter');
    await expectHeading(page, 'Welke versie blijft?');
  },
};

const correction: ScreenToSee = {
  name: 'correction of a refused item',
  open: async (page) => {
    await page.keyboard.press('Alt+s');
    await expectHeading(page, 'Synchronisatie');
    await page.getByRole('button', { name: 'Verbeteren' }).first().press('Enter');
    await expect(dialog(page, 'Verbeteren en opnieuw versturen')).toBeVisible();
  },
};

const queueAtDesk: ScreenToSee = {
  name: 'queue of a desk',
  open: async (page) => {
    const box = page.getByRole('main').getByRole('region', { name: 'Aan welk loket zit u?' });
    // Once chosen it is known on this computer.
    if ((await box.count()) === 0) return;
    await sitAt(page, 'Loket 2');
  },
};

const checkIn: ScreenToSee = {
  name: 'dialog: check in for an appointment',
  open: async (page) => {
    await page.keyboard.press('Control+F2');
    await page.getByRole('button', { name: 'Afspraak inchecken' }).press('Enter');
    await dialog(page, 'Afspraak inchecken').getByRole('textbox', { name: 'Code of naam' }).fill('nooitgehoord');
    await expect(dialog(page, 'Afspraak inchecken')).toContainText('Geen afspraak van gisteren tot over een week');
  },
};

/** Opened with a key, and stays beside every screen after it. */
const visitAtDesk: ScreenToSee = {
  name: 'visit at the desk',
  open: async (page) => {
    const panel = visit(page).panel;
    if (!(await panel.isVisible())) await page.keyboard.press('F4');
    await expect(panel).toBeVisible();
  },
};

/** Who got a question reads it, and may answer or give it back. */
const receivedHandover: ScreenToSee = {
  name: 'dialog: a question that was handed over to the team',
  open: async (page) => {
    await part(page, 'Doorgegeven aan u of uw team').getByRole('option', { name: HANDED_OVER }).press('Enter');
    await expect(dialog(page, HANDED_OVER)).toContainText('Kan dit met een volmacht?');
  },
};

const handoverGivenBack: ScreenToSee = {
  name: 'dialog: why a question is given back',
  open: async (page) => {
    await page.keyboard.press('F6');
    await expect(page.getByRole('textbox', { name: 'Waarom geeft u ze terug?' })).toBeVisible();
  },
};

const noteForm: ScreenToSee = {
  name: 'note on a dossier',
  open: async (page) => {
    await page.keyboard.press('Alt+n');
    await expect(page.getByRole('textbox', { name: 'Nieuwe nota' })).toBeFocused();
  },
};

const secretDialog: ScreenToSee = {
  name: 'dialog: PIN or password',
  open: async (page) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Pincode of wachtwoord (kiezen|wijzigen)$/ }).press('Enter');
    await expect(dialog(page, 'Pincode of wachtwoord')).toBeVisible();
  },
};

const memberMenu: ScreenToSee = {
  name: 'menu of the member',
  open: async (page) => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Els Peeters/ })
      .press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
  },
};

const closeMenu: ScreenToSee = {
  name: '',
  open: async (page) => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  },
};

const transferWithInvitation: ScreenToSee = {
  name: 'transfer, with its code and its invitation on paper',
  open: async (page) => {
    const transfer = await beginPayment(page, 'Kids-ID', 'Overschrijving met QR-code');
    await expect(transfer.getByRole('button', { name: /Uitnodiging afdrukken/ })).toBeVisible();
  },
};

const refund: ScreenToSee = {
  name: 'dialog: refund',
  open: async (page) => {
    const cash = await beginPayment(page, 'Kids-ID', 'Contant');
    await cash.getByRole('button', { name: /Contant ontvangen/ }).press('Enter');
    await expect(cash.getByText(/^Betaald om/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(openPayment(page)).toBeHidden();
    await part(page, 'Betaald aan het loket').getByRole('button', { name: 'Terugbetalen' }).first().press('Enter');
    await expect(dialog(page, /^Terugbetalen van/)).toBeVisible();
  },
};

const nexoKeyFields: ScreenToSee = {
  name: 'devices, with the fields of a terminal in the network that seals its messages',
  open: async (page) => {
    await page.getByText('Terminal in het netwerk').click();
    await page.getByText('Berichten versleutelen met een gedeelde sleutel').click();
    await expect(page.getByLabel('Wachtzin')).toBeVisible();
  },
};

const mollieFields: ScreenToSee = {
  name: 'devices, with the fields of a terminal of Mollie',
  open: async (page) => {
    await page.getByText('Terminal van Mollie').click();
    await expect(page.getByLabel('API-sleutel')).toBeVisible();
  },
};

/** Stands in the place of the page: what is seen there no longer changes until it is uncovered. */
export const covered: ScreenToSee = {
  name: 'covered screen',
  open: async (page) => {
    await page.keyboard.press('Control+l');
    await expect(page.getByText('Het scherm is afgeschermd.')).toBeVisible();
  },
};

/** Closes the covered screen. */
export const uncover: ScreenToSee = {
  name: '',
  open: async (page) => {
    await page.keyboard.press('Escape');
    await expect(page.getByText('Het scherm is afgeschermd.')).toBeHidden();
  },
};

/**
 * Every screen and dialog of a logged-in clerk, in an order in which each opens from the one before; entries without a name only
 * close something. Needs a conflict and a refused item.
 */
export const everyScreen: readonly ScreenToSee[] = [
  byKey('today', 'Alt+v', 'Vandaag'),
  byKey('search, nothing typed', 'F3', 'Zoeken'),
  searching('search, results', 'kerkstraat'),
  searching('search, nothing found', 'qqqqqqqqqqqq'),
  byKey('work list', 'Alt+w', 'Werklijst'),
  receivedHandover,
  handoverGivenBack,
  closeDialog,
  byExactNumber('person card', '88631290257', /Marie-Hélène Van den Broeck/),
  purposeChoice,
  personForPurpose,
  byKey('contact moment', 'Shift+F7', 'Nieuw contactmoment'),
  protectedPerson,
  DOSSIER,
  dialogByKey('dialog: status', 'Alt+t', 'Status wijzigen'),
  closeDialog,
  dialogByKey('dialog: assign', 'Shift+F6', 'Dossier toewijzen'),
  closeDialog,
  dialogByKey('dialog: hand over', 'F6', 'Vraag doorgeven'),
  closeDialog,
  dialogByKey('dialog: edit', 'Alt+b', 'Gegevens van het dossier wijzigen'),
  closeDialog,
  dialogByKey('dialog: print', 'Control+p', 'Afdrukken voor de burger'),
  closeDialog,
  dialogByKey('dialog: task', 'Alt+a', 'Nieuwe taak'),
  closeDialog,
  dialogByKey('dialog: scan', 'Alt+x', 'Document scannen'),
  closeDialog,
  dialogByKey('dialog: passport photo', 'Alt+y', 'Pasfoto nemen'),
  closeDialog,
  dialogByKey('dialog: pay', 'Alt+e', 'Betalen'),
  closeDialog,
  dialogWithList('dialog: appointment', 'F8', 'Afspraak maken'),
  closeDialog,
  dialogByKey('dialog: message about an appointment', 'Control+Shift+S', 'Bericht sturen'),
  closeDialog,
  dialogByKey('dialog: appointment on paper', 'Control+Shift+F', 'Afspraak op papier'),
  closeDialog,
  transferWithInvitation,
  closeDialog,
  refund,
  closeDialog,
  noteForm,
  newDossierWithQuestions,
  newDossierWithErrors,
  byKey('new person', 'Alt+p', 'Nieuwe persoon'),
  byKey('sync list', 'Alt+s', 'Synchronisatie'),
  correction,
  closeDialog,
  byKey('conflict list', 'Alt+c', 'Conflicten'),
  conflictDetail,
  byKey('queue, before the desk is known', 'Control+F2', 'Wachtrij'),
  queueAtDesk,
  checkIn,
  closeDialog,
  dialogWithList('dialog: visitor who comes in', 'Alt+b', 'Bezoeker aanmelden'),
  closeDialog,
  dialogByKey('dialog: call sheet', 'Control+Shift+F7', 'Belblad'),
  closeDialog,
  dialogByKey('dialog: papers that wait', 'Control+Shift+F5', 'Papieren die wachten'),
  closeDialog,
  dialogByKey('dialog: the desk runs late', 'Control+Shift+F8', 'Het loket loopt uit'),
  closeDialog,
  byKey('calendar', 'Control+F8', 'Kalender'),
  visitAtDesk,
  dialogByKey('dialog: knowledge', 'Control+F1', 'Kennis'),
  closeDialog,
  dialogByKey('dialog: standard text', 'Control+Shift+t', 'Standaardtekst kiezen'),
  closeDialog,
  dialogWithList('dialog: another question', 'F4', 'Nieuwe vraag'),
  closeDialog,
  dialogWithList('dialog: send the visitor on', 'Control+F6', 'doorverwijzen'),
  closeDialog,
  dialogByKey('dialog: end of a visit', 'F9', 'afronden'),
  closeDialog,
  byKey('board of the desks', 'Control+Shift+F2', 'Bord'),
  byKey('end of the day', 'Control+Shift+F3', 'Dageinde'),
  byKey('till', 'Alt+i', 'Kassa'),
  dialogByKey('dialog: count the till', 'Alt+b', 'Kas tellen'),
  closeDialog,
  byKey('devices', 'Alt+l', 'Toestellen'),
  nexoKeyFields,
  mollieFields,
  dialogByKey('palette', 'Control+k', 'Alle acties'),
  closeDialog,
  dialogByKey('help', 'F1', 'Toetsen'),
  closeDialog,
  dialogByKey('preferences', 'Control+,', 'Voorkeuren'),
  closeDialog,
  secretDialog,
  closeDialog,
  memberMenu,
  closeMenu,
  covered,
  uncover,
];
