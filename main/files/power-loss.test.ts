import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../store/attacks/testing/random.ts';
import type { DiskEvent } from './testing/power-loss/disk-events.ts';
import { LossyDisk } from './testing/power-loss/lossy-disk.ts';
import { recordProgram } from './testing/power-loss/record-program.ts';
import { VERSIONS, versionOf } from './testing/versions.ts';

const child = fileURLToPath(new URL('./testing/writing-child.ts', import.meta.url));
const CUTS = 300;
const SEED = Number(process.env.ONTHAAL_POWER_SEED ?? Date.now() % 1_000_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onthaal-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The version in a file; 0 without one, undefined for what is neither. */
function versionIn(file: string): number | undefined {
  if (!existsSync(file)) return 0;
  const content = readFileSync(file, 'utf8');
  return Array.from({ length: VERSIONS }, (_, index) => index + 1).find((version) => versionOf(version) === content);
}

/** What a file was found to hold that it must not hold, each as "version told, version found". */
async function losses(way: string): Promise<ReadonlySet<string>> {
  const recorder = await recordProgram(child, folder, way);
  const random = new Random(SEED);
  const found = new Set<string>();
  const left = mkdtempSync(join(tmpdir(), 'onthaal-files-'));
  const whole = new LossyDisk(folder, recorder.first);
  for (const event of recorder.events) whole.play(event);
  expect(whole.differencesFromReality()).toEqual([]);
  for (let count = 0; count < CUTS; count += 1) {
    const disk = new LossyDisk(folder, recorder.first);
    const played = recorder.events.slice(0, random.below(recorder.events.length + 1));
    for (const event of played) disk.play(event);
    disk.cutPower(random, left);
    const told = played.filter(isTold).length;
    const version = versionIn(join(left, 'one', 'two', 'kept.json'));
    if (version === undefined || version < told || version > told + 1) found.add(`${told}, ${version}`);
  }
  rmSync(left, { recursive: true });
  return found;
}

function isTold(event: DiskEvent): boolean {
  return event.kind === 'told';
}

describe.runIf(process.platform === 'linux')(`a small file and the power (seed ${SEED})`, () => {
  it.each(['atomically', 'asTheStoreDoes'])(
    'written %s it is the old one or the new one at any moment, and the new one when that was said',
    async (way) => {
      expect([...(await losses(way))]).toEqual([]);
    },
  );

  it.each(['inPlace', 'withoutFlush', 'withoutFolder', 'withoutFolderAbove'])(
    'a way that forgets something is found out: %s',
    async (way) => {
      expect((await losses(way)).size).toBeGreaterThan(0);
    },
  );
});
