import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callable,
  canServe,
  isHeld,
  mayCallWithoutLine,
  mostReserved,
  type OpenDesk,
  planReservations,
  type Reserved,
  reservationMinutes,
} from './index.ts';

const now = Date.UTC(2026, 10, 27, 10);
const teamOf = (productCode: string) => ({ reispas: 'burgerzaken', attest: 'onthaal' })[productCode];
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();

const reservation = fc.record({
  deviceId: fc.constantFrom('device-1', 'device-2', 'device-3'),
  deskId: fc.constant('desk-1'),
  at: fc.integer({ min: 0, max: 2 * reservationMinutes }).map(at),
  release: fc.boolean(),
});
const visit: fc.Arbitrary<Reserved> = fc.record({
  id: fc.uuid(),
  priority: fc.integer({ min: 0, max: 3 }),
  arrivedAt: fc.integer({ min: 0, max: 90 }).map(at),
  waitsForDeskId: fc.constant(undefined),
  services: fc.array(fc.record({ productCode: fc.constantFrom('reispas', 'attest') }), { maxLength: 2 }),
  reservation: fc.option(reservation, { nil: undefined }),
});
const queue = fc.uniqueArray(visit, { selector: ({ id }) => id, maxLength: 30 });
const desks: fc.Arbitrary<readonly OpenDesk[]> = fc.subarray([
  { id: 'desk-1', deviceId: 'device-1', teamIds: ['onthaal', 'burgerzaken'] },
  { id: 'desk-2', deviceId: 'device-2', teamIds: ['onthaal'] },
  { id: 'desk-3', deviceId: 'device-3', teamIds: ['burgerzaken'] },
]);

describe('who is reserved for when the line drops', () => {
  it('is reserved for one desk that can help, some for each, and nobody whom another still has', () => {
    fc.assert(
      fc.property(queue, desks, (waiting, open) => {
        const { reserve } = planReservations(waiting, open, teamOf, now);
        expect(new Set(reserve.map((one) => one.visit)).size).toBe(reserve.length);
        for (const { visit: reserved, desk } of reserve) {
          expect(isHeld(reserved, now)).toBe(false);
          expect(canServe(desk, reserved, teamOf)).toBe(true);
        }
        const held = waiting.filter((one) => isHeld(one, now)).length;
        if (open.length > 1 && reserve.length > 0) {
          expect(held + reserve.length).toBeLessThanOrEqual(waiting.length / 2);
        }
        for (const desk of open) {
          const held = waiting.filter((one) => isHeld(one, now) && one.reservation?.deviceId === desk.deviceId).length;
          const more = reserve.filter((one) => one.desk === desk).length;
          if (more > 0) expect(held + more).toBeLessThanOrEqual(mostReserved);
        }
      }),
    );
  });

  it('leaves those who are next to whoever is free, and asks them back', () => {
    fc.assert(
      fc.property(queue, desks, (waiting, open) => {
        fc.pre(open.length > 1);
        const { reserve, askBack } = planReservations(waiting, open, teamOf, now);
        for (const desk of open) {
          for (const first of callable(waiting, desk, teamOf).slice(0, open.length)) {
            expect(reserve.some((one) => one.visit === first)).toBe(false);
            const mustBeAsked = isHeld(first, now) && first.reservation?.release === false;
            expect(askBack.includes(first)).toBe(mustBeAsked);
          }
        }
      }),
    );
  });

  it('gives one desk that is alone the first of the queue', () => {
    fc.assert(
      fc.property(queue, (waiting) => {
        const free = waiting.map(({ reservation: _none, ...rest }) => rest);
        const desk = { id: 'desk-1', deviceId: 'device-1', teamIds: ['onthaal', 'burgerzaken'] };
        const { reserve, askBack } = planReservations(free, [desk], teamOf, now);
        expect(reserve.map((one) => one.visit)).toEqual(callable(free, desk, teamOf).slice(0, mostReserved));
        expect(askBack).toEqual([]);
      }),
    );
  });

  it('is never callable without a line by a computer when the centre may already give it to another', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom('device-1', 'device-2'), (one, deviceId) => {
        // The clock of the desk may be some minutes behind that of the centre.
        for (const behind of [0, 1, 4]) {
          if (mayCallWithoutLine(one, deviceId, now - behind * 60_000)) expect(isHeld(one, now)).toBe(true);
        }
        if (one.reservation?.deviceId !== deviceId) expect(mayCallWithoutLine(one, deviceId, now)).toBe(false);
      }),
    );
  });
});
