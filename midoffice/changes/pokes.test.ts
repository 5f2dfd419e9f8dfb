import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import { Desk } from '../testing/desk.ts';
import { type Engine, engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice, testConfiguration } from '../testing/start-for-tests.ts';

interface Heard {
  readonly at: number;
  readonly collections: readonly string[];
}

/** Listens and gathers the pokes with their time. */
async function gather(desk: Desk) {
  const heard: Heard[] = [];
  let text = '';
  const stream = await desk.listen((chunk) => {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data === undefined) continue;
      const poke = JSON.parse(data.slice(6)) as { data: { changes: { collections: string[] } } };
      heard.push({ at: performance.now(), collections: poke.data.changes.collections });
    }
  });
  return { heard, ...stream };
}

async function untilHeard(heard: readonly Heard[], count: number, milliseconds = 5000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (heard.length < count && performance.now() < deadline) await wait(5);
  expect(heard.length).toBeGreaterThanOrEqual(count);
}

describe.each(engines)('pokes on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
    await els.pushOne('persons', person);
  });
  afterAll(() => midoffice?.stop());

  it('tells another desk within a second, and what it tells of can be pulled', async () => {
    const karim = await Desk.logIn(midoffice.url, 'member-karim');
    const { checkpoint } = await karim.pullAll('dossiers');
    const { heard, stop } = await gather(karim);
    const sent = performance.now();
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    // The first may still tell of the person that was written before.
    const tellsOfDossiers = () => heard.find(({ collections }) => collections.includes('dossiers'));
    await expect.poll(tellsOfDossiers, { interval: 5 }).toBeDefined();
    expect((tellsOfDossiers()?.at ?? Infinity) - sent).toBeLessThan(1000);
    const page = await karim.pull('dossiers', checkpoint);
    expect(page.documents.map(({ id }) => id)).toEqual([dossier.id]);
    stop();
  });

  it('takes many changes together: at most one poke every 50 ms', async () => {
    const { heard, stop } = await gather(els);
    const rows = Array.from({ length: 60 }, (_, index) => ({
      operationId: `many-${index}`,
      newDocumentState: dossierFixture(person.id),
    }));
    const started = performance.now();
    await els.push('dossiers', rows);
    await untilHeard(heard, 1);
    await wait(300);
    expect(heard.length).toBeLessThanOrEqual(Math.ceil((performance.now() - started) / 50) + 1);
    expect(heard.length).toBeLessThan(rows.length);
    stop();
  });

  it('cuts the line when it stops, so that desks come back', async () => {
    const short: Engine = { name: engine.name, open: engine.open };
    const other = await startForTests(short);
    const desk = await Desk.logIn(other.url, 'member-els');
    const { ended } = await gather(desk);
    const started = performance.now();
    await other.stop();
    expect(await ended).toBe('cut');
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('pokes between nodes on one PostgreSQL', () => {
  let first: TestMidoffice;
  let second: Midoffice;

  beforeAll(async () => {
    const postgresql = engines.find(({ name }) => name === 'PostgreSQL');
    if (postgresql === undefined) throw new Error('PostgreSQL is not among the engines');
    first = await startForTests(postgresql);
    second = await startMidoffice(testConfiguration(first.databaseConfiguration), pino({ level: 'silent' }));
  });
  afterAll(async () => {
    await second?.stop();
    await first?.stop();
  });

  async function onDatabase(text: string): Promise<void> {
    const { databaseConfiguration: configuration } = first;
    const client = new Client(configuration.kind === 'postgresql' ? configuration.connectionString : '');
    await client.connect();
    await client.query(text);
    await client.end();
  }

  it('reach a desk on the other node, also after the listening connection was lost', async () => {
    const els = await Desk.logIn(first.url, 'member-els');
    const karim = await Desk.logIn(second.url, 'member-karim');
    const { heard, stop } = await gather(karim);
    await els.pushOne('persons', personFixture());
    await untilHeard(heard, 1);
    expect(heard[0]?.collections).toEqual(['persons']);
    await onDatabase(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onthaal-midoffice-listener'`,
    );
    await untilHeard(heard, 2);
    expect(heard[1]?.collections).toContain('dossiers');
    const known = heard.length;
    await wait(300);
    await els.pushOne('persons', personFixture());
    await untilHeard(heard, known + 1);
    stop();
  });

  it('waits with the poke until the change can be pulled', async () => {
    const els = await Desk.logIn(first.url, 'member-els');
    const { checkpoint } = await els.pullAll('persons');
    const { heard, stop } = await gather(els);
    const { databaseConfiguration: configuration } = first;
    const slow = new Client(configuration.kind === 'postgresql' ? configuration.connectionString : '');
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(`INSERT INTO setting (name, value) VALUES ('slow', 'transaction')`);
    await els.pushOne('persons', personFixture());
    await wait(400);
    expect(heard).toEqual([]);
    await slow.query('ROLLBACK');
    await slow.end();
    await untilHeard(heard, 1);
    expect((await els.pull('persons', checkpoint)).documents).toHaveLength(1);
    stop();
  });
});
