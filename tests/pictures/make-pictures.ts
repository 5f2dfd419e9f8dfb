// `npm run pictures`: a picture of every screen in three themes for docs/pictures, from the real windows with the demo municipality.
import type { Page } from '@playwright/test';
import { buildWhenChanged } from '../../build/run/application.ts';
import { covered, everyScreen, uncover } from '../steps/every-screen.ts';
import { openWorkThatAsks } from '../steps/work-that-asks.ts';
import { useTheme as chooseTheme } from '../support/accessibility.ts';
import type { Desk } from '../support/desk.ts';
import { closeEverything } from '../support/running.ts';
import { addAdministration, addCitizenPages, addHall, addRoom, addWaitingRoom } from './other-screens.ts';
import { openPictureFolder, type PictureFolder, THEMES, type Theme } from './picture-folder.ts';

/** The last one is that in which everything is done. */
const themes = Object.keys(THEMES).toReversed() as Theme[];

async function addInEachTheme(folder: PictureFolder, screen: string, page: Page): Promise<void> {
  for (const theme of themes) {
    await chooseTheme(page, theme);
    await folder.add(screen, theme, page);
  }
  console.log(screen);
}

/** A usual small screen, so that a picture in this folder shows what everybody sees at once. */
async function setSize({ application }: Desk): Promise<void> {
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
}

/** What was told about the screen before is no part of the next. */
async function closeNotices(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) return;
  const close = page.getByRole('region', { name: 'Meldingen' }).getByRole('button', { name: 'Melding sluiten' });
  for (let left = await close.count(); left > 0; left -= 1) await close.first().click();
}

async function addEveryScreen(folder: PictureFolder, page: Page): Promise<void> {
  for (const screen of everyScreen) {
    if (screen === covered || screen === uncover) continue;
    await closeNotices(page);
    await screen.open(page);
    if (screen.name !== '') await addInEachTheme(folder, screen.name, page);
  }
}

async function addCovered(folder: PictureFolder, page: Page): Promise<void> {
  for (const theme of themes) {
    await chooseTheme(page, theme);
    await covered.open(page);
    await folder.add(covered.name, theme, page);
    await uncover.open(page);
  }
}

/** One part that fails leaves the pictures of the others; the command says so and fails at the end. */
async function makePictures(): Promise<void> {
  await buildWhenChanged({ quiet: true });
  const folder = openPictureFolder();
  const add = (screen: string, page: Page) => addInEachTheme(folder, screen, page);
  const { desk, midofficeUrl } = await openWorkThatAsks('pictures');
  await setSize(desk);
  const parts = {
    'every screen': () => addEveryScreen(folder, desk.page),
    'covered screen': () => addCovered(folder, desk.page),
    'page for the citizen': () => addCitizenPages(desk, folder),
    administration: () => addAdministration(midofficeUrl, add, setSize),
    'kiosk in the hall': () => addHall(midofficeUrl, add),
    'kiosk of a room': () => addRoom(midofficeUrl, add),
    'waiting room': () => addWaitingRoom(midofficeUrl, folder),
  };
  let isWhole = true;
  for (const [name, take] of Object.entries(parts)) {
    try {
      await take();
    } catch (error) {
      isWhole = false;
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (isWhole) folder.finish();
  else process.exitCode = 1;
}

try {
  await makePictures();
} finally {
  await closeEverything();
}
