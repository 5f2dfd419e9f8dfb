import { failure, type OnthaalError, type Result } from '@onthaal/contract/result.ts';
import { kioskPaths } from '@onthaal/contract/session/kiosk.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Orm } from '../../database/database.ts';
import type { LoginAnswer, LoginRequest } from '../browser-login/login-routes.ts';
import type { TokenKeeper } from '../tokens.ts';
import { makeKioskChallenge, registerKiosk, startKioskSession } from './kiosk-sessions.ts';

/** By which door a kiosk came in. */
export interface KioskDoor {
  /** Kiosks have a door of their own, and this is not it. */
  readonly isWrong: boolean;
  /** Name in the client certificate, where there is one. */
  readonly certificateName: string | undefined;
}

interface KioskParts {
  readonly orm: Orm;
  readonly tokens: TokenKeeper;
}

const DeviceId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.:-]+$' });
const encoded = (most: number) => Type.String({ minLength: 20, maxLength: most, pattern: '^[\\w-]+$' });
const Registration = Compile(Type.Object({ code: Type.String({ maxLength: 40 }), publicKey: encoded(200) }));
const Asking = Compile(Type.Object({ deviceId: DeviceId }));
const Proof = Compile(Type.Object({ deviceId: DeviceId, challenge: encoded(100), signature: encoded(200) }));

const statusOf: Partial<Record<OnthaalError['code'], number>> = {
  ACCESS_REVOKED: 403,
  NOT_ALLOWED: 403,
  KIOSK_UNKNOWN: 401,
  LOGIN_NOT_VALID: 401,
};

function answerOf(result: Result<unknown>): LoginAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  if (result.ok) return { status: 200, headers, body: JSON.stringify({ data: result.value }) };
  const { code } = result.error;
  const body = JSON.stringify({ errors: [{ message: code, extensions: { code } }] });
  return { status: statusOf[code] ?? 400, headers, body };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function answerTo(
  { orm, tokens }: KioskParts,
  path: string,
  asked: unknown,
  { certificateName }: KioskDoor,
): Promise<Result<unknown>> {
  if (path === kioskPaths.register) {
    return Registration.Check(asked) ? registerKiosk(orm, asked, certificateName) : failure('ARGUMENT_INVALID');
  }
  const isProof = path === kioskPaths.session;
  if (isProof ? !Proof.Check(asked) : !Asking.Check(asked)) return failure('ARGUMENT_INVALID');
  const named = asked as { readonly deviceId: string; readonly challenge: string; readonly signature: string };
  // A certificate stands for one device.
  if (certificateName !== undefined && certificateName !== named.deviceId) return failure('NOT_ALLOWED');
  return isProof ? startKioskSession(orm, tokens, named) : makeKioskChallenge(orm, named.deviceId);
}

const paths: ReadonlySet<string> = new Set(Object.values(kioskPaths));

/** Answers a request on a path of the kiosks; undefined for any other. */
export async function answerKiosk(
  parts: KioskParts,
  { method, url, body }: LoginRequest,
  door: KioskDoor,
): Promise<LoginAnswer | undefined> {
  if (method !== 'POST' || !paths.has(url.pathname)) return undefined;
  if (door.isWrong) return answerOf(failure('NOT_ALLOWED'));
  return answerOf(await answerTo(parts, url.pathname, parsed(body), door));
}
