import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DiskEvent } from '../../files/testing/power-loss/disk-events.ts';
import { goldenNames, goldenQuestions, readGolden, unpackGolden } from '../migrations/golden/golden-file.ts';
import { offlineGrant } from '../testing/local-store.ts';
import { startMidoffice, type TestMidoffice } from '../testing/test-midoffice.ts';
import { bundleStore, type StoreBundle } from './testing/bundle-store.ts';
import { Centre, logInAt } from './testing/centre.ts';
import { attackKey } from './testing/killable-store.ts';
import { type AttackCommand, Model } from './testing/model.ts';
import { type CutOptions, chooseCuts, cutPower } from './testing/power-loss/cut-power.ts';
import {
  copyDamaged,
  RESTORING,
  recordDay,
  recordFirstHour,
  recordMigration,
  recordRecovery,
  recordRestore,
} from './testing/power-loss/recorded-days.ts';
import { type RecordedCommand, RecordedDesk, type RecordedDeskOptions } from './testing/power-loss/recorded-desk.ts';
import { Random } from './testing/random.ts';
import { type Municipality, Workload } from './testing/workload.ts';

/** Cuts in each part of a recording. */
const CUTS = Number(process.env.ONTHAAL_POWER_CUTS ?? 8);
const SEED = Number(process.env.ONTHAAL_POWER_SEED ?? Date.now() % 1_000_000);
const TYPE_CODE = 'klacht';
const MARK = 'qpowerq';
const MOST_CUTS_FOR_A_BUG = 100;

const folder = mkdtempSync(join(tmpdir(), 'onthaal-power-'));
const random = new Random(SEED);
const told: string[] = [];
let bundle: StoreBundle;
let midoffice: TestMidoffice;
let municipality: Municipality;
let grant: SessionGrant;

function deskIn(name: string, more: Partial<RecordedDeskOptions>): RecordedDesk {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  return new RecordedDesk({ bundle, writerScript: bundle.writer, grant, folder: own, ...more });
}

function workloadOf(mark: string): Workload {
  return new Workload(random, municipality, mark, grant.member.teamIds);
}

/** The commands as they stand in a database that has them all. */
function settled(sent: readonly RecordedCommand[]): AttackCommand[] {
  return sent.map(({ command, answer }) => {
    if (answer?.ok !== true) throw new Error(`${command.name} was not acknowledged`);
    return { ...command, operationId: answer.value.operationId };
  });
}

