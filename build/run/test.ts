// `npm test`: every check and test, closed by one line with the sum.
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenChanged } from './application.ts';
import { interruptChildren, startChild } from './child-process.ts';
import { openDisplay } from './display.ts';
import { OUT, REPOSITORY } from './environment.ts';
import { readTestParts, TEST_HELP, type TestPart } from './test-options.ts';
import {
  closingLine,
  singleTally,
  sumTallies,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  withExitCode,
} from './test-report.ts';

const REPORTS = join(OUT, 'test');
const PARTS: Readonly<Record<TestPart, { readonly title: string; readonly run: () => Promise<Tally> }>> = {
  check: { title: 'Checks', run: runCheck },
  unit: { title: 'Unit and integration tests', run: runUnit },
  'end-to-end': { title: 'End-to-end tests in Electron', run: runEndToEnd },
};

async function main(): Promise<number> {
  const asked = readTestParts(process.argv.slice(2));
  if (!asked.ok) {
    console.error(`"${asked.unknown}" is not a part of the tests.\n\n${TEST_HELP}`);
    return 2;
  }
  mkdirSync(REPORTS, { recursive: true });
  const tallies: Tally[] = [];
  for (const part of asked.parts) {
    const { title, run } = PARTS[part];
    console.log(`\n=== ${title} ===`);
    const startedAt = performance.now();
    const tally = await run().catch((error: unknown) => {
      console.error(error);
      return singleTally(`${title} could not run`, false);
    });
    tallies.push(tally);
    console.log(`${title}: ${closingLine(tally)} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
  }
  const total = sumTallies(tallies);
  console.log('');
  for (const name of total.failures) console.log(`failed: ${name}`);
  for (const name of total.skips) console.log(`skipped: ${name}`);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function runCheck(): Promise<Tally> {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [command, ...args] = npm?.endsWith('.js') && node ? [node, npm] : ['npm'];
  const code = await runToEnd(command ?? 'npm', [...args, 'run', '--silent', 'check']);
  return singleTally('npm run check', code === 0);
}

async function runUnit(): Promise<Tally> {
  const report = freshReport('unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runScript('vitest/vitest.mjs', ['run', ...reporters]);
  return withExitCode(readReport(report, tallyVitest), 'Vitest', code);
}

async function runEndToEnd(): Promise<Tally> {
  const config = ['playwright.config.ts', join('tests', 'playwright.config.ts')].find((file) =>
    existsSync(join(REPOSITORY, file)),
  );
  if (!config) throw new Error('There is no playwright.config.ts.');
  await buildWhenChanged({ quiet: true });
  const report = freshReport('end-to-end.json');
  const display = await openDisplay({ alwaysVirtual: true });
  try {
    const code = await runScript('@playwright/test/cli.js', ['test', '--config', config, '--reporter=list,json'], {
      ...display.environment,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return withExitCode(readReport(report, tallyPlaywright), 'Playwright', code);
  } finally {
    await display.stop();
  }
}

/** Runs a package's command-line script with the Node that runs this. */
function runScript(
  script: string,
  args: readonly string[],
  additions: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  return runToEnd(process.execPath, [join(REPOSITORY, 'node_modules', script), ...args], additions);
}

async function runToEnd(
  command: string,
  args: readonly string[],
  additions: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  // The tests start hundreds of processes and threads of the same code: each would read and compile it again.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(OUT, 'compile-cache'), ...additions };
  const child = startChild({ command, args, cwd: REPOSITORY, env });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}

function freshReport(name: string): string {
  const file = join(REPORTS, name);
  rmSync(file, { force: true });
  return file;
}

function readReport(file: string, read: (report: unknown) => Tally): Tally {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : sumTallies([]);
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => void interruptChildren().then(() => process.exit(130)));
}
process.exit(await main());
