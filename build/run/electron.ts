import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startChild } from './child-process.ts';
import { electronVariables, stageApplication } from './stage.ts';

// Chromium reports a missing system bus and a missing graphics card once per attempt; neither matters to Onthaal.
const NOISE = /:(ERROR|WARNING):(bus\.cc|object_proxy\.cc|viz_main_impl\.cc|gpu_[a-z_]+\.cc)\(/;

/**
 * Starts the built application in Electron, always sandboxed.
 * @param args switches and arguments for the application, for example `--lang=nl-BE`
 * @param environment variables to add to those of this process
 */
export function spawnElectron(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const staged = stageApplication();
  const child = startChild({
    command: staged.executablePath,
    args: [staged.appPath, ...args],
    env: electronVariables(staged, environment),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!NOISE.test(line)) process.stderr.write(`${line}\n`);
    });
  }
  return child;
}
