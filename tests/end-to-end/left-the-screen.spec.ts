import type { DocumentOf } from '../../contract/entities/index.ts';
import { Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { violationsOf } from '../support/accessibility.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

let midoffice: TestMidoffice;
let desk: Desk;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60, () => Promise.resolve({ ONTHAAL_SCOPE: 'teams' }));
  desk = await startDesk({ name: 'left-the-screen', midofficeUrl: midoffice.url });
});
test.afterAll(async () => {
  await desk?.close();
  await midoffice?.dispose();
});

test('a dossier that goes to another team while it is open says why it left, and gives back what was typed about it', async () => {
  const { page } = desk;
  await loginScreen(page).logIn('Karim El Amrani');
  await frame(page).waitUntilAllSent(180_000);
  const colleague = await WireDesk.logIn(midoffice.url, 'member-els');
  const { documents } = await colleague.pullAll('dossiers');
  const all = documents as unknown as readonly DocumentOf<'dossiers'>[];
  const before = all.findLast(
    ({ teamId, status }) => teamId === 'team-omgeving' && !['closed', 'withdrawn'].includes(status),
  );
  if (before === undefined) throw new Error('The demo has no open dossier of the team');
  const { number, subject, handlerId: _handler, ...others } = before;
  await search(page).find(number);
  await search(page).box.press('Enter');
  await expect(frame(page).main).toContainText(number);
  await page.keyboard.press('Alt+n');
  await page.getByRole('textbox', { name: 'Nieuwe nota' }).fill('Belde over de omheining achteraan');

  const updatedBy = { memberId: 'member-els', name: 'Els Peeters' };
  const moved = {
    ...others,
    number,
    subject,
    teamId: 'team-burgerzaken',
    updatedBy,
    updatedAt: new Date().toISOString(),
  };
  expect(await colleague.pushOne('dossiers', moved, before)).toMatchObject({ outcome: 'accepted' });

  const { main } = frame(page);
  await expect(main.getByRole('alert')).toContainText(`Dossier ${number} hoort niet meer bij uw werk`);
  await expect(main).not.toContainText(subject);
  await expect(main).toContainText('Belde over de omheining achteraan');
  expect(await violationsOf(page, 'a dossier that left the screen')).toEqual([]);
  await page.keyboard.press('Alt+k');
  await expect(page.getByText('Gekopieerd')).toBeVisible();
  await page.getByRole('button', { name: 'Weg ermee' }).click();
  await expect(main).not.toContainText('omheining');
});
