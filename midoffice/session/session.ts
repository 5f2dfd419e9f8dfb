import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import type { KioskPlace } from './kiosks/kiosk-places.ts';

/** Who sent this request, from which desk. Role and teams are read at every request, so that a change counts at once. */
export interface Session {
  readonly memberId: string;
  readonly deviceId: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  /** When the token stops counting, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** For the session of a kiosk: a device at its place, without a person. */
  readonly kiosk?: KioskPlace & { readonly name: string };
}
