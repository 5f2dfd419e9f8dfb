import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from './testing/desk.ts';
import { type Program, startProgram } from './testing/program.ts';

describe('the mid-office as a process', () => {
  let folder = '';
  const runs: Program[] = [];
  const run = (environment: Readonly<Record<string, string>>): Program => {
    const started = startProgram(environment);
    runs.push(started);
    return started;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onthaal-midoffice-'));
  });
  afterEach(async () => {
    for (const { process: child } of runs.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('seeds an empty database, serves, stops when asked, and goes on where it was', async () => {
    const environment = { ONTHAAL_DEMO: '1', ONTHAAL_DATA: folder, ONTHAAL_SEED_SIZE: '60' };
    const first = run(environment);
    const els = await Desk.logIn(await first.url(), 'member-els', 'device-1');
    const { documents, checkpoint } = await els.pullAll('dossiers');
    expect(documents).toHaveLength(60);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.errors()).not.toMatch(/Els Peeters|"level":(50|60)/);

    const second = run(environment);
    const again = new Desk(await second.url(), els.grant);
    expect((await again.pull('dossiers', checkpoint)).documents).toEqual([]);
    expect((await again.pullAll('dossiers')).documents).toHaveLength(60);
  });

  it('says in plain sentences why it cannot start', async () => {
    const wrong = run({ PORT: 'web' });
    expect(await wrong.ended).toBe(1);
    expect(wrong.errors()).toMatch(/PORT must be a whole number/);
    expect(wrong.errors()).toMatch(/ONTHAAL_TOKEN_SECRET is missing/);
    const silent = run({ ONTHAAL_DEMO: '1', DATABASE_URL: 'postgresql://onthaal@127.0.0.1:1/onthaal' });
    expect(await silent.ended).toBe(1);
    expect(silent.errors()).toMatch(/PostgreSQL does not answer/);
  });
});
