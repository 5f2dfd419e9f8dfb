/** The log row by which the clerk of the benchmarks looks at a person. */
export function lookId(personId: string): string {
  return `look-${personId}`.slice(0, 64);
}
