/**
 * `npm run check`: everything about the source that can be judged without running the product. Prints a line per step and
 * exits with 1 when a step fails; `npm run check -- lint types` runs only those steps.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

interface Step {
  readonly name: string;
  readonly what: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
}

const typedRooms = [
  'contract',
  'main/store',
  'main/devices',
  'main',
  'preload',
  'renderer',
  'midoffice',
  'simulators',
  'build',
  'tests',
  'bench',
];

const steps: readonly Step[] = [
  { name: 'lint', what: 'format and lint', commands: [['biome', 'ci', '--error-on-warnings', '.']] },
  {
    name: 'rooms',
    what: 'room table: who may import whom',
    commands: [
      [
        'depcruise',
        '--config',
        'build/check/import-rules.mjs',
        'contract',
        'main',
        'preload',
        'renderer',
        'midoffice',
        'simulators',
      ],
    ],
  },
  {
    name: 'types',
    what: 'types per room',
    commands: typedRooms
      .filter((room) => existsSync(path.join(room, 'tsconfig.json')))
      .map((room) => ['tsc', '-p', room] as const),
  },
  { name: 'dead-code', what: 'files, exports and dependencies nobody uses', commands: [['knip', '--no-progress']] },
  {
    name: 'generated',
    what: 'generated files are fresh',
    commands: [['node', 'contract/graphql/generate.ts', '--check']],
  },
  { name: 'licences', what: 'licences of what ships', commands: [['node', 'build/check/licences.ts']] },
];

/** Runs a command; resolves with its exit code and everything it printed. */
function run(command: readonly [string, ...string[]]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const executable = process.platform === 'win32' && program !== 'node' ? `${program}.cmd` : program;
    const child = spawn(executable, args, {
      env: {
        ...process.env,
        PATH: `${path.resolve('node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
        NO_COLOR: '1',
      },
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function runStep(step: Step): Promise<boolean> {
  const started = performance.now();
  let passed = true;
  for (const command of step.commands) {
    const { code, output } = await run(command);
    if (code !== 0) {
      passed = false;
      console.log(output.trimEnd());
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${step.what} (${seconds} s)`);
  return passed;
}

const asked = process.argv.slice(2);
let failed = 0;
for (const step of steps.filter((candidate) => asked.length === 0 || asked.includes(candidate.name))) {
  if (!(await runStep(step))) {
    failed += 1;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
