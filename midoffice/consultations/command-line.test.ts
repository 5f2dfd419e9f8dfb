import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { consultationFixture } from '../testing/fixture-documents.ts';
import { startProgram } from '../testing/program.ts';

let folder: string;
let personId: string;
const reason = 'Verlies van de kaart; "dringend"';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onthaal-export-'));
  const program = startProgram({ ONTHAAL_DEMO: '1', ONTHAAL_DATA: folder, ONTHAAL_SEED_SIZE: '60' });
  const els = await Desk.logIn(await program.url(), 'member-els', 'device-els');
  personId = (await els.pull('persons', null, 1)).documents[0]?.id ?? '';
  for (const row of [consultationFixture(personId), { ...consultationFixture(personId), reason }]) {
    expect(await els.pushOne('consultations', row)).toMatchObject({ outcome: 'accepted' });
  }
  program.process.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(command: string, ...args: readonly string[]) {
  const file = new URL(`../command-line/${command}.ts`, import.meta.url).pathname;
  const env = { PATH: process.env.PATH ?? '', ONTHAAL_DEMO: '1', ONTHAAL_DATA: folder };
  return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
}

it('takes the log of a person and of a member out, as a table or as a list', () => {
  const table = run('export-consultations', '--person', personId);
  expect(table.status).toBe(0);
  const lines = table.stdout.trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^sequence,at,memberId/);
  expect(table.stdout).toContain('"Verlies van de kaart; ""dringend"""');
  const list = JSON.parse(run('export-consultations', '--member', 'member-els', '--format', 'json').stdout);
  expect(list).toMatchObject([{ personId }, { personId, reason }]);
  expect(JSON.parse(run('export-consultations', '--member', 'nobody', '--format', 'json').stdout)).toEqual([]);
});

it('says how it is used, and writes nothing, without a person or member', () => {
  const wrong = run('export-consultations');
  expect(wrong).toMatchObject({ status: 1, stdout: '' });
  expect(wrong.stderr).toContain('--person ID');
});

it('is found whole by the check, which ends well', () => {
  const check = run('verify-consultations');
  expect(check.stdout).toMatch(/^(\d+) consultations, end \1:[0-9a-f]{64}, whole\n$/);
  expect(check.status).toBe(0);
});
