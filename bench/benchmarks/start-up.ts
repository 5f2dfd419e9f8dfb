import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type Page } from '@playwright/test';
import { buildWhenChanged } from '../../build/run/application.ts';
import { startChild, stopChild } from '../../build/run/child-process.ts';
import { openDisplay } from '../../build/run/display.ts';
import {
  electronVariables,
  freshUserDataFolder,
  ownedFolder,
  type StagedApplication,
  stageApplication,
} from '../../build/run/stage.ts';
import { startReadOnlyMidoffice } from '../data/midoffice-data.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { summarise } from '../measure/statistics.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const STARTS = 15;
const LONGEST_START = 60_000;
const LONGEST_FIRST_SYNC = 1_800_000;
const USABLE_BUDGET = 2000;
const SHELL_BUDGET = 1000;
const PERSON = 'Jan Wouters';
const EMPTY_WINDOW = ['package.json', 'main.cjs', 'index.html'];

/** Moments of one start in milliseconds after the process was asked for. */
type Moments = Readonly<Record<string, number>>;

interface Stage {
  readonly staged: StagedApplication;
  readonly emptyWindow: string;
  readonly display: Readonly<Record<string, string>>;
  readonly midofficeUrl: string;
  /** Kept between the starts: it holds the user's filled database. */
  readonly userData: string;
}

function variables(stage: Stage, userData: string, marksFile: string): Record<string, string> {
  return electronVariables(stage.staged, {
    ...stage.display,
    ONTHAAL_USER_DATA: userData,
    ONTHAAL_MARKS_FILE: marksFile,
    ONTHAAL_MIDOFFICE_URL: stage.midofficeUrl,
    ONTHAAL_DEMO: '1',
  });
}

function readMarks(file: string, since: number): Moments {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'));
  const marks = lines.map((line) => JSON.parse(line) as { readonly name: string; readonly at: number });
  return Object.fromEntries(marks.map(({ name, at }) => [name, at - since]));
}

async function untilMarked(file: string, since: number, name: string): Promise<Moments> {
  const deadline = performance.now() + LONGEST_START;
  for (;;) {
    const moments = readMarks(file, since);
    if (moments[name] !== undefined) return moments;
    if (performance.now() > deadline) throw new Error(`The start never came to "${name}"`);
    await delay(20);
  }
}

