import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process of a running desk, as the operating system describes it (Linux). */
export interface OperatingSystemProcess {
  readonly processId: number;
  readonly commandLine: readonly string[];
  /** 2: the kernel filters its system calls. */
  readonly seccomp: number;
  /** Which process numbering it sees: another one than its parent's when it is walled off. */
  readonly processNamespace: string;
}

function parentOf(processId: string): number {
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
}

function describe(processId: number): OperatingSystemProcess {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return {
    processId,
    commandLine: readFileSync(`/proc/${processId}/cmdline`, 'utf8')
      .split(/\0| (?=--)/)
      .filter(Boolean),
    seccomp: Number(/^Seccomp:\s*(\d)/m.exec(status)?.[1]),
    processNamespace: readlinkSync(`/proc/${processId}/ns/pid`),
  };
}

/** A process with all its descendants. */
export function processTree(root: number): readonly OperatingSystemProcess[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const found = [root];
  for (const processId of found) found.push(...parents.filter(([, parent]) => parent === processId).map(([id]) => id));
  return found.map(describe);
}

/** kill -9 for a process and all its descendants, before any of them can do something about the others. */
export function killTree(root: number): void {
  for (const { processId } of processTree(root).toReversed()) {
    try {
      process.kill(processId, 'SIGKILL');
    } catch (error) {
      // One that ended with its parent.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
