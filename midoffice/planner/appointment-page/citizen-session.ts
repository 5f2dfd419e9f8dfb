import { citizenAuthor } from '@onthaal/contract/rules/planner/index.ts';
import type { Orm } from '../../database/database.ts';
import type { Session } from '../../session/session.ts';

/** Who did it, in the audit trail: a role that may write nothing else. */
export const citizenSession: Session = {
  ...{ memberId: citizenAuthor.memberId, deviceId: 'appointment-page', role: 'guest', teamIds: [], expiresAt: 0 },
};

/** Where a request of the page is answered from. */
export interface Page {
  readonly orm: Orm;
  readonly now: Date;
  readonly workOnly: boolean | undefined;
}
