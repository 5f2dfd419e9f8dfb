import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '../session/secret-box.ts';
import { keyring, noKeyring } from '../session/testing/session-desk.ts';
import { TerminalSecrets } from './terminal-secrets.ts';

const KEY = 'test_aKeyOfNobody1234';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-secrets-'));
  file = path.join(folder, 'terminal-secrets.sealed');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sealedBy = (ring: Parameters<typeof createSecretBox>[0]) =>
  new TerminalSecrets(file, createSecretBox(ring, false));

test('a key is kept sealed, given back to who asks with the same keyring, and replaced', async () => {
  const secrets = sealedBy(keyring());
  expect(await secrets.known()).toEqual({ ok: true, value: [] });
  expect(await secrets.read('mollie')).toEqual({ ok: true, value: undefined });
  await secrets.write('mollie', KEY);
  expect(await readFile(file, 'utf8')).not.toContain(KEY);
  expect(await readFile(file, 'utf8')).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 12));
  expect(await sealedBy(keyring()).read('mollie')).toEqual({ ok: true, value: KEY });
  expect(await secrets.known()).toEqual({ ok: true, value: ['mollie'] });
  await Promise.all([secrets.write('mollie', 'test_first'), secrets.write('mollie', 'test_second')]);
  expect(await secrets.read('mollie')).toEqual({ ok: true, value: 'test_second' });
});

test('another keyring reads nothing and says so; a new key is how somebody gets on', async () => {
  await sealedBy(keyring()).write('mollie', KEY);
  const other = sealedBy(keyring(99));
  expect((await other.read('mollie')).ok).toBe(false);
  expect((await other.known()).ok).toBe(false);
  await other.write('mollie', 'test_new');
  expect(await other.read('mollie')).toEqual({ ok: true, value: 'test_new' });
});

test('without a keyring nothing is written', async () => {
  expect(await sealedBy(noKeyring).write('mollie', KEY)).toMatchObject({ error: { code: 'KEYRING_UNAVAILABLE' } });
  await expect(readFile(file)).rejects.toThrow();
});
