import Type, { type Static } from 'typebox';
import { record, text } from '../entities/building-blocks.ts';
import { DemoPerson, SessionMember } from './session.ts';

/** How people log in at this mid-office: chosen from a list without proof (demo), or through ACM/IDM in the browser. */
export const loginMethods = ['demo', 'acmIdm'] as const;
export type LoginMethod = (typeof loginMethods)[number];

/** The paths of the mid-office on which logging in through the browser goes. */
export const loginPaths = {
  /** Which of `loginMethods` it is. */
  method: '/login/method',
  /** Opened in the browser by the desk. */
  start: '/login/start',
  /** Where the identity provider sends the browser back. */
  callback: '/login/callback',
  /** A one-time code and its verifier for a session. */
  redeem: '/login/redeem',
  /** A refresh token for the next one. */
  renew: '/login/renew',
  /** Ends the session of a refresh token. */
  end: '/login/end',
  backChannelLogout: '/login/back-channel-logout',
  frontChannelLogout: '/login/front-channel-logout',
} as const;

/** Where the desk listens for the browser: http://127.0.0.1:<port> and this path (RFC 8252). */
export const deskReturnPath = '/aangemeld';

export const LoginMethodAnswer = Type.Object({ method: Type.Enum(loginMethods) });

/** A session that was proved in the browser. The tokens never leave the main and store processes. */
export const LoginGrant = record('LoginGrant', {
  grant: Type.Object({ member: SessionMember, token: text(4000), expiresAt: text(40) }),
  /** How long the token counts: a desk whose clock is wrong cannot tell by `expiresAt`. */
  lifetimeSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  refreshToken: text(200),
  /** For the list of people who can log in on this computer without a line. */
  person: DemoPerson,
});
export type LoginGrant = Static<typeof LoginGrant>;

/** What a desk sends for its session: the code from the browser, bound to the verifier that only this desk has. */
export interface LoginProof {
  readonly code: string;
  readonly verifier: string;
  /** Names this computer. */
  readonly installationId: string;
}
