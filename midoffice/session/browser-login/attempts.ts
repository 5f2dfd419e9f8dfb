import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';
import type { LoginBinding } from '../acm-idm/relying-party.ts';
import { hashOf, newSecret } from './secrets.ts';

/** How long a person may take at the identity provider. */
const ATTEMPT_SECONDS = 600;
/** How long a code may be on its way from browser to desk: both are on one computer. */
const CODE_SECONDS = 60;

/** What the desk put in the address that it opened. */
export interface DeskReturn {
  readonly challenge: string;
  readonly port: number;
  readonly state: string;
}

/** A login that began in a browser. */
export interface Attempt {
  readonly binding: LoginBinding;
  readonly desk: DeskReturn;
}

/**
 * Reads what the desk put in the address.
 *
 * @returns undefined unless it is a PKCE challenge, a port that a program can choose, and a state
 */
export function readDeskReturn(parameters: URLSearchParams): DeskReturn | undefined {
  const challenge = parameters.get('challenge') ?? '';
  const state = parameters.get('state') ?? '';
  const port = Number(parameters.get('port'));
  const isPort = Number.isInteger(port) && port >= 1024 && port <= 65_535;
  return isPort && /^[\w-]{43}$/.test(challenge) && /^[\w-]{20,128}$/.test(state)
    ? { challenge, port, state }
    : undefined;
}

/** Begins a login. `browserSecret` goes in a cookie, so that only this browser can come back with it. */
export async function beginAttempt(
  orm: Orm,
  desk: DeskReturn,
): Promise<{ readonly binding: LoginBinding; readonly browserSecret: string }> {
  const binding = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  const browserSecret = newSecret();
  await orm.execute(
    sql`INSERT INTO login_attempt
          (state, browser_hash, nonce, verifier, desk_challenge, desk_port, desk_state, expires_at)
        VALUES (${binding.state}, ${hashOf(browserSecret)}, ${binding.nonce}, ${binding.verifier}, ${desk.challenge},
          ${desk.port}, ${desk.state}, now() + make_interval(secs => ${ATTEMPT_SECONDS}))`,
  );
  return { binding, browserSecret };
}

/** Takes an attempt out, so that it comes back once. Undefined for an unknown, late or other browser's one, which stays. */
export async function takeAttempt(orm: Orm, state: string, browserSecret: string): Promise<Attempt | undefined> {
  const [row] = await rowsOf<{ nonce: string; verifier: string; challenge: string; port: number; deskState: string }>(
    orm,
    sql`DELETE FROM login_attempt
        WHERE state = ${state} AND browser_hash = ${hashOf(browserSecret)} AND expires_at > now()
        RETURNING nonce, verifier, desk_challenge AS challenge, desk_port AS port, desk_state AS "deskState"`,
  );
  if (row === undefined) return undefined;
  const { nonce, verifier, challenge, port, deskState } = row;
  return { binding: { state, nonce, verifier }, desk: { challenge, port, state: deskState } };
}

/** What a code stands for. */
export interface CodeContent {
  readonly memberId: string;
  readonly subject: string;
  readonly providerSession: string | undefined;
  readonly challenge: string;
}

/** Makes the one-time code that travels through the browser to the desk. */
export async function makeCode(orm: Orm, content: CodeContent): Promise<string> {
  const code = newSecret();
  const { memberId, subject, providerSession, challenge } = content;
  await orm.execute(
    sql`INSERT INTO login_code (hash, member_id, subject, provider_session, challenge, expires_at)
        VALUES (${hashOf(code)}, ${memberId}, ${subject}, ${providerSession ?? null}, ${challenge},
          now() + make_interval(secs => ${CODE_SECONDS}))`,
  );
  return code;
}
