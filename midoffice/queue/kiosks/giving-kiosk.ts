import { isAllowed, type PolicyAction, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { Orm } from '../../database/database.ts';
import type { Session } from '../../session/session.ts';
import type { NumberGiver } from './give-number.ts';
import type { KioskLimits } from './kiosk-limits.ts';

/** Who asks for a number, and when. */
export interface GivingKiosk {
  readonly orm: Orm;
  readonly session: Session;
  readonly limits: KioskLimits;
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
}

/** The kiosk at its own location, which is the only one that it can name; undefined for who gives no numbers. */
export function giverOf(
  { orm, session, workOnly, now }: GivingKiosk,
  collection: 'visits' | 'appointments',
  action: Extract<PolicyAction, 'takeTicket' | 'checkIn'>,
): NumberGiver | undefined {
  const { locationId, name, purpose } = session.kiosk ?? {};
  if (locationId === undefined || name === undefined || purpose !== 'tickets') return undefined;
  const there = { collection, document: { locationId } };
  if (!isAllowed(teamPolicy, subjectOf(session), action, there)) return undefined;
  return { orm, session, kioskName: name, locationId, workOnly, now };
}
