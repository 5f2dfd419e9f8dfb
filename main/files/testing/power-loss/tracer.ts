import { spawnSync } from 'node:child_process';

/** How to start a program so that another one watches it: put before the command. */
export interface Launcher {
  readonly path: string;
  readonly args: readonly string[];
}

/** Everything by which a program can change files, and by which it tells its parent something. */
const WATCHED = [
  ...['open', 'openat', 'creat', 'close', 'dup', 'dup2', 'dup3', 'execve'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'sendmsg', 'copy_file_range', 'sendfile', 'ioctl'],
  ...['truncate', 'ftruncate', 'fallocate', 'fsync', 'fdatasync', 'sync_file_range'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat'],
  ...['unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir'],
];
/** Longer than any single write. */
const WHOLE_TEXT = 1 << 28;

/**
 * Watches a program with strace: every call that changes a file, with every byte, in the order of time. The program ends when
 * its trace is complete.
 *
 * @throws Error when strace is not installed
 */
export function tracedInto(traceFile: string): Launcher {
  if (spawnSync('strace', ['-V']).status !== 0) {
    throw new Error('strace is missing: npm test installs it from Debian, elsewhere install the package "strace"');
  }
  const calls = `trace=${WATCHED.join(',')}`;
  const text = ['-xx', '-s', String(WHOLE_TEXT)];
  return { path: 'strace', args: ['-f', '--seccomp-bpf', '-qq', ...text, '-e', calls, '-o', traceFile] };
}
