import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { productRows } from './products.ts';
import { referenceRow } from './row.ts';

const townHall = 'Gemeentehuis Lindervelde';
const branch = 'Dienstenpunt Oosterlo';

const rooms: readonly (readonly [code: string, name: string, building: string, seats: number, hybrid: boolean])[] = [
  ['molenzaal', 'Molenzaal', townHall, 10, true],
  ['lindezaal', 'Lindezaal', townHall, 6, true],
  ['spreekkamer-1', 'Spreekkamer 1', townHall, 4, false],
  ['spreekkamer-2', 'Spreekkamer 2', townHall, 4, false],
  ['trouwzaal', 'Trouwzaal', townHall, 80, false],
  ['beekkamer', 'Beekkamer', branch, 4, true],
];

const deskTeams: readonly (readonly string[])[] = [
  ['team-onthaal'],
  ['team-onthaal', 'team-burgerzaken'],
  ['team-burgerzaken'],
  ['team-burgerzaken'],
  ['team-omgeving', 'team-mobiliteit'],
  ['team-sociaal'],
];

export const roomRows: readonly Reference[] = rooms.map(([code, name, building, seats, hybrid]) =>
  referenceRow('room', `room-${code}`, code, name, { building, seats, hybrid }),
);

export const deskRows: readonly Reference[] = [
  ...deskTeams.map((teamIds, index) =>
    referenceRow('desk', `desk-${index + 1}`, `loket-${index + 1}`, `Loket ${index + 1}`, {
      building: townHall,
      number: String(index + 1),
      teamIds: [...teamIds],
    }),
  ),
  referenceRow('desk', 'desk-oosterlo', 'loket-oosterlo', 'Loket Oosterlo', {
    building: branch,
    number: '1',
    teamIds: ['team-onthaal', 'team-burgerzaken'],
  }),
];

const open = (weekday: number, from: string, until: string) => ({ weekday, from, until });

/** Every morning; Monday and Wednesday afternoon, and Thursday until seven in the evening. */
const townHallHours = [
  ...[1, 2, 3, 4, 5].map((weekday) => open(weekday, '09:00', '12:00')),
  open(1, '13:30', '16:30'),
  open(3, '13:30', '16:30'),
  open(4, '13:30', '19:00'),
];

/** The location that visits name: the town hall itself. */
export const townHallLocationId = 'location-gemeentehuis';

/** Parts of the planned time that services took: most are done a little sooner, some take longer. */
const taken = [0.7, 0.95, 0.8, 1.1, 0.85, 1.3, 0.9, 0.75, 1, 1.6, 0.8, 0.9] as const;

/** As the centre would have counted it of the weeks before. */
const serviceTimes = productRows.map(({ code, data }) => ({
  productCode: code,
  seconds: taken.map((part) => Math.round(Number(data.minutes) * 60 * part)),
}));

export const locationRows: readonly Reference[] = [
  referenceRow('location', townHallLocationId, 'gemeentehuis', townHall, {
    building: townHall,
    serviceTimes,
    openingHours: townHallHours,
    slotMinutes: 15,
    mostAtOnce: 8,
  }),
  referenceRow('location', 'location-oosterlo', 'oosterlo', branch, {
    building: branch,
    openingHours: [open(2, '09:00', '12:00'), open(4, '13:30', '16:30')],
    slotMinutes: 15,
    mostAtOnce: 1,
  }),
];

export const deviceRows: readonly Reference[] = [
  ...['L1', 'L2', 'L3', 'L4', 'L5', 'L6'].map((prefix, index) =>
    referenceRow('device', `device-loket-${index + 1}`, prefix, `Pc loket ${index + 1}`, {
      numberPrefix: prefix,
      deskId: `desk-${index + 1}`,
    }),
  ),
  referenceRow('device', 'device-oosterlo', 'O1', 'Pc loket Oosterlo', { numberPrefix: 'O1', deskId: 'desk-oosterlo' }),
  ...['P1', 'P2', 'P3', 'P4', 'P5'].map((prefix, index) =>
    referenceRow('device', `device-laptop-${index + 1}`, prefix, `Laptop ${index + 1}`, { numberPrefix: prefix }),
  ),
  referenceRow('device', 'device-molenzaal', 'K1', 'Kiosk Molenzaal', { numberPrefix: 'K1' }),
];
