import Type, { type Static } from 'typebox';
import { Identifier, record, text } from '../entities/building-blocks.ts';
import { Role } from '../entities/reference-kinds.ts';

/** Somebody on the demo's login screen. The real login (ACM/IDM) replaces this list, not what follows from it. */
export const DemoPerson = record('DemoPerson', {
  memberId: Identifier,
  name: text(120),
  jobTitle: text(120),
  role: Role,
  teamNames: Type.Array(text(120)),
});
export type DemoPerson = Static<typeof DemoPerson>;

/** Who works at this desk now. Whatever the way of logging in, the rest of Onthaal sees only this. */
export const SessionMember = record('SessionMember', {
  memberId: Identifier,
  name: text(120),
  role: Role,
  teamIds: Type.Array(Identifier),
  /** Starts every dossier number made on this device (ADR 0006). */
  deviceId: Identifier,
  numberPrefix: text(4),
});
export type SessionMember = Static<typeof SessionMember>;

/** A proof that the mid-office gives at login. `token` never leaves the main and store processes. */
export interface SessionGrant {
  readonly member: SessionMember;
  readonly token: string;
  readonly expiresAt: string;
}
