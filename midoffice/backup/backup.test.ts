import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { startForTests } from '../testing/start-for-tests.ts';
import { backUp, restore, verify } from './backup.ts';
import { manifestPath } from './manifest.ts';

type Database = Parameters<typeof backUp>[0];

const folder = mkdtempSync(join(tmpdir(), 'onthaal-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** A new, empty place. */
  readonly open: () => Promise<Database>;
}

let cluster: PostgresqlCluster;
let made = 0;
const places: readonly Place[] = [
  {
    name: 'PGlite',
    open: async () => {
      made += 1;
      return { kind: 'pglite', folder: join(folder, `database-${made}`) };
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => ({ kind: 'postgresql', connectionString: await cluster.createDatabase() }),
  },
];
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(() => cluster?.stop());

const startOn = ({ name }: Place, database: Database) =>
  startForTests({ name, open: async () => ({ database, close: async () => undefined }) });

describe.each(places)('a backup on $name', (place) => {
  const file = join(folder, `${place.name}.backup`);
  let source: Database;
  const person = personFixture();
  const dossier = dossierFixture(person.id);

  beforeAll(async () => {
    source = await place.open();
    const midoffice = await startOn(place, source);
    const els = await Desk.logIn(midoffice.url, 'member-els');
    await els.pushOne('persons', person);
    await els.pushOne('dossiers', dossier);
    await midoffice.stop();
    await backUp(source, file);
  });

  it('has everything: a node on the restored database serves what was there, and accepts more', async () => {
    const target = await place.open();
    const { rows } = await restore(target, file);
    expect(rows).toMatchObject({ 'public.document': 11, 'public.audit_entry': 3 });
    const { url, services, stop } = await startForTests(
      { name: place.name, open: async () => ({ database: target, close: async () => undefined }) },
      {},
      [],
    );
    const els = await Desk.logIn(url, 'member-els');
    expect((await els.pullAll('dossiers')).documents.map(({ id }) => id)).toEqual([dossier.id]);
    expect((await els.pushOne('dossiers', { ...dossier, subject: 'Na de herstelling' }, dossier)).outcome).toBe(
      'accepted',
    );
    expect(services.databaseId).toMatch(/^[0-9a-f-]{36}$/);
    await stop();
  });

  it('can be tried without touching anything', async () => {
    expect((await verify(source, file)).bytes).toBe(statSync(file).size);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('onthaal-verify-'))).toEqual([]);
  });

  it('is for its owner only, and never overwritten', async () => {
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(manifestPath(file)).mode & 0o077).toBe(0);
    const before = readFileSync(file);
    await expect(backUp(source, file)).rejects.toThrow(/already there/);
    expect(readFileSync(file).equals(before)).toBe(true);
    await expect(restore(source, file)).rejects.toThrow(/has tables|is not empty/);
  });

  it('is refused when it was damaged, when its manifest is gone, and when it is of the other engine', async () => {
    const target = await place.open();
    const damaged = join(folder, `${place.name}.damaged`);
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(damaged, bytes);
    await expect(restore(target, damaged)).rejects.toThrow(/keep them together/);
    writeFileSync(manifestPath(damaged), readFileSync(manifestPath(file)));
    await expect(restore(target, damaged)).rejects.toThrow(/damaged/);
    const other = await places.find(({ name }) => name !== place.name)?.open();
    if (other === undefined) throw new Error('no other engine');
    await expect(restore(other, file)).rejects.toThrow(/is of/);
  });

  it('is refused when the restored rows are not those of the manifest', async () => {
    const target = await place.open();
    const doubted = join(folder, `${place.name}.doubted`);
    writeFileSync(doubted, readFileSync(file));
    const manifest = JSON.parse(readFileSync(manifestPath(file), 'utf8')) as { rows: Record<string, number> };
    const rows = { ...manifest.rows, 'public.document': 12 };
    writeFileSync(manifestPath(doubted), JSON.stringify({ ...manifest, rows }));
    await expect(restore(target, doubted)).rejects.toThrow(/rows of the backup in: public.document/);
  });
});

describe('a backup of a PostgreSQL that is written to', () => {
  it('counts the rows of the very moment that it has', async () => {
    const place = places[1] as Place;
    const source = await place.open();
    const midoffice = await startOn(place, source);
    const els = await Desk.logIn(midoffice.url, 'member-els');
    let stopped = false;
    let pushed = 0;
    const write = async (): Promise<void> => {
      while (!stopped) {
        await els.pushOne('persons', personFixture());
        pushed += 1;
      }
    };
    const writing = write();
    const file = join(folder, 'busy.backup');
    const { rows } = await backUp(source, file);
    stopped = true;
    await writing;
    await els.pushOne('persons', personFixture());
    pushed += 1;
    await midoffice.stop();
    expect(rows['public.document']).toBeLessThan(9 + pushed);
    await verify(source, file);
  });

  it('leaves nothing behind when the database does not answer', async () => {
    const silent = { kind: 'postgresql', connectionString: 'postgresql://onthaal:pw@127.0.0.1:1/onthaal' } as const;
    await expect(backUp(silent, join(folder, 'silent.backup'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(readdirSync(folder).filter((name) => name.startsWith('silent'))).toEqual([]);
  });
});

describe('the mark of a restore', () => {
  it('ends where the backup ends, whatever else the server writes at that moment', async () => {
    const place = places[1] as Place;
    const source = await place.open();
    const midoffice = await startOn(place, source);
    const els = await Desk.logIn(midoffice.url, 'member-els');
    await els.pushOne('persons', personFixture());
    const file = join(folder, 'mark.backup');
    await backUp(source, file);
    await els.pushOne('persons', personFixture());
    const { checkpoint } = await els.pullAll('persons');
    const [lost = '0'] = (checkpoint ?? '').split(':');
    await midoffice.stop();

    const other = new Client({ connectionString: await cluster.createDatabase() });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_current_xact_id()');
    const target = await place.open();
    await restore(target, file);
    if (target.kind !== 'postgresql') throw new Error('not PostgreSQL');
    const client = new Client({ connectionString: target.connectionString });
    await client.connect();
    const { rows } = await client.query<{ end: string }>(
      'SELECT previous_end::text AS end FROM history_mark ORDER BY sequence DESC LIMIT 1',
    );
    await client.end();
    await other.query('ROLLBACK');
    await other.end();
    expect(BigInt(rows[0]?.end ?? '0')).toBeLessThan(BigInt(lost));
    expect(BigInt(rows[0]?.end ?? '0')).toBeGreaterThan(0n);
  });
});
