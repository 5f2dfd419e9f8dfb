import type { SessionMember } from '@onthaal/contract/session/session.ts';

/** Who works at the desk: a file belongs to the member that it was made for. */
export const BENCH_MEMBER: SessionMember = {
  memberId: 'member-jan',
  name: 'Jan Wouters',
  role: 'teamLead',
  teamIds: ['team-omgeving'],
  deviceId: 'bench-desk',
  numberPrefix: 'BE',
};
