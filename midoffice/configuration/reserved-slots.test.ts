import { usualReserved } from '@onthaal/contract/rules/planner/index.ts';
import { describe, expect, it } from 'vitest';
import { readReservedSlots } from './reserved-slots.ts';

describe('how many moments desks have for when the line drops', () => {
  it('is the usual where nothing is set, and what is set', () => {
    const sentences: string[] = [];
    expect(readReservedSlots({}, sentences)).toEqual(usualReserved);
    const set = { ONTHAAL_RESERVED_SLOTS: '0', ONTHAAL_RESERVED_DAYS: ' 7 ', ONTHAAL_RESERVED_LEASE_HOURS: '' };
    expect(readReservedSlots(set, sentences)).toEqual({ ...usualReserved, slots: 0, days: 7 });
    expect(sentences).toEqual([]);
  });

  it.each([
    { ONTHAAL_RESERVED_SLOTS: '-1' },
    { ONTHAAL_RESERVED_SLOTS: 'veel' },
    { ONTHAAL_RESERVED_DAYS: '8' },
    { ONTHAAL_RESERVED_ASK_BACK_HOURS: '1.5' },
    { ONTHAAL_RESERVED_LEASE_HOURS: '337' },
    { ONTHAAL_RESERVED_DAYS: '1', ONTHAAL_RESERVED_ASK_BACK_HOURS: '24' },
  ])('refuses %o with the name of the setting', (environment) => {
    const sentences: string[] = [];
    readReservedSlots(environment, sentences);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(Object.keys(environment).at(-1));
  });
});
