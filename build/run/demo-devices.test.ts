import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskPanel, startPanel } from '../../simulators/desk-panel/panel.ts';
import { type DemoDevices, startDemoDevices } from './demo-devices.ts';

const READ = 'main/devices/command-line/read-eid.ts';

let devices: DemoDevices;
let panel: DeskPanel;

beforeAll(async () => {
  devices = await startDemoDevices();
  panel = await startPanel(devices.groups);
}, 60_000);
afterAll(async () => {
  await panel?.stop();
  await devices?.stop();
});

/** What the help desk's tool reads where the demo's desk would look. */
function read(): Promise<{
  readonly identity?: { readonly givenNames: string };
  readonly error?: { readonly code: string };
}> {
  const args = [READ, '--json', '--no-revocation', '--patience', '20000'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, ...devices.environment } }, (_error, output) =>
      resolve(JSON.parse(output)),
    );
  });
}

const press = (id: string) => fetch(panel.address, { method: 'POST', body: new URLSearchParams({ switch: id }) });

test('the switches of the panel put real cards into a real reader', { timeout: 120_000 }, async () => {
  expect(await (await press('senne')).text()).toContain('In de lezer: Senne Testaert, een kind.');
  expect(await read()).toMatchObject({ identity: { givenNames: 'Senne' } });
  expect(await (await press('anneliese')).text()).toContain('In de lezer: Anneliese Beispiel');
  expect(await read()).toMatchObject({ identity: { givenNames: 'Anneliese' } });
  expect(await (await press('bank')).text()).toContain('een bankkaart');
  expect(await read()).toMatchObject({ error: { code: 'CARD_NOT_RECOGNISED' } });
  expect(await (await press('remove')).text()).toContain('Er zit geen kaart in de lezer.');
});
