import { readFileSync } from 'node:fs';

/** Clock ticks per second of Linux's /proc. */
const TICKS = 100;

/** What a process of this machine (Linux) has used so far. */
export interface ProcessUse {
  readonly cpuSeconds: number;
  readonly memoryMegabytes: number;
}

/** Reads it from /proc. */
export function processUse(pid: number): ProcessUse {
  // The name, in brackets, may hold anything; what follows it is numbers.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    memoryMegabytes: Number(resident) / 1024,
  };
}
