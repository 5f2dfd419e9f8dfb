import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

/** Hours of every week in which no appointments are given. */
export const blackoutRows: readonly Reference[] = [
  referenceRow('blackout', 'blackout-overleg-burgerzaken', 'overleg-burgerzaken', 'Teamoverleg burgerzaken', {
    weekdays: [2],
    from: '09:00',
    until: '10:00',
    teamIds: ['team-burgerzaken'],
  }),
  referenceRow('blackout', 'blackout-overleg-omgeving', 'overleg-omgeving', 'Teamoverleg omgeving', {
    weekdays: [1],
    from: '13:30',
    until: '15:00',
    teamIds: ['team-omgeving'],
  }),
  referenceRow('blackout', 'blackout-loket-6', 'loket-6', 'Loket 6: zitdag van de sociale huisvesting', {
    weekdays: [3],
    from: '13:30',
    until: '16:30',
    placeIds: ['desk-6'],
  }),
];
