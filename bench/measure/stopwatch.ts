/** Times synchronous work. */
export function timed<Answer>(work: () => Answer): { readonly milliseconds: number; readonly answer: Answer } {
  const startedAt = performance.now();
  const answer = work();
  return { milliseconds: performance.now() - startedAt, answer };
}

/**
 * The shortest of all timings of the same thing: what it costs when no other program takes a turn in between. On a busy
 * machine this says more about the program, and the timings themselves more about the machine.
 * @returns one value per key, in the order of the keys' first appearance
 */
export function bestOfEach<Timing>(
  timings: readonly Timing[],
  keyOf: (timing: Timing) => string,
  timeOf: (timing: Timing) => number,
): number[] {
  const best = new Map<string, number>();
  for (const timing of timings) {
    const key = keyOf(timing);
    best.set(key, Math.min(best.get(key) ?? Number.POSITIVE_INFINITY, timeOf(timing)));
  }
  return [...best.values()];
}
