/** The day around which the municipality of the benchmarks is dated: fixed, so that every release measures the same documents. */
export const SEED_DAY = '2026-11-23';
