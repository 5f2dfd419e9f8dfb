import path from 'node:path';
import { printedPixels } from '../../renderer/features/scanning/testing/printed-page.ts';
import { specimenPixels } from '../../renderer/features/scanning/testing/specimen-document.ts';
import { specimens, travelFrame } from '../../renderer/features/scanning/testing/travel-frame.ts';
import type { Pixels } from '../../renderer/imaging/pixels.ts';
import { generateFrame } from '../../renderer/imaging/testing/generated-frame.ts';
import { violationsOf } from '../support/accessibility.ts';
import { cameraSwitches, pointCamera } from '../support/camera-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { filesToAdd } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { dialog } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let camera: string;
let picture: Pixels;

const scanOf = (desk: Desk) => dialog(desk.page, 'Document scannen');
const shoot = (desk: Desk) => scanOf(desk).getByRole('button', { name: /pagina scannen/i });

async function openScan(name: string, switches: readonly string[], userData?: string): Promise<Desk> {
  const before = userData === undefined ? {} : { userData };
  const desk = await startDesk({ name, midofficeUrl: midoffice.url, switches, ...before });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await search(desk.page).find('2026-LV-00001');
  await search(desk.page).box.press('Enter');
  await expect(frame(desk.page).heading).toHaveText(/verbouwen/i);
  await desk.page.keyboard.press('Alt+x');
  return desk;
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  camera = path.join(path.dirname(filesToAdd('camera').write('camera', new Uint8Array())), 'camera.y4m');
  const corners = [
    { x: 610, y: 40 },
    { x: 1320, y: 62 },
    { x: 1356, y: 1046 },
    { x: 572, y: 1018 },
  ] as const;
  const page = await printedPixels({ lines: ['Een blad op de tafel'] });
  picture = generateFrame({ width: 1920, height: 1080, corners, page, noise: 6, seed: 3 });
});
test.afterAll(() => midoffice.dispose());

test('of two cameras the chosen one is remembered by its label, and missed when it is away', async () => {
  const two = ['--use-fake-device-for-media-stream=device-count=2'];
  const label = (desk: Desk) =>
    desk.page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject as MediaStream | null | undefined;
      return stream?.getVideoTracks()[0]?.label;
    });
  const first = await openScan('two-cameras', two);
  await expect(shoot(first)).toBeEnabled({ timeout: 30_000 });
  expect(await label(first)).toBe('fake_device_0');
  await scanOf(first)
    .getByRole('button', { name: /fake_device_0/ })
    .click();
  await first.page.getByRole('option', { name: 'fake_device_1' }).click();
  await expect.poll(() => label(first), { timeout: 30_000 }).toBe('fake_device_1');
  await first.close();
  const again = await openScan('two-cameras', two, first.userData);
  await expect(shoot(again)).toBeEnabled({ timeout: 30_000 });
  expect(await label(again)).toBe('fake_device_1');
  await again.close();
  const one = ['--use-fake-device-for-media-stream=device-count=1'];
  const without = await openScan('two-cameras', one, first.userData);
  await expect(shoot(without)).toBeEnabled({ timeout: 30_000 });
  await expect(scanOf(without)).toContainText('De camera van dit loket is er niet; dit is een andere.');
  await expect(scanOf(without)).toContainText('fake_device_1');
  expect(await violationsOf(without.page, 'scanning, another camera')).toEqual([]);
  await without.close();
});

test('a camera that goes away in the middle of it says so, keeps the pages, and comes back', async () => {
  pointCamera(camera, picture);
  const desk = await openScan('camera-lost', cameraSwitches(camera));
  await expect(shoot(desk)).toBeEnabled({ timeout: 30_000 });
  await desk.page.keyboard.press('Alt+f');
  await expect(scanOf(desk).getByText('Pagina 1 van 1')).toBeVisible({ timeout: 30_000 });
  // Chromium's own process for cameras ends, as with a driver that crashes when its cable is pulled.
  const service = await desk.application.evaluate(({ app }) => {
    const found = app.getAppMetrics().find(({ serviceName }) => serviceName?.includes('video_capture'));
    return found?.pid;
  });
  process.kill(service as number, 'SIGKILL');
  await expect(scanOf(desk).getByRole('alert')).toContainText('De camera is weg.', { timeout: 30_000 });
  await expect(scanOf(desk).getByRole('alert')).toContainText('Uw pagina’s zijn er nog.');
  await expect(shoot(desk)).toBeDisabled();
  await expect(scanOf(desk).getByText('Pagina 1 van 1')).toBeVisible();
  await scanOf(desk).getByRole('button', { name: 'Camera opnieuw starten' }).click();
  await expect(shoot(desk)).toBeEnabled({ timeout: 30_000 });
  await desk.close();
});

test('a camera that the system refuses says so, and works when it is allowed', async () => {
  pointCamera(camera, picture);
  const desk = await openScan('camera-refused', cameraSwitches(camera));
  await expect(shoot(desk)).toBeEnabled({ timeout: 30_000 });
  const allow = (isAllowed: boolean) =>
    desk.application.evaluate(({ session }, given) => {
      session.defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(given));
    }, isAllowed);
  await allow(false);
  await scanOf(desk).getByRole('button', { name: 'Camera opnieuw starten' }).click();
  await expect(scanOf(desk).getByRole('alert')).toContainText('Onthaal mag de camera niet gebruiken.', {
    timeout: 30_000,
  });
  await allow(true);
  await scanOf(desk).getByRole('button', { name: 'Camera opnieuw starten' }).click();
  await expect(shoot(desk)).toBeEnabled({ timeout: 30_000 });
  await desk.close();
});

test('a passport on a page that was scanned looks for its holder, put right by hand where its check digits do not fit', async () => {
  test.setTimeout(240_000);
  const [first, second] = specimens.passport.lines;
  // A digit that looks like no other: nothing can put it right by itself.
  const lines = [first, second.replace('7408122F', '7408142F')];
  const page = await specimenPixels({ ...specimens.passport, lines });
  pointCamera(camera, travelFrame({ page, width: 1150, angle: 0.04, noise: 6 }));
  const desk = await openScan('scanned-passport', cameraSwitches(camera));
  await expect(shoot(desk)).toBeEnabled({ timeout: 30_000 });
  await desk.page.keyboard.press('Alt+f');
  await expect(scanOf(desk).getByText('Pagina 1 van 1')).toBeVisible({ timeout: 30_000 });
  await scanOf(desk).getByRole('button', { name: 'Zoek houder' }).click();
  const doubt = dialog(desk.page, 'Zoek houder');
  await expect(doubt.getByText('Het controlecijfer van de geboortedatum klopt niet.')).toBeVisible({
    timeout: 120_000,
  });
  await doubt.getByRole('textbox', { name: 'Regel 1' }).fill(first);
  await doubt.getByRole('textbox', { name: 'Regel 2' }).fill(second);
  await doubt.getByRole('button', { name: 'Naam opzoeken' }).click();
  // The page is not filed yet: nothing is thrown away unasked.
  const leave = desk.page.getByRole('alertdialog');
  await expect(leave).toBeVisible();
  await leave.getByRole('button', { name: /weggooien/i }).click();
  await expect(search(desk.page).box).toHaveValue('ANNA MARIA ERIKSSON');
  await expect(scanOf(desk)).toHaveCount(0);
  await desk.close();
});
