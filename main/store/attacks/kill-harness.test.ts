import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandName } from '@onthaal/contract/store/commands.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMidoffice, type TestMidoffice } from '../testing/test-midoffice.ts';
import { killPhases } from './testing/attack-round.ts';
import { bundleStore, type StoreBundle } from './testing/bundle-store.ts';
import { Centre, logInAt } from './testing/centre.ts';
import { AttackFailure, Lane, type LaneOptions, type LaneReport } from './testing/lane.ts';
import type { Municipality } from './testing/workload.ts';

const ROUNDS = Number(process.env.ONTHAAL_KILL_ROUNDS ?? 500);
const SEED = Number(process.env.ONTHAAL_KILL_SEED ?? Date.now() % 1_000_000);
const ROUNDS_PER_FILE = 25;
const TYPE_CODE = 'klacht';
const LANES = [
  { letter: 'a', memberId: 'member-karim' },
  { letter: 'b', memberId: 'member-sofie' },
] as const;

let bundle: StoreBundle;
let midoffice: TestMidoffice;
let municipality: Municipality;
const folder = mkdtempSync(join(tmpdir(), 'onthaal-kill-'));

beforeAll(async () => {
  [bundle, midoffice] = await Promise.all([bundleStore('kill-harness'), startMidoffice(150)]);
  const grant = await logInAt(midoffice.url, 'member-karim', 'device-kill-harness');
  municipality = await new Centre(midoffice.url, grant.token).municipality(TYPE_CODE, 'caseHandler');
});
afterAll(async () => {
  await midoffice.stop();
  // What a failed round left stays, for a look.
  if (existsSync(folder) && !readdirSync(folder).some((name) => name.startsWith('failed-'))) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function laneOptions(
  lane: { readonly letter: string; readonly memberId: string },
  rounds: number,
  writerScript: string,
): LaneOptions {
  return {
    ...{ bundle, writerScript, municipality, rounds, folder, ...lane },
    midofficeUrl: midoffice.url,
    seed: SEED + lane.letter.charCodeAt(0),
    roundsPerFile: ROUNDS_PER_FILE,
  };
}

function tell(reports: readonly LaneReport[], milliseconds: number): void {
  const sum = (field: Exclude<keyof LaneReport, 'killsByPhase' | 'acknowledgedByName'>) =>
    reports.reduce((total, report) => total + report[field], 0);
  const kills = killPhases.map((phase) => {
    return `${phase} ${reports.reduce((total, report) => total + (report.killsByPhase[phase] ?? 0), 0)}`;
  });
  const names = new Set(reports.flatMap((report) => Object.keys(report.acknowledgedByName) as CommandName[]));
  const commands = [...names].map((name) => {
    return `${name} ${reports.reduce((total, report) => total + (report.acknowledgedByName[name] ?? 0), 0)}`;
  });
  const sentences = [
    `Seed ${SEED}: ${sum('rounds')} kills in ${Math.round(milliseconds / 1000)} s (${kills.join(', ')})`,
    `${sum('acknowledged')} commands acknowledged, all there (${commands.join(', ')})`,
    `${sum('unacknowledgedThere') + sum('unacknowledgedAbsent')} under way at a kill: ${sum('unacknowledgedThere')} wholly there, ${sum('unacknowledgedAbsent')} wholly absent`,
    `${sum('documentsArrived')} documents of ${sum('files')} files arrived at the mid-office, each once`,
  ];
  process.stdout.write(`${sentences.join('\n')}\n`);
}

describe('a store process that is killed at any moment', () => {
  it(`keeps every acknowledged command, ${ROUNDS} times`, { timeout: 1_200_000 }, async () => {
    const start = performance.now();
    const lanes = LANES.map((lane) => new Lane(laneOptions(lane, Math.ceil(ROUNDS / LANES.length), bundle.writer)));
    const outcomes = await Promise.allSettled(lanes.map((lane) => lane.run()));
    tell(
      lanes.map((lane) => lane.report),
      performance.now() - start,
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    const total = lanes.reduce((sum, lane) => sum + lane.report.rounds, 0);
    expect(total).toBeGreaterThanOrEqual(ROUNDS);
  });

  it('and a store that acknowledges before its commit is found out', { timeout: 120_000 }, async () => {
    const own = mkdtempSync(join(tmpdir(), 'onthaal-kill-'));
    const lane = new Lane({
      ...laneOptions({ letter: 'c', memberId: 'member-karim' }, 60, bundle.hastyWriter),
      folder: own,
    });
    const outcome = await lane.run().catch((error: unknown) => error);
    rmSync(own, { recursive: true, force: true });
    expect(outcome).toBeInstanceOf(AttackFailure);
    expect(String(outcome)).toContain('LOST');
  });
});
