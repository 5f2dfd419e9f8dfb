import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskRecorder } from './disk-recorder.ts';
import { tracedInto } from './tracer.ts';

/**
 * Runs a script to its end and records what it did to the files below a folder, and what it sent to its parent.
 *
 * @param root an existing folder; the first argument of the script
 * @throws Error when the script fails
 */
export async function recordProgram(script: string, root: string, ...args: readonly string[]): Promise<DiskRecorder> {
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-trace-'));
  try {
    const trace = join(folder, 'trace');
    const recorder = new DiskRecorder(root);
    const { path, args: options } = tracedInto(trace);
    const child = fork(script, [root, ...args], { execPath: path, execArgv: [...options, process.execPath] });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
    recorder.add(readFileSync(trace));
    return recorder;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
