import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildWhenChanged } from '../../build/run/application.ts';
import { OUT } from '../../build/run/environment.ts';
import { endMainJob, type MainJob, mainJobSteps, startMainJob } from '../steps/main-job.ts';
import { openDesks } from '../support/desk.ts';
import { closeEverything } from '../support/running.ts';

const PICTURES = path.join(OUT, 'tour');
/** Large enough to look real, small enough to be there in some seconds. */
const DOSSIERS = 1_000;
const STEP_MILLISECONDS = 240_000;

/**
 * Performs the main job by itself: prints each step with its time in milliseconds and leaves a picture of each in out/tour/.
 *
 * @returns 0, or 1 when a step failed
 */
export async function runTour(): Promise<number> {
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  const stopListening = endOnInterruption();
  try {
    return await perform();
  } catch (error) {
    console.error(`The tour could not begin: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    stopListening();
    const killed = await closeEverything();
    if (killed.length > 0) console.error(`Still running at the end, and killed: ${killed.join(', ')}`);
  }
}

async function perform(): Promise<number> {
  await timed('the application is built', () => buildWhenChanged({ quiet: true }));
  const job = await timed('a mid-office with a demo municipality and two desks start', () =>
    startMainJob({ dossiers: DOSSIERS, suffix: 'tour', tell: (text) => console.log(`             ${text}`) }),
  );
  for (const [index, step] of mainJobSteps.entries()) {
    try {
      await timed(step.name, () => withinTime(step.run(job)));
    } catch (error) {
      await reportFailure(index, step.name, error);
      return 1;
    }
    await savePicture(job, index, step.name);
  }
  await endMainJob(job);
  console.log(`\nThe main job is done: ${mainJobSteps.length} steps. Pictures: ${PICTURES}`);
  return 0;
}

async function timed<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  console.log(`${String(Math.round(performance.now() - startedAt)).padStart(7)} ms  ${name}`);
  return value;
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${STEP_MILLISECONDS / 1000} s`)), STEP_MILLISECONDS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function pictureFile(index: number, name: string): string {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return path.join(PICTURES, `${String(index + 1).padStart(2, '0')}-${words.slice(0, 60)}.png`);
}

/** Written by this process: the user who runs Electron may not write in the checkout. */
async function savePicture(job: MainJob, index: number, name: string): Promise<void> {
  writeFileSync(pictureFile(index, name), await job.shown.screenshot());
}

async function reportFailure(index: number, name: string, error: unknown): Promise<void> {
  console.error(`\nStep ${index + 1} failed: ${name}\n${error instanceof Error ? error.message : String(error)}`);
  for (const desk of openDesks()) {
    const base = pictureFile(index, `failed ${desk.name}`).replace(/\.png$/, '');
    writeFileSync(`${base}.log`, desk.readLog());
    const picture = await desk.page.screenshot({ timeout: 5_000 }).catch(() => undefined);
    if (picture === undefined) continue;
    writeFileSync(`${base}.png`, picture);
    console.error(`See ${base}.png and ${base}.log`);
  }
}

/** Ctrl+C ends the desks and the mid-office too. */
function endOnInterruption(): () => void {
  const end = (): void => {
    void closeEverything().finally(() => process.exit(130));
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end);
  return () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end);
  };
}
