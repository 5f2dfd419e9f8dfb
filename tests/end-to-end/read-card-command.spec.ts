import { electronVariables } from '../../build/run/stage.ts';
import { type Desk, stagedApplication, startDesk } from '../support/desk.ts';
import { makeTestReaders, type TestReaders } from '../support/desk-with-reader.ts';
import { ensureDisplay } from '../support/display.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { type CardCommandOutcome, runCardCommand } from '../support/read-card-command.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

let midoffice: TestMidoffice;
let readers: TestReaders;
let desk: Desk | undefined;

// It goes on as soon as there is a card.
const patiently = ['--patience', '30000'];

/** What the support desk types on a computer, with the root of the test cards. */
async function readCard(...words: readonly string[]): Promise<CardCommandOutcome> {
  await ensureDisplay();
  const { executablePath, appPath, userDataRoot } = stagedApplication();
  const roots = ['--roots', readers.environment.ONTHAAL_EID_ROOTS ?? ''];
  return runCardCommand([executablePath, appPath, '--read-card', '--no-revocation', ...roots, ...words], {
    cwd: userDataRoot,
    env: electronVariables(stagedApplication(), readers.environment),
  });
}

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  readers = await makeTestReaders();
});
test.afterAll(async () => {
  await desk?.close();
  await readers.dispose();
  await midoffice.dispose();
});

test('without the service for card readers it says so in words and in its exit code', async () => {
  const { exitCode, output } = await readCard('--json');
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ ok: false, error: { code: 'CARD_SERVICE_ABSENT' } });
});

test('words that it does not know end it with another code', async () => {
  expect(await readCard('--nonsense')).toEqual({ exitCode: 2, output: '' });
});

test('an empty reader and another kind of card are told apart', async () => {
  await readers.place.startService();
  expect(JSON.parse((await readCard('--json')).output)).toMatchObject({ error: { code: 'CARD_ABSENT' } });
  await readers.make('bank', { other: 'bankCard' });
  await readers.insert('bank');
  const { exitCode, output } = await readCard('--json', '--language', 'en', ...patiently);
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({
    error: { code: 'CARD_NOT_RECOGNISED', text: 'This is not a Belgian identity card or residence card.' },
  });
  await readers.remove();
});

test('it says what the card says and what each check found', async () => {
  await readers.make('lotte');
  await readers.insert('lotte');
  const { exitCode, output } = await readCard('--json', ...patiently);
  expect(exitCode).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    ok: true,
    card: { applet: '1.8' },
    identity: { familyName: 'Testaert', givenNames: 'Lotte Zoë' },
    address: { municipality: 'Lindervelde' },
    checks: expect.arrayContaining([
      expect.objectContaining({ check: 'identity', finding: 'identitySigned' }),
      expect.objectContaining({ check: 'chip', finding: 'chipGenuine' }),
    ]),
  });
});

test('beside an Onthaal that runs and shows the same card, both read it', async () => {
  desk = await startDesk({ name: 'read-card', midofficeUrl: midoffice.url, environment: readers.environment });
  await loginScreen(desk.page).logIn('Els Peeters');
  await expect(frame(desk.page).heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
  const { exitCode, output } = await readCard(...patiently);
  expect(exitCode).toBe(0);
  expect(output).toContain('Lotte Zoë');
  await expect(frame(desk.page).heading).toHaveText('Lotte Zoë Testaert');
  await readers.remove();
  await readers.insert('lotte');
  await desk.page.keyboard.press('Alt+v');
  await expect(frame(desk.page).heading).toHaveText('Lotte Zoë Testaert', { timeout: 30_000 });
});