/** Starts a program without any tool around it, waits for a moment and ends it. */
async function spawnUntil(stage: Stage, folder: string, userData: string, last: string): Promise<Moments> {
  const marksFile = join(userData, 'marks.jsonl');
  rmSync(marksFile, { force: true });
  const since = performance.timeOrigin + performance.now();
  const child = startChild({
    command: stage.staged.executablePath,
    args: [folder],
    env: variables(stage, userData, marksFile),
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  try {
    return await untilMarked(marksFile, since, last);
  } finally {
    await stopChild(child);
  }
}

async function pressLogin(page: Page): Promise<number> {
  const filter = page.getByRole('combobox');
  await filter.fill(PERSON);
  await page.getByRole('option', { name: PERSON }).waitFor();
  const at = performance.timeOrigin + performance.now();
  await filter.press('Enter');
  return at;
}

/** Starts the desk under Playwright, logs in and waits for the usable list. */
async function startAndLogIn(stage: Stage, whenUsable: (page: Page) => Promise<void>): Promise<Moments> {
  const marksFile = join(stage.userData, 'marks.jsonl');
  rmSync(marksFile, { force: true });
  const since = performance.timeOrigin + performance.now();
  const application = await _electron.launch({
    executablePath: stage.staged.executablePath,
    args: [stage.staged.appPath],
    cwd: stage.staged.userDataRoot,
    chromiumSandbox: true,
    timeout: LONGEST_START,
    env: variables(stage, stage.userData, marksFile),
  });
  try {
    const page = application.windows()[0] ?? (await application.waitForEvent('window'));
    const { loginShown = Number.NaN } = await untilMarked(marksFile, since, 'loginShown');
    const pressed = (await pressLogin(page)) - since;
    const moments = await untilMarked(marksFile, since, 'listUsable');
    await whenUsable(page);
    const logIn = (moments.listUsable ?? Number.NaN) - pressed;
    return { ...moments, logIn, withoutThePerson: loginShown + logIn };
  } finally {
    await application.close();
  }
}

async function waitForFirstSync(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .locator('.sync-pill', { hasText: /^Alles doorgestuurd/ })
    .waitFor({ timeout: LONGEST_FIRST_SYNC });
}

function stageEmptyWindow(userDataRoot: string): string {
  const folder = ownedFolder(join(userDataRoot, 'bench-empty-window'));
  for (const name of EMPTY_WINDOW) {
    const file = join(folder, name);
    copyFileSync(join(import.meta.dirname, '..', 'empty-window', name), file);
    chmodSync(file, 0o644);
  }
  return folder;
}

async function measure({ size, runs = STARTS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  await buildWhenChanged({ quiet: true });
  const staged = stageApplication();
  const display = await openDisplay({ alwaysVirtual: true });
  const midoffice = await startReadOnlyMidoffice(size);
  const stage: Stage = {
    staged,
    display: display.environment,
    midofficeUrl: midoffice.url,
    emptyWindow: stageEmptyWindow(staged.userDataRoot),
    userData: freshUserDataFolder(`bench-start-${size}`),
  };
  try {
    say("first start: the user's database is filled ...");
    await startAndLogIn(stage, waitForFirstSync);
    return await measureStarts(stage, size, runs);
  } finally {
    await midoffice.stop();
    await display.stop();
    rmSync(stage.userData, { recursive: true, force: true });
  }
}

async function measureStarts(stage: Stage, size: number, runs: number): Promise<Measurement[]> {
  const emptyData = freshUserDataFolder('bench-empty-data');
  const empty: Moments[] = [];
  const desk: Moments[] = [];
  const loggedIn: Moments[] = [];
  // The first start of each fills the caches of the disk and of Chromium.
  for (let run = 0; run <= runs; run += 1) {
    const starts = [
      await spawnUntil(stage, stage.emptyWindow, emptyData, 'firstPaint'),
      await spawnUntil(stage, stage.staged.appPath, stage.userData, 'loginShown'),
      await startAndLogIn(stage, async () => {}),
    ] as const;
    if (run === 0) continue;
    empty.push(starts[0]);
    desk.push(starts[1]);
    loggedIn.push(starts[2]);
    say(`start ${run} of ${runs}`);
  }
  sayPhases(desk);
  const of = (starts: readonly Moments[], name: string) => starts.map((moments) => moments[name] ?? Number.NaN);
  const baseline = { name: 'empty window', values: of(empty, 'firstPaint') };
  return [
    { size, measure: 'first paint', unit: 'ms', values: of(desk, 'firstPaint'), baseline },
    { size, measure: 'shell painted', unit: 'ms', values: of(desk, 'shellPainted'), baseline, budget: SHELL_BUDGET },
    { size, measure: 'login shown', unit: 'ms', values: of(desk, 'loginShown'), baseline },
    { size, measure: 'login to usable list (Playwright)', unit: 'ms', values: of(loggedIn, 'logIn') },
    {
      size,
      measure: 'start to usable list, without the person (Playwright)',
      unit: 'ms',
      values: of(loggedIn, 'withoutThePerson'),
      baseline,
      budget: USABLE_BUDGET,
    },
  ];
}

/** Where the time of a start goes, for whoever wants to shorten it. */
function sayPhases(starts: readonly Moments[]): void {
  const names = [...new Set(starts.flatMap((moments) => Object.keys(moments)))];
  const medians = names.map((name) => {
    const values = starts.map((moments) => moments[name]).filter((value) => value !== undefined);
    return { name, median: summarise(values).median };
  });
  medians.sort((one, other) => one.median - other.median);
  say(`phases: ${medians.map(({ name, median }) => `${name} ${Math.round(median)}`).join(', ')}`);
}

/** From asking for the process to the window, and from Enter to the list. */
export const startUp: Benchmark = {
  name: 'start-up',
  about: 'the real Electron from spawn to login screen and from login to a usable list',
  measure,
};
