/** The log row by which the clerk of the benchmarks looks at a person or a dossier. */
export function lookId(subjectId: string): string {
  return `look-${subjectId}`.slice(0, 64);
}
