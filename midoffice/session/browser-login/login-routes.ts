import type { IncomingHttpHeaders } from 'node:http';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { deskReturnPath, type LoginProof, loginPaths } from '@onthaal/contract/session/login.ts';
import type { Logger } from 'pino';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { AcmIdmConfiguration } from '../../configuration/acm-idm.ts';
import type { Orm } from '../../database/database.ts';
import { memberOfClaims } from '../acm-idm/member-of-claims.ts';
import type { RelyingParty } from '../acm-idm/relying-party.ts';
import { pokeEveryDesk } from '../administration.ts';
import type { TokenKeeper } from '../tokens.ts';
import { type Attempt, beginAttempt, type DeskReturn, makeCode, readDeskReturn, takeAttempt } from './attempts.ts';
import { type GrantMaker, redeemLogin, renewLogin } from './grants.ts';
import { deadEndPage, emptyPage } from './pages.ts';
import { endSessionOf, endSessionsOfProvider } from './sessions.ts';

/** A request on one of the login's paths. */
export interface LoginRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LoginAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the login routes work with. */
export interface LoginParts {
  readonly orm: Orm;
  readonly tokens: TokenKeeper;
  readonly logger: Logger;
  readonly acmIdm: AcmIdmConfiguration;
  readonly relyingParty: RelyingParty;
}

const Secret = Type.String({ minLength: 20, maxLength: 200, pattern: '^[\\w-]+$' });
const Proof = Compile(
  Type.Object({
    code: Secret,
    verifier: Type.String({ minLength: 43, maxLength: 128, pattern: '^[\\w.~-]+$' }),
    installationId: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  }),
);
const Token = Compile(Type.Object({ refreshToken: Secret }));

const statusOf: Partial<Record<OnthaalError['code'], number>> = { LOGIN_NEEDED: 401, ACCESS_REVOKED: 403 };

/** No page of the login may be framed, kept, or tell others where it was. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

function answer(status: number, value: unknown): LoginAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** Answers with a value, or with an error in the shape of the GraphQL ones, which a desk understands already. */
function answerOf(result: Result<unknown>): LoginAnswer {
  if (result.ok) return answer(200, { data: result.value });
  const { code, details } = result.error;
  return answer(statusOf[code] ?? 400, { errors: [{ message: code, extensions: { code, details } }] });
}

function deadEnd(request: LoginRequest): LoginAnswer {
  return { status: 400, headers: pageHeaders, body: deadEndPage(request.headers['accept-language']) };
}

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): LoginAnswer {
  return { status: 303, headers: { location, 'referrer-policy': 'no-referrer', ...headers }, body: '' };
}

/** Sends the browser back to the desk with a code or an error. Only ever to this computer itself. */
function backToDesk(desk: DeskReturn, told: Readonly<Record<string, string>>, cookie = ''): LoginAnswer {
  const address = new URL(`http://127.0.0.1:${desk.port}${deskReturnPath}`);
  for (const [name, value] of Object.entries({ ...told, state: desk.state })) address.searchParams.set(name, value);
  return redirect(address.href, cookie === '' ? {} : { 'set-cookie': cookie });
}

/** Each login has a cookie of its own, so that two at once in one browser do not disturb each other. */
function cookieName(state: string): string {
  return `onthaal-login-${state.slice(0, 12)}`;
}