/** Cuts the power of a recorded desk again and again; throws at the first problem. What was left then stays, for a look. */
async function expectNothingLost(
  desk: RecordedDesk,
  options: Pick<CutOptions, 'known' | 'recovery' | 'lookAt'> = {},
): Promise<void> {
  const started = performance.now();
  const left = join(desk.options.folder, 'cut');
  const totals = { cuts: 0, acknowledged: 0, alsoThere: 0 };
  const cuts = chooseCuts(desk, random, CUTS);
  for await (const outcome of cutPower({ desk, cuts, random, mark: MARK, folder: left, ...options })) {
    const { cut, problems, acknowledged, alsoThere } = outcome;
    if (problems.length > 0) {
      const kept = join(folder, `failed-${cut.at}`);
      renameSync(left, kept);
      const where = `ONTHAAL_POWER_SEED=${SEED}, before event ${cut.at} (${cut.phase}); what was left, opened once: ${kept}`;
      throw new Error(`${where}\n${problems.slice(0, 20).join('\n')}`);
    }
    totals.cuts += 1;
    totals.acknowledged += acknowledged;
    totals.alsoThere += alsoThere;
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  told.push(`${totals.cuts} cuts in ${seconds} s (${desk.phases.map(({ name }) => name).join(', ')})`);
  const { acknowledged, alsoThere } = totals;
  if (acknowledged > 0)
    told.push(`  ${acknowledged} acknowledged commands, all there; ${alsoThere} under way, wholly there`);
}

/** A power cut must never leave the old log beside another database: its name is gone for certain before that takes its place. */
function expectLogGoneFirst({ file, root, recorder: { events } }: RecordedDesk): void {
  const isMoved = (path: string, to?: string) => (event: DiskEvent) =>
    event.kind === 'rename' && event.path === path && (to === undefined || event.to === to);
  const moved = events.findIndex(isMoved(`${file}-wal`));
  const replaced = events.findIndex(isMoved(`${file}.next`, file));
  expect(moved).toBeGreaterThan(-1);
  const between = events.slice(moved, replaced);
  expect(between).toContainEqual(expect.objectContaining({ kind: 'flushEnds', what: root }));
}

/** The first acknowledged command that a store with a bug loses in its first hour. */
async function firstLoss(name: string, writerScript: string): Promise<string | undefined> {
  const desk = deskIn(name, { writerScript, workload: workloadOf(MARK) });
  await recordFirstHour(desk);
  const cuts = chooseCuts(desk, random, MOST_CUTS_FOR_A_BUG).filter(({ phase }) => phase === 'working');
  const left = join(desk.options.folder, 'cut');
  for await (const { problems } of cutPower({ desk, cuts, random, mark: MARK, folder: left })) {
    const loss = problems.find((problem) => problem.startsWith('LOST'));
    if (loss !== undefined) return loss;
  }
  return undefined;
}

describe.runIf(process.platform === 'linux')('a power cut at any moment', { timeout: 1_200_000 }, () => {
  beforeAll(async () => {
    [bundle, midoffice] = await Promise.all([bundleStore('power-loss'), startMidoffice(80)]);
    grant = await logInAt(midoffice.url, 'member-karim', 'device-power-loss');
    municipality = await new Centre(midoffice.url, grant.token).municipality(TYPE_CODE, 'caseHandler');
  });
  afterAll(async () => {
    process.stdout.write(`Seed ${SEED}\n${told.join('\n')}\n`);
    await midoffice.stop();
    const isKept = readdirSync(folder).some((name) => name.startsWith('failed-'));
    if (!isKept) rmSync(folder, { recursive: true });
  });

  it('of two days at a desk loses nothing that was acknowledged, and leaves no halves of the rest', async () => {
    const day = deskIn('day', { workload: workloadOf(MARK) });
    await recordDay(day, midoffice.url);
    const known = settled(day.sent);
    copyDamaged(day, join(folder, 'damaged'));
    await recordRestore(day);
    expect(day.missed()).toEqual([]);
    const from = day.phases.find(({ name }) => name === RESTORING)?.from ?? Number.NaN;
    await expectNothingLost(day, { recovery: { from, setAside: 0 } });

    const workload = workloadOf(`${MARK}z`);
    workload.continueFrom(Model.of(known));
    const damaged = deskIn('damaged', { workload });
    await recordRecovery(damaged);
    expect(damaged.missed()).toEqual([]);
    expectLogGoneFirst(damaged);
    await expectNothingLost(damaged, { known, recovery: { from: 0, setAside: 1 } });
  });

  it('while the file of an older program is brought up to date loses nothing of it', async () => {
    const [name = ''] = goldenNames();
    const { answers } = readGolden(name);
    const old = deskIn('old', { grant: offlineGrant, prepare: (file) => unpackGolden(name, file, attackKey) });
    await recordMigration(old);
    expect(old.missed()).toEqual([]);
    await expectNothingLost(old, {
      lookAt: async (store) => {
        const found = await goldenQuestions((read, args) => store.read(read, args as never));
        return isDeepStrictEqual(found, answers) ? [] : ['LOST: the answers are not those of the older program'];
      },
    });
  });

  it('finds out a store that acknowledges before its commit', async () => {
    expect(await firstLoss('hasty', bundle.hastyWriter)).toContain('was acknowledged and is not there');
  });

  it('finds out a store that does not wait for the disk', async () => {
    expect(await firstLoss('forgetful', bundle.forgetfulWriter)).toContain('was acknowledged and is not there');
  });
});
