import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LoginProof } from '@onthaal/contract/session/login.ts';
import { expect, test } from 'vitest';
import { sayIn } from '../../texts.ts';
import { loginOf } from '../testing/session-desk.ts';
import { BrowserLogin, type BrowserLoginOptions } from './browser-login.ts';

const CODE = 'a-code-of-the-mid-office-0123456789';
const installationId = '7a3d1c52-5a0e-4d0f-9d2e-1f6b6f1d2c11';

/** A login whose browser is in the hands of the test. */
function browserLogin(changes: Partial<BrowserLoginOptions> = {}) {
  const opened: URL[] = [];
  const proofs: LoginProof[] = [];
  let whenOpened: (url: URL) => void = () => undefined;
  const nextOpening = (): Promise<URL> =>
    new Promise((resolve) => {
      whenOpened = resolve;
    });
  const subject = new BrowserLogin({
    midofficeUrl: async () => 'https://midoffice.example/onthaal',
    openBrowser: async (url): Promise<Result<null>> => {
      opened.push(new URL(url));
      whenOpened(new URL(url));
      return success(null);
    },
    redeem: async (proof) => {
      proofs.push(proof);
      return success(loginOf('member-els', 'refresh-1'));
    },
    say: sayIn(() => 'nl-BE'),
    installationId,
    ...changes,
  });
  const begin = async () => {
    const opening = nextOpening();
    const outcome = subject.start();
    const url = await opening;
    return { outcome, url, port: Number(url.searchParams.get('port')), state: url.searchParams.get('state') ?? '' };
  };
  return { subject, opened, proofs, begin };
}

function comeBack(port: number, parameters: Readonly<Record<string, string>>, path = '/aangemeld', init?: RequestInit) {
  return fetch(`http://127.0.0.1:${port}${path}?${new URLSearchParams(parameters)}`, init);
}

/** Sends a request with another Host than its address: what a page elsewhere gets through by rebinding a name. */
async function withHost(port: number, state: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET /aangemeld?code=${CODE}&state=${state} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
  );
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n')[0] ?? '';
}

test('opens the mid-office with a challenge of its own, and redeems what comes back with the verifier of it', async () => {
  const { begin, proofs } = browserLogin();
  const { outcome, url, port, state } = await begin();
  expect(url.origin + url.pathname).toBe('https://midoffice.example/onthaal/login/start');
  const page = await comeBack(port, { code: CODE, state });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('U bent aangemeld')]);
  expect(await outcome).toMatchObject({ ok: true, value: { refreshToken: 'refresh-1' } });
  const [proof] = proofs;
  expect(proof).toMatchObject({ code: CODE, installationId });
  expect(
    createHash('sha256')
      .update(proof?.verifier ?? '')
      .digest('base64url'),
  ).toBe(url.searchParams.get('challenge'));
  // The place is closed: nobody comes back twice.
  await expect(comeBack(port, { code: CODE, state })).rejects.toThrow();
});

test('another program on this computer that finds the port can neither finish nor end the login', async () => {
  const { begin, proofs } = browserLogin();
  const { outcome, port, state } = await begin();
  const attempts = [
    comeBack(port, { code: CODE, state: 'a-state-that-was-guessed-0123456789' }),
    comeBack(port, { code: CODE }),
    comeBack(port, { error: 'LOGIN_CANCELLED', state: '' }),
    comeBack(port, { code: CODE, state }, '/'),
    comeBack(port, { code: CODE, state }, '/aangemeld', { method: 'POST' }),
  ];
  expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect(await withHost(port, state)).toBe('HTTP/1.1 404 Not Found');
  expect(proofs).toEqual([]);
  await comeBack(port, { code: CODE, state });
  expect((await outcome).ok).toBe(true);
});

test.each([
  ['LOGIN_CANCELLED', 'LOGIN_CANCELLED'],
  ['LOGIN_ROLE_MISSING', 'LOGIN_ROLE_MISSING'],
  ['ACCESS_REVOKED', 'LOGIN_PROVIDER_FAILED'],
  ['<script>', 'LOGIN_PROVIDER_FAILED'],
  ['', 'LOGIN_PROVIDER_FAILED'],
])('the error %j in the address is %s to the person', async (told, code) => {
  const { begin, proofs } = browserLogin();
  const { outcome, port, state } = await begin();
  const page = await comeBack(port, { error: told, state });
  expect(await page.text()).not.toContain('<script>');
  expect(await outcome).toMatchObject({ ok: false, error: { code } });
  expect(proofs).toEqual([]);
});

test('a code that is none is not offered to the mid-office', async () => {
  const { begin, proofs } = browserLogin();
  const { outcome, port, state } = await begin();
  await comeBack(port, { code: 'short', state });
  expect((await outcome).ok).toBe(false);
  expect(proofs).toEqual([]);
});

test('a browser that never comes back is given up after a while, and the place is closed', async () => {
  const { begin } = browserLogin({ patienceMilliseconds: 50 });
  const { outcome, port, state } = await begin();
  expect(await outcome).toMatchObject({ ok: false, error: { code: 'LOGIN_TIMED_OUT' } });
  await expect(comeBack(port, { code: CODE, state })).rejects.toThrow();
});

test('cancelling ends the waiting; opening again opens the same address', async () => {
  const { subject, begin, opened } = browserLogin();
  expect(await subject.openAgain()).toMatchObject({ ok: false, error: { code: 'LOGIN_CANCELLED' } });
  const { outcome, url } = await begin();
  await subject.openAgain();
  expect(opened.map(String)).toEqual([url.href, url.href]);
  subject.cancel();
  expect(await outcome).toMatchObject({ ok: false, error: { code: 'LOGIN_CANCELLED' } });
});

test('a second login replaces the first, whose browser finds nobody', async () => {
  const { begin, proofs } = browserLogin();
  const first = await begin();
  const second = await begin();
  expect(await first.outcome).toMatchObject({ ok: false, error: { code: 'LOGIN_CANCELLED' } });
  await expect(comeBack(first.port, { code: CODE, state: first.state })).rejects.toThrow();
  await comeBack(second.port, { code: CODE, state: second.state });
  expect((await second.outcome).ok).toBe(true);
  expect(proofs).toHaveLength(1);
});

test.each([
  ['refuses', async () => failure('ARGUMENT_INVALID'), 'ARGUMENT_INVALID'],
  ['throws', () => Promise.reject(new Error('no browser')), 'LOGIN_BROWSER_FAILED'],
] as const)('a browser that %s is said at once', async (_how, openBrowser, code) => {
  const { subject } = browserLogin({ openBrowser });
  expect(await subject.start()).toMatchObject({ ok: false, error: { code } });
});
