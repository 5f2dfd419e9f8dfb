import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';

/** Who sent this request, from which desk. Role and teams are read at every request, so that a change counts at once. */
export interface Session {
  readonly memberId: string;
  readonly deviceId: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  /** When the token stops counting, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** For the session of a kiosk: a device at a room, without a person. */
  readonly kiosk?: { readonly roomId: string; readonly name: string };
}
