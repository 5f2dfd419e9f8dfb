import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupProblem } from './progress.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the child; the own environment when left out
 * @property {boolean} [quiet] keep the output for the returned value instead of showing it
 * @property {number} [timeout] milliseconds
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {{ok: boolean, stdout: string, stderr: string, status: number | null}}
 */
export function run(command, args, options = {}) {
  const child = spawnSync(command, [...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    timeout: options.timeout,
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
  });
  const failure = child.error ? `${child.error.message}\n` : '';
  return {
    ok: child.status === 0,
    stdout: child.stdout ?? '',
    stderr: failure + (child.stderr ?? ''),
    status: child.status,
  };
}

/**
 * Runs a program that has to succeed; what it printed is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {string} its standard output
 */
export function runOrFail(command, args, options = {}) {
  const outcome = run(command, args, { quiet: true, ...options });
  if (!outcome.ok) {
    const printed = shorten(`${outcome.stdout}\n${outcome.stderr}`.trim());
    throw new SetupProblem(`"${command} ${args.join(' ')}" failed:\n${printed}`);
  }
  return outcome.stdout;
}

/**
 * The reason of a failure is usually at one of the ends of what a program printed.
 * @param {string} text
 * @returns {string} at most 50 lines
 */
function shorten(text) {
  const lines = text.split('\n').filter((line) => !/ (warn|notice) /.test(line));
  return lines.length <= 50 ? lines.join('\n') : [...lines.slice(0, 25), '...', ...lines.slice(-25)].join('\n');
}

/**
 * Runs npm with the Node that started npm: the Node inside node_modules may be the very thing that npm replaces.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {string} its standard output
 */
export function npm(args, options = {}) {
  const { npm_execpath: npmScript, npm_node_execpath: npmNode } = process.env;
  if (npmScript?.endsWith('.js') && npmNode && existsSync(npmNode)) {
    return runOrFail(npmNode, [npmScript, ...args], options);
  }
  if (process.platform === 'win32') {
    return runOrFail('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...args], options);
  }
  return runOrFail('npm', args, options);
}

/**
 * @param {string} program
 * @returns {string | null} the absolute path of a program on the PATH
 */
export function findOnPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder: the next one may have it.
    }
  }
  return null;
}

/** @returns {boolean} whether this process has all rights on a Unix system */
export function isRoot() {
  return process.getuid?.() === 0;
}
