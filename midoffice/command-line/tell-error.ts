/** Says on stderr what went wrong. Of a failed statement only the database's own sentence: its parameters are people's data. */
export function tellError(error: unknown): void {
  const { message, cause } = error as Error;
  console.error(cause instanceof Error ? cause.message : message);
  process.exitCode = 1;
}
