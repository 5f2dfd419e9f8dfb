import { inBatches, type SeedBatch } from './batches.ts';
import { dayNumber } from './days.ts';
import { documentsOfMunicipality } from './municipality.ts';
import type { World } from './world.ts';

export type { SeedBatch } from './batches.ts';
export * from './fixed-records.ts';

export interface MunicipalityOptions {
  /** How many dossiers; persons are 0.6 and appointments 0.4 times as many. From 50 on. */
  readonly dossiers: number;
  /** `YYYY-MM-DD`: everything is dated around this day, at 09:30 local time. */
  readonly today: string;
  /** Another seed gives another municipality of the same kind. */
  readonly seed?: number;
}

/**
 * Generates Lindervelde, a fictional Flemish municipality: reference data, people, dossiers and all that belongs to them. The
 * same options always give the same documents. Nothing is kept in memory, so the size only costs time.
 *
 * @returns batches of at most 500 documents of one collection; a document never comes before those it refers to
 * @throws RangeError for fewer than 50 dossiers or a `today` outside 2025-07-01 to 2028-11-30 (the calendars end there)
 */
export function generateMunicipality(options: MunicipalityOptions): Iterable<SeedBatch> {
  const { dossiers, today, seed = 9990 } = options;
  if (!Number.isInteger(dossiers) || dossiers < 50) throw new RangeError('A municipality has at least 50 dossiers');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || today < '2025-07-01' || today > '2028-11-30') {
    throw new RangeError('Today must lie between 2025-07-01 and 2028-11-30');
  }
  const world: World = {
    seed,
    today: dayNumber(today),
    dossiers,
    persons: Math.round(dossiers * 0.6),
    appointments: Math.round(dossiers * 0.4),
  };
  return { [Symbol.iterator]: () => inBatches(documentsOfMunicipality(world)) };
}
