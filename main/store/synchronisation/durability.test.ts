import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { LocalStore } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { isFromCentre } from './first-sync.ts';

const NORMAL = 1;
const FULL = 2;
const close: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of close.splice(0)) await end();
});

/** Notes for each row that comes into a table how thoroughly its transaction will be written. */
function noteSynchronous(file: DatabaseFile, table: string): () => number[] {
  file.database.exec(`CREATE TEMP TABLE IF NOT EXISTS seen (synchronous INTEGER);
    CREATE TEMP TRIGGER note_${table} AFTER INSERT ON main.${table}
      BEGIN INSERT INTO seen SELECT synchronous FROM pragma_synchronous; END`);
  return () => file.database.prepare<number>('SELECT synchronous FROM seen').pluck().all();
}

describe('the durability of writes during the first sync', () => {
  it('waits for the disk with every command of a clerk, before and after what comes from the centre', async () => {
    const local = await LocalStore.open(testFolder());
    close.push(() => local.store.close());
    const { file } = local.store;
    // As the synchroniser does when it starts a first sync; without a line this one has not started.
    file.setRepeatable(isFromCentre);
    const seen = noteSynchronous(file, 'outbox');
    const create = () => local.run('createPerson', { kind: 'citizen', familyName: 'Peeters', language: 'nl' });
    await create();
    file.contextTransaction('replication-downstream-1', () => {
      expect(file.database.pragma('synchronous', { simple: true })).toBe(NORMAL);
    });
    await create();
    expect(seen()).toEqual([FULL, FULL]);
  });

  it('does not wait for what comes from the centre, and only while that can be pulled again', () => {
    const file = openDatabaseFile({ file: join(testFolder(), 'plain.db') });
    close.push(() => file.close());
    file.database.exec('CREATE TABLE pulled (id INTEGER)');
    const seen = noteSynchronous(file, 'pulled');
    const write = (context: string) =>
      file.contextTransaction(context, () => file.database.exec('INSERT INTO pulled VALUES (1)'));
    write('replication-downstream-1');
    file.setRepeatable(isFromCentre);
    const contexts = [
      'replication-downstream-1',
      'command|1',
      'replication-down-write-meta',
      'replication-up-write-meta',
    ];
    for (const context of contexts) write(context);
    file.setRepeatable(undefined);
    write('replication-downstream-1');
    expect(seen()).toEqual([FULL, NORMAL, FULL, NORMAL, FULL, FULL]);
  });

  it('waits again after a write from the centre failed', () => {
    const file = openDatabaseFile({ file: join(testFolder(), 'plain.db') });
    close.push(() => file.close());
    file.setRepeatable(isFromCentre);
    expect(() =>
      file.contextTransaction('replication-downstream-1', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(file.database.pragma('synchronous', { simple: true })).toBe(FULL);
  });
});
