/** Facts beside a line of the log: never a value of a document, of a card, a token or a key. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Name and code of an unknown error. Its message may quote a document, so it stays out of the log. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code: LogFields = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: error.name, ...code, at: stack.slice(0, 4).join(' ').slice(0, 500) };
}