function cookieOf(parts: LoginParts, state: string, value: string): string {
  const secure = parts.acmIdm.publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = value === '' ? 0 : 600;
  return `${cookieName(state)}=${value}; Path=${loginPaths.callback}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieIn(headers: IncomingHttpHeaders, name: string): string {
  const pairs = (headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}

async function start(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const desk = readDeskReturn(request.url.searchParams);
  if (desk === undefined) return deadEnd(request);
  const { binding, browserSecret } = await beginAttempt(parts.orm, desk);
  const url = await parts.relyingParty.startUrl(binding);
  if (!url.ok) return backToDesk(desk, { error: url.error.code });
  return redirect(url.value, { 'set-cookie': cookieOf(parts, binding.state, browserSecret) });
}

/** The identity provider sent the browser back. */
async function comeBack(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const { orm, logger } = parts;
  const state = request.url.searchParams.get('state') ?? '';
  const attempt = await takeAttempt(orm, state, cookieIn(request.headers, cookieName(state)));
  if (attempt === undefined) return deadEnd(request);
  const code = await codeFor(parts, attempt, request);
  if (!code.ok) logger.info({ code: code.error.code }, 'a login was not let in');
  const told: Readonly<Record<string, string>> = code.ok ? { code: code.value } : { error: code.error.code };
  return backToDesk(attempt.desk, told, cookieOf(parts, state, ''));
}

async function codeFor(parts: LoginParts, { binding, desk }: Attempt, request: LoginRequest): Promise<Result<string>> {
  const { orm, acmIdm, relyingParty } = parts;
  const cameBack = `${acmIdm.publicUrl}${loginPaths.callback}${request.url.search}`;
  const claims = await relyingParty.finish(cameBack, binding);
  if (!claims.ok) return claims;
  const proved = await memberOfClaims(orm, acmIdm, claims.value);
  if (!proved.ok) return proved;
  const { member, subject, providerSession } = proved.value;
  const content = { memberId: member.id, subject, providerSession, challenge: desk.challenge };
  return success(await makeCode(orm, content));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function makerOf({ orm, tokens, acmIdm }: LoginParts): GrantMaker {
  return { orm, tokens, tokenSeconds: acmIdm.tokenSeconds, sessionHours: acmIdm.sessionHours };
}

async function redeem(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const proof = parsed(request.body);
  if (!Proof.Check(proof)) return answerOf(failure('ARGUMENT_INVALID'));
  return answerOf(await redeemLogin(makerOf(parts), proof satisfies LoginProof));
}

async function renew(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const asked = parsed(request.body);
  if (!Token.Check(asked)) return answerOf(failure('ARGUMENT_INVALID'));
  return answerOf(await renewLogin(makerOf(parts), asked.refreshToken));
}

async function end(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const asked = parsed(request.body);
  if (!Token.Check(asked)) return answerOf(failure('ARGUMENT_INVALID'));
  await endSessionOf(parts.orm, asked.refreshToken);
  return answerOf(success(true));
}

/** The provider says from server to server that somebody logged out there. */
async function backChannelLogout(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const token = new URLSearchParams(request.body).get('logout_token') ?? '';
  const claims = await parts.relyingParty.readLogoutToken(token);
  if (claims === undefined) return answer(400, { error: 'invalid_request' });
  const providerSession = typeof claims.sid === 'string' ? claims.sid : undefined;
  const ended = await endSessionsOfProvider(parts.orm, { providerSession, subject: claims.sub });
  if (ended > 0) await pokeEveryDesk(parts.orm);
  return { status: 200, headers: {}, body: '' };
}

/** The same through a hidden frame in the browser: only who knows the session's name at the provider can say it. */
async function frontChannelLogout(parts: LoginParts, request: LoginRequest): Promise<LoginAnswer> {
  const { issuer } = parts.acmIdm;
  const providerSession = request.url.searchParams.get('sid') ?? undefined;
  const isOurs = request.url.searchParams.get('iss') === issuer && providerSession !== undefined;
  const ended = isOurs ? await endSessionsOfProvider(parts.orm, { providerSession }) : 0;
  if (ended > 0) await pokeEveryDesk(parts.orm);
  const policy = `default-src 'none'; frame-ancestors ${new URL(issuer).origin}`;
  const headers = { ...pageHeaders, 'content-security-policy': policy };
  return { status: isOurs ? 200 : 400, headers, body: emptyPage };
}

type Route = (parts: LoginParts, request: LoginRequest) => Promise<LoginAnswer>;

const routes: ReadonlyMap<string, Route> = new Map([
  [`GET ${loginPaths.start}`, start],
  [`GET ${loginPaths.callback}`, comeBack],
  [`POST ${loginPaths.redeem}`, redeem],
  [`POST ${loginPaths.renew}`, renew],
  [`POST ${loginPaths.end}`, end],
  [`POST ${loginPaths.backChannelLogout}`, backChannelLogout],
  [`GET ${loginPaths.frontChannelLogout}`, frontChannelLogout],
]);

/** Answers a request on a path of the login; undefined for any other. `parts` is undefined where only the demo lets people in. */
export async function answerLogin(
  parts: LoginParts | undefined,
  request: LoginRequest,
): Promise<LoginAnswer | undefined> {
  const asked = `${request.method} ${request.url.pathname}`;
  if (asked === `GET ${loginPaths.method}`)
    return answer(200, { data: { method: parts === undefined ? 'demo' : 'acmIdm' } });
  return parts === undefined ? undefined : routes.get(asked)?.(parts, request);
}
