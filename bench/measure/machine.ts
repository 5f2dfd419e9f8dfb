import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { OUT, REPOSITORY, readEnvironment } from '../../build/run/environment.ts';

/** Where and with what a measurement was made. */
export interface Circumstances {
  readonly commit: string;
  readonly node: string;
  readonly electron: string | null;
  readonly machine: { readonly cpu: string; readonly cores: number };
  /** Processes that wanted to run, averaged over the last minute: far above 1 means a busy machine. */
  readonly load: number;
  /** ISO instant. */
  readonly at: string;
}

/** Describes this machine and moment. */
export function circumstances(): Circumstances {
  return {
    commit: commitNow(),
    node: process.versions.node,
    electron: existsSync(join(OUT, 'environment.json')) ? readEnvironment().electronVersion : null,
    machine: { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism() },
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    at: new Date().toISOString(),
  };
}

let known: string | undefined;

/** The commit's short name, with `+` when the checkout has changes that are not in it. */
function commitNow(): string {
  known ??= readCommit();
  return known;
}

function readCommit(): string {
  try {
    const git = (...words: readonly string[]) =>
      execFileSync('git', [...words], {
        cwd: REPOSITORY,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}
