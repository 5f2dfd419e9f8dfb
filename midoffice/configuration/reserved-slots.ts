import { type ReservedSettings, usualReserved } from '@onthaal/contract/rules/planner/index.ts';
import type { Environment } from './setting-sources.ts';

interface Range {
  readonly variable: string;
  readonly lowest: number;
  readonly highest: number;
}

// Desks have the appointments of a week ahead, and work at most two weeks without the mid-office.
const ranges: Readonly<Record<keyof ReservedSettings, Range>> = {
  slots: { variable: 'ONTHAAL_RESERVED_SLOTS', lowest: 0, highest: 20 },
  days: { variable: 'ONTHAAL_RESERVED_DAYS', lowest: 1, highest: 7 },
  askBackHours: { variable: 'ONTHAAL_RESERVED_ASK_BACK_HOURS', lowest: 1, highest: 144 },
  leaseHours: { variable: 'ONTHAAL_RESERVED_LEASE_HOURS', lowest: 1, highest: 336 },
};

/** Reads how many moments desks have for when the line drops; adds a plain sentence for each mistake. */
export function readReservedSlots(environment: Environment, sentences: string[]): ReservedSettings {
  const numberOf = (name: keyof ReservedSettings): number => {
    const { variable, lowest, highest } = ranges[name];
    const text = environment[variable]?.trim() || undefined;
    const number = text === undefined ? usualReserved[name] : Number(text);
    if (Number.isInteger(number) && number >= lowest && number <= highest) return number;
    sentences.push(`${variable} must be a whole number from ${lowest} to ${highest}.`);
    return usualReserved[name];
  };
  const read = {
    slots: numberOf('slots'),
    days: numberOf('days'),
    askBackHours: numberOf('askBackHours'),
    leaseHours: numberOf('leaseHours'),
  };
  if (read.askBackHours >= read.days * 24) {
    sentences.push('ONTHAAL_RESERVED_ASK_BACK_HOURS must be less than the hours in ONTHAAL_RESERVED_DAYS.');
  }
  return read;
}
