import { execFile } from 'node:child_process';

/** How a run of the switch `--read-card` ended. */
export interface CardCommandOutcome {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a program that reads a card and ends. */
export function runCardCommand(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<CardCommandOutcome> {
  const [program = '', ...words] = command;
  return new Promise((resolve) => {
    execFile(program, words, { ...options, timeout: 120_000 }, (error, output) => {
      const code = error === null ? 0 : error.code;
      resolve({ exitCode: typeof code === 'number' ? code : -1, output });
    });
  });
}
