import { generateKeyPairSync } from 'node:crypto';
import { kioskPaths } from '@onthaal/contract/session/kiosk.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { startProgram } from '../../testing/program.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';

let midoffice: TestMidoffice;

beforeAll(async () => {
  const engine = engines.find(({ name }) => name === 'PostgreSQL');
  if (engine === undefined) throw new Error('no PostgreSQL');
  midoffice = await startForTests(engine);
});
afterAll(() => midoffice?.stop());

async function run(...words: readonly string[]) {
  const { databaseConfiguration: database } = midoffice;
  if (database.kind !== 'postgresql') throw new Error('no PostgreSQL');
  const program = startProgram({ DATABASE_URL: database.connectionString, ONTHAAL_DEMO: '1' }, words);
  const code = await program.ended;
  return { code, output: program.output(), errors: program.errors() };
}

it('makes a code beside a running node, lists the kiosk that used it, and takes it away', async () => {
  expect(await run('kiosks')).toEqual({ code: 0, output: 'There are no kiosks.\n', errors: '' });
  const made = await run('kiosk-code', 'room-raadzaal', 'Zuil', 'bij', 'de', 'trap');
  const [code = '', ...rest] = made.output.split('\n');
  expect(rest.join('\n')).toContain('For one kiosk, until ');
  const { publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  const body = JSON.stringify({ code, publicKey: key });
  const response = await fetch(`${midoffice.url}${kioskPaths.register}`, { method: 'POST', body });
  const { data } = (await response.json()) as { readonly data: { readonly deviceId: string; readonly name: string } };
  expect(data.name).toBe('Zuil bij de trap');
  expect((await run('kiosks')).output).toContain(`${data.deviceId}  room  room-raadzaal`);
  expect((await run('kiosk-revoke', data.deviceId)).code).toBe(0);
  expect((await run('kiosks')).output).toMatch(/revoked {2}Zuil bij de trap\n$/);
  const challenge = JSON.stringify({ deviceId: data.deviceId });
  const refused = await fetch(`${midoffice.url}${kioskPaths.challenge}`, { method: 'POST', body: challenge });
  expect(refused.status).toBe(403);
});

it('says what is wrong, and does nothing', async () => {
  expect(await run('kiosk-code')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('kiosk-code [room|tickets|waitingRoom] PLACE NAME'),
  });
  expect(await run('kiosk-code', 'room-x', 'Zuil')).toMatchObject({ code: 1, errors: 'There is no such room.\n' });
  const elsewhere = await run('kiosk-code', 'tickets', 'room-raadzaal', 'Zuil');
  expect(elsewhere).toMatchObject({ code: 1, errors: 'There is no such location.\n' });
  expect(await run('kiosk-revoke', 'nobody')).toMatchObject({ code: 1, output: '' });
});
