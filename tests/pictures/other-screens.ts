import type { Page } from '@playwright/test';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { appointmentHtml, pageStyle } from '../../midoffice/planner/appointment-page/page-html.ts';
import { pageStyle as positionStyle } from '../../midoffice/queue/position-page/page-parts.ts';
import { positionHtml } from '../../midoffice/queue/position-page/position-html.ts';
import { administer, askAs } from '../support/administer.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { openHtml } from '../support/open-html.ts';
import { frame } from '../support/screens/frame.ts';
import { hallScreen, kioskScreen } from '../support/screens/kiosk.ts';
import { loginScreen } from '../support/screens/login.ts';
import type { PictureFolder } from './picture-folder.ts';

/** Takes a picture of what the page shows in each theme. */
export type Add = (screen: string, page: Page) => Promise<void>;

/** The login, and what an administrator writes. */
export async function addAdministration(
  midofficeUrl: string,
  add: Add,
  setSize: (desk: Desk) => Promise<void>,
): Promise<void> {
  const desk = await startDesk({ name: 'pictures-administrator', midofficeUrl });
  await setSize(desk);
  const { page } = desk;
  await expect(loginScreen(page).people).toBeVisible();
  await add('login', page);
  await loginScreen(page).logIn('Ann Vermeulen');
  await frame(page).waitUntilAllSent(180_000);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('beheer');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(frame(page).heading).toHaveText('Beheer');
  await add('administration', page);
  await page.getByRole('option', { name: /^Openingsuren/ }).click();
  await expect(page.getByRole('textbox', { name: 'Naam' })).toBeVisible();
  await add('administration, a text', page);
  await desk.close();
}

/** The day of the appointment on the page for citizens: always in the future. */
const APPOINTMENT_DAY = `${new Date().getFullYear() + 1}-03-10`;

function citizenPage(): string {
  const by = { memberId: 'member-els', name: 'Els Peeters' };
  const at = `${APPOINTMENT_DAY}T08:00:00.000Z`;
  const appointment = {
    ...{
      id: 'appointment-of-a-picture',
      createdAt: at,
      updatedAt: at,
      updatedBy: by,
      code: 'K7MP4XQ2',
      state: 'booked',
    },
    ...{ mode: 'physical', productCode: 'reispas', subject: '', answers: {}, guests: [], memberIds: [], teamId: '' },
    ...{ startsAt: `${APPOINTMENT_DAY}T09:00:00.000Z`, endsAt: `${APPOINTMENT_DAY}T09:20:00.000Z` },
    ...{ bring: ['Uw identiteitskaart', 'Een recente pasfoto'], notices: [], notes: [] },
  } as const;
  const view = {
    ...{ appointment, product: undefined, place: 'Gemeentehuis Lindervelde, Markt 1, 9990 Lindervelde' },
    ...{ stands: true, isChangeable: true, isMovable: true },
  };
  const html = appointmentHtml(view as never, { language: 'nl', telephone: '09 000 00 00', formToken: '' }, undefined);
  return html.replace(/<link rel="stylesheet"[^>]*>/, `<style>${pageStyle}</style>`);
}

function positionPage(): string {
  const wait = { from: 5, to: 10 };
  const html = positionHtml({ state: 'waiting', ticket: 'L1-42', ahead: 2, wait }, 'nl', new Date());
  return html
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${positionStyle}</style>`)
    .replace(/<script .*<\/script>/, '');
}

/** The pages of citizens, as the mid-office makes them: where an appointment is moved or cancelled, and where a visit is followed. */
export async function addCitizenPages(desk: Desk, folder: PictureFolder): Promise<void> {
  const pages = [
    ['page of an appointment, for the citizen', citizenPage()],
    ['page of a place in the queue, for the citizen', positionPage()],
  ] as const;
  for (const [name, html] of pages) {
    const page = await openHtml(desk, html);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await folder.add(name, colorScheme, page);
    }
    await page.close();
  }
}

async function registerKiosk(page: Page, midofficeUrl: string, place: string): Promise<void> {
  const made = await administer(midofficeUrl, `makeKioskCode(${place}) { code }`);
  await kioskScreen(page).register((made as { readonly makeKioskCode: { readonly code: string } }).makeKioskCode.code);
}

function startKiosk(name: string, midofficeUrl: string): Promise<Desk> {
  const environment = { ONTHAAL_KIOSK: '1' };
  return startDesk({ name, midofficeUrl, environment, userData: freshUserDataFolder(name) });
}

/** What a visitor sees at a kiosk in the hall, and the board of a room. */
export async function addHall(midofficeUrl: string, add: Add): Promise<void> {
  const kiosk = await startKiosk('pictures-hall', midofficeUrl);
  const { page } = kiosk;
  const hall = hallScreen(page);
  await expect(kioskScreen(page).code).toBeFocused();
  await add('kiosk, not registered', page);
  await registerKiosk(page, midofficeUrl, 'name: "Zuil inkom", locationId: "location-gemeentehuis"');
  await expect(hall.appointment).toBeVisible();
  await add('kiosk in the hall', page);
  await hall.appointment.click();
  await hall.choice('Code van uw afspraak').click();
  await add('kiosk in the hall, code of an appointment', page);
  await page.getByRole('button', { name: 'Terug' }).click();
  await page.getByRole('button', { name: 'Terug' }).click();
  await hall.walkIn.click();
  await add('kiosk in the hall, what for', page);
  await hall.choice('Mijn kaart, reispas of rijbewijs').click();
  await hall.choice('Een reispas').click();
  await expect(hall.number).toBeVisible();
  await add('kiosk in the hall, a number', page);
  await kiosk.close();
}

/** The board at the door of a room. */
export async function addRoom(midofficeUrl: string, add: Add): Promise<void> {
  const kiosk = await startKiosk('pictures-room', midofficeUrl);
  await registerKiosk(kiosk.page, midofficeUrl, 'name: "Zuil Molenzaal", roomId: "room-molenzaal"');
  await expect(kioskScreen(kiosk.page).room).toBeVisible();
  await add('kiosk of a room', kiosk.page);
  await kiosk.close();
}

/** The screen of the waiting room, at a computer of its own, with a visitor who was just called. */
export async function addWaitingRoom(midofficeUrl: string, folder: PictureFolder): Promise<void> {
  const kiosk = await startKiosk('pictures-waiting-room', midofficeUrl);
  const opened = kiosk.application.waitForEvent('window');
  const place = 'name: "Scherm", locationId: "location-gemeentehuis", purpose: waitingRoom';
  await registerKiosk(kiosk.page, midofficeUrl, place);
  const room = await opened;
  await expect(room.getByText(/bezoekers? wacht/)).toBeVisible({ timeout: 60_000 });
  const call = 'mutation { callNextVisit(operationId: "call-of-a-picture", deskId: "desk-1") { visit { ticket } } }';
  await askAs(midofficeUrl, 'member-noor', call);
  await expect(room.locator('#calls li').first()).toContainText('Loket 1', { timeout: 60_000 });
  await folder.add('screen of the waiting room', 'light', room);
  await kiosk.close();
}
