const startedAt = performance.now();

/** Prints a line with the seconds since the start, on standard error so that the tables can be piped. */
export function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(5);
  process.stderr.write(`${seconds} s  ${line}\n`);
}
