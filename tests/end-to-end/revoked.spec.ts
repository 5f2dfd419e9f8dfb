import { globSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { administer } from '../support/administer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { savePerson } from '../support/screens/new-person.ts';
import { test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  line = await startCuttingProxy(midoffice.url);
  desk = await startDesk({ name: 'revoked', midofficeUrl: line.url });
});
test.afterAll(async () => {
  await desk.close();
  await line.close();
  await midoffice.dispose();
});

const users = (): readonly string[] => readdirSync(path.join(desk.userData, 'users')).sort();

test('access that is taken away destroys key and data of that person, says what was lost, and leaves others alone', async () => {
  const { page } = desk;
  await loginScreen(page).logIn('Karim El Amrani');
  await frame(page).waitUntilAllSent();
  await frame(page).logOut();
  const others = users();
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  expect(users()).toHaveLength(2);
  line.cut();
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  await savePerson(page, 'Ursula', 'Zoekgeraakt');
  await administer(midoffice.url, 'revokeAccess(memberId: "member-els")');
  await expect(frame(page).syncPill).toHaveText(PILL.lineGone);
  line.repair();
  await expect(loginScreen(page).title).toBeVisible({ timeout: 60_000 });
  const said = page.getByRole('alert');
  await expect(said).toContainText('De toegang van een medewerker op deze computer is ingetrokken');
  await expect(said).toContainText('1 item was nog niet verstuurd en is verloren.');
  await expect(loginScreen(page).person('Karim El Amrani')).toBeVisible();
  await expect.poll(users).toEqual(others);
  await expect.poll(() => page.content().catch(() => 'Zoekgeraakt')).not.toContain('Zoekgeraakt');
  expect(desk.readLog()).not.toContain('Ursula');
  expect(globSync(path.join(desk.userData, '**', '*.key'))).toHaveLength(1);
});

test('the sentence stays after a restart until somebody has read it, and the login is refused', async () => {
  const { userData } = desk;
  await desk.close();
  desk = await startDesk({ name: 'revoked', midofficeUrl: line.url, userData });
  const said = desk.page.getByText('De toegang van een medewerker op deze computer is ingetrokken');
  await expect(said).toBeVisible();
  await desk.page.getByRole('button', { name: 'Begrepen' }).press('Enter');
  await expect(said).toBeHidden();
  await loginScreen(desk.page).filter.fill('Els');
  await loginScreen(desk.page).filter.press('Enter');
  await expect(
    desk.page.getByText('De toegang van deze gebruiker of deze computer is ingetrokken.').or(said).first(),
  ).toBeVisible();
  expect(users()).toHaveLength(1);
});

test('the others work on, and access that is given back starts anew', async () => {
  await loginScreen(desk.page).logIn('Karim El Amrani');
  await frame(desk.page).waitUntilAllSent();
  await frame(desk.page).logOut();
  await administer(midoffice.url, 'restoreAccess(memberId: "member-els")');
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent(90_000);
  expect(users()).toHaveLength(2);
});
