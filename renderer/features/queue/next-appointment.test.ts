import { expect, it } from 'vitest';
import { nextAppointment } from './next-appointment.ts';

const now = Date.parse('2026-11-27T09:00:00.000Z');
const at = (minutes: number) => ({
  startsAt: new Date(now + minutes * 60_000).toISOString(),
  productName: 'Rijbewijs',
});

it('is the first within the hour, with the minutes until then', () => {
  expect(nextAppointment([at(12), at(40)], now)).toEqual({ ...at(12), minutes: 12, isClose: false });
  expect(nextAppointment([at(10)], now)).toMatchObject({ minutes: 10, isClose: true });
  expect(nextAppointment([at(60)], now)?.minutes).toBe(60);
  expect(nextAppointment([at(61)], now)).toBeUndefined();
  expect(nextAppointment([], now)).toBeUndefined();
});

it('is one that should have begun, until it is for the call sheet', () => {
  expect(nextAppointment([at(-14), at(5)], now)).toMatchObject({ minutes: -14, isClose: true });
  expect(nextAppointment([at(-15), at(5)], now)).toMatchObject({ minutes: 5 });
});
