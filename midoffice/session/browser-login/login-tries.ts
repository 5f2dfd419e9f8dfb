import { loginPaths } from '@onthaal/contract/session/login.ts';
import type { LoginAnswer, LoginRequest } from './login-routes.ts';
import { tooOftenPage } from './pages.ts';

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The device or session that a request on a path of the login names: what its tries are counted by, beside its address. */
export function namesIn({ method, url, body }: LoginRequest): readonly string[] {
  if (method !== 'POST' || url.pathname === loginPaths.backChannelLogout) return [];
  const { installationId, refreshToken, deviceId } = fieldsOf(body);
  return [installationId, refreshToken, deviceId].filter((name) => typeof name === 'string');
}

/** The answer to who tries to log in too often: a page for a browser, a typed error for a desk. */
export function tooOften({ method, headers }: LoginRequest, seconds: number): LoginAnswer {
  const wait = { 'retry-after': String(seconds) };
  if (method === 'GET' && headers.accept?.includes('text/html') === true) {
    const page = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" };
    return { status: 429, headers: { ...page, ...wait }, body: tooOftenPage(headers['accept-language']) };
  }
  const body = JSON.stringify({ errors: [{ message: 'LOGIN_TOO_OFTEN', extensions: { code: 'LOGIN_TOO_OFTEN' } }] });
  return { status: 429, headers: { 'content-type': 'application/json; charset=utf-8', ...wait }, body };
}
