import { describe, expect, it } from 'vitest';
import type { AppointmentMaster, MasterSlot } from './master.ts';
import { MasterMoments } from './master-moments.ts';

const start = Date.parse('2031-03-03T08:00:00Z');
const day = 86_400_000;
const hour = 3_600_000;
const nobodyHolds = { execute: () => Promise.resolve({ rows: [] }) } as never;
const wish = { productId: 'p', locationId: 'l', persons: 1 };
const iso = (at: number) => new Date(at).toISOString();
const slotAt = (at: number): MasterSlot => ({ startsAt: iso(at), endsAt: iso(at + hour) });
const wanted = (from: number) => ({
  ...{ wish, locationId: 'hall', productCode: 'permit', from, until: from + 30 * day },
});
const always = () => true;

/** A master with these moments, that counts what it is asked. */
function masterWith(moments: readonly number[]) {
  const asked: string[] = [];
  const slots: AppointmentMaster['slots'] = (_wish, { from, until }, most) => {
    asked.push(iso(from));
    const values = moments.filter((at) => at >= from && at < until).map(slotAt);
    return Promise.resolve({ kind: 'listed', values: values.slice(0, most) });
  };
  return { slots, asked };
}

describe('moments of another system for many appointments', () => {
  it('are the first that are free, each given once, with what was listed for the one before', async () => {
    const master = masterWith([start + hour, start + 2 * hour, start + 3 * day]);
    const moments = new MasterMoments(master, nobodyHolds, new Date(start));
    const found = [];
    for (const from of [start, start, start + day]) found.push(await moments.next(wanted(from), always));
    expect(found).toEqual(
      [start + hour, start + 2 * hour, start + 3 * day].map((at) => ({ kind: 'found', startsAt: iso(at) })),
    );
    expect(master.asked).toHaveLength(1);
    // Nothing more within thirty days: it is asked for the rest of them, and not again for the next.
    expect(await moments.next(wanted(start + day), always)).toEqual({ kind: 'noneFree' });
    const asked = master.asked.length;
    expect(await moments.next(wanted(start + day), always)).toEqual({ kind: 'noneFree' });
    expect(master.asked).toHaveLength(asked);
  });

  it('are not those that are not possible here, and go on behind a week of which there were too many to list', async () => {
    const many = Array.from({ length: 700 }, (_, index) => start + index * 600_000);
    const moments = new MasterMoments(masterWith(many), nobodyHolds, new Date(start));
    const from = many[650] ?? 0;
    const found = await moments.next(wanted(start), (startsAt) => Date.parse(startsAt) >= from);
    expect(found).toEqual({ kind: 'found', startsAt: iso(from) });
  });

  it('are given up when it does not answer, for all that follow', async () => {
    let count = 0;
    const silent: AppointmentMaster['slots'] = () => {
      count += 1;
      return new Promise(() => undefined);
    };
    const moments = new MasterMoments({ slots: silent }, nobodyHolds, new Date(start), 30);
    for (const from of [start, start + day]) {
      expect(await moments.next(wanted(from), always)).toEqual({ kind: 'masterAway' });
    }
    expect(count).toBe(1);
  });
});
