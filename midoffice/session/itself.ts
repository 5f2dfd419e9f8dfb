import type { Session } from './session.ts';

/** The mid-office when it works by the clock, in the audit trail: its role may write nothing. */
export const itself: Session = { memberId: 'system', deviceId: 'midoffice', role: 'guest', teamIds: [], expiresAt: 0 };
export const systemAuthor = { memberId: itself.memberId, name: 'Onthaal' };
