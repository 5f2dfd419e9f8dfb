import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The mid-office as the process that an administrator starts. */
export interface Program {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves with the first match in what it prints, on either stream; rejects when it ends without. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** The addresses that it says it serves at. */
  readonly addresses: () => Promise<{ readonly url: string; readonly kioskUrl?: string; readonly metricsUrl?: string }>;
  readonly url: () => Promise<string>;
}

/**
 * Starts `midoffice/main.ts`.
 *
 * @param environment all of its variables, beside the path
 * @param args words of its command line
 */
export function startProgram(environment: Readonly<Record<string, string>>, args: readonly string[] = []): Program {
  const { PATH = '' } = process.env;
  const main = join(import.meta.dirname, '../main.ts');
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, ...environment } });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));

  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output) ?? pattern.exec(errors);
        if (found === null) return;
        child.stdout.off('data', look);
        child.stderr.off('data', look);
        resolve(found);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then((code) => reject(new Error(`It ended with ${code}:\n${errors}`)));
      look();
    });
  const addresses = async () => {
    const [, text = '{}'] = await printed(/^ONTHAAL_MIDOFFICE_READY (.+)$/m);
    return JSON.parse(text) as { readonly url: string };
  };
  const url = async (): Promise<string> => (await addresses()).url;
  return { process: child, output: () => output, errors: () => errors, ended, printed, addresses, url };
}
