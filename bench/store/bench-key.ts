/** The key of every database of the benchmarks: the data are fictional. */
export const BENCH_KEY: Uint8Array = new Uint8Array(32).fill(7);
