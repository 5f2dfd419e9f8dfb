import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnvironment, scrubbedEnvironment } from './environment.ts';
import { cardCheckProxy, midofficeAddress, positionPage } from './settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('settings from environment variables', () => {
  const everything = {
    ONTHAAL_USER_DATA: '/data',
    ONTHAAL_DEMO: '1',
    ONTHAAL_TEST: '1',
    ONTHAAL_SQLITE_BINDING: '/addon.node',
    ONTHAAL_MIDOFFICE_URL: ' ',
  };

  test('an empty one counts as absent', () => {
    expect(readEnvironment(everything, false)).toMatchObject({ demo: true, test: true, midofficeUrl: undefined });
  });

  test('an installed Onthaal opens no test hook and loads no foreign addon', () => {
    expect(readEnvironment(everything, true)).toMatchObject({ test: false, sqliteBinding: undefined, demo: true });
  });

  test('a child process inherits nothing that changes how code is loaded, and none of our settings', () => {
    const kept = scrubbedEnvironment({
      ...everything,
      PATH: '/bin',
      HOME: '/home/els',
      NODE_OPTIONS: '--require evil',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: 'evil.so',
      NODE_EXTRA_CA_CERTS: 'evil.pem',
      https_proxy: 'http://proxy.example',
      UNDEFINED: undefined,
    });
    expect(kept).toEqual({ PATH: '/bin', HOME: '/home/els', https_proxy: 'http://proxy.example' });
  });
});

describe('the address of the mid-office', () => {
  const address = (fromEnvironment?: string, plainHttpAllowed = false) =>
    midofficeAddress({ fromEnvironment, userDataFolder: folder, plainHttpAllowed });

  test('is this PC unless said otherwise', async () => {
    expect(await address()).toEqual({ url: 'http://127.0.0.1:4000', problem: 'none' });
    await writeFile(path.join(folder, 'settings.json'), '{"midofficeUrl":"https://midoffice.lindervelde.example"}');
    expect(await address()).toEqual({ url: 'https://midoffice.lindervelde.example', problem: 'none' });
    expect(await address('https://other.example')).toEqual({ url: 'https://other.example', problem: 'none' });
  });

  test.each(['{', '[]', '{"midofficeUrl":5}', '{"midofficeUrl":""}'])(
    'settings %s are not guessed at',
    async (text) => {
      await writeFile(path.join(folder, 'settings.json'), text);
      expect(await address()).toEqual({ url: '', problem: 'settingsUnreadable' });
    },
  );

  test('outside this PC only an encrypted line is used, except in the demo', async () => {
    expect(await address('http://midoffice.example')).toEqual({ url: '', problem: 'notEncrypted' });
    expect(await address('http://midoffice.example', true)).toMatchObject({ problem: 'none' });
    expect(await address('http://localhost.evil.example')).toMatchObject({ problem: 'notEncrypted' });
    expect(await address('http://[::1]:4000')).toMatchObject({ problem: 'none' });
    expect(await address('ftp://midoffice.example', true)).toMatchObject({ problem: 'notAnAddress' });
    expect(await address('lindervelde')).toMatchObject({ problem: 'notAnAddress' });
  });
});

describe('the proxy for the checks of cards', () => {
  const proxy = (fromEnvironment?: string) => cardCheckProxy({ fromEnvironment, userDataFolder: folder });

  test('is none unless said; the environment goes before the settings', async () => {
    expect(await proxy()).toBeUndefined();
    await writeFile(path.join(folder, 'settings.json'), '{"cardCheckProxy":"http://proxy.lindervelde.example:3128"}');
    expect(await proxy()).toBe('http://proxy.lindervelde.example:3128');
    expect(await proxy('http://other.example:8080')).toBe('http://other.example:8080');
  });
});

describe('the address at which citizens follow their visit', () => {
  const asked = { token: 'een-token', fromEnvironment: undefined, demoUrl: undefined };
  const page = (more: object) => positionPage({ ...asked, userDataFolder: folder, ...more });

  test('comes from the environment, else from the settings; without one there is no page', async () => {
    expect(await page({})).toBeUndefined();
    await writeFile(path.join(folder, 'settings.json'), '{"positionPage":"https://wachten.example"}');
    expect(await page({})).toBe('https://wachten.example/position/een-token');
    expect(await page({ fromEnvironment: 'https://ander.example' })).toBe('https://ander.example/position/een-token');
  });

  test('is encrypted, except in the demo', async () => {
    expect(await page({ fromEnvironment: 'http://wachten.example' })).toBeUndefined();
    expect(await page({ fromEnvironment: 'geen adres' })).toBeUndefined();
    expect(await page({ demoUrl: 'http://127.0.0.1:4000' })).toBe('http://127.0.0.1:4000/position/een-token');
  });
});
