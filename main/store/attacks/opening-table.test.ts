import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

const PAGE = 8192;
const PERSONS = 120;
const NAME = 'user.db';
const otherKey = new Uint8Array(32).fill(9);

/** A file of `PERSONS` unsent persons, half of which stand only in its log; the same closed well; and one of another user. */
const original = testFolder();
const closed = testFolder();
const ofAnother = testFolder();
const told: string[] = [];
let open: LocalStore | undefined;

/** Copies all files of a store as a kill leaves them: without the shared memory, which lives in the processes only. */
function copyAll(from: string, to: string): void {
  const names = readdirSync(from, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('-shm'),
  );
  for (const { name } of names) copyFileSync(join(from, name), join(to, name));
}

/** Writes persons and leaves the file as a kill would: with its log. */
async function makeFile(folder: string, key: typeof testKey, closedToo?: string): Promise<void> {
  const made = testFolder();
  for (const half of [0, 1]) {
    const result = await LocalStore.tryOpen(made, key, NAME);
    if (!result.ok) throw new Error(result.error.code);
    for (let index = 0; index < PERSONS / 2; index += 1) {
      await result.value.run('createPerson', {
        kind: 'citizen',
        givenName: 'Tafel',
        familyName: `Nummer${half}x${index}`,
        language: 'nl',
      });
    }
    if (half === 1) copyAll(made, folder);
    await result.value.store.close();
  }
  if (closedToo !== undefined) copyAll(made, closedToo);
  expect(statSync(join(folder, `${NAME}-wal`)).size).toBeGreaterThan(PAGE);
}

function flip(file: string, offset: number, bytes = 64): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, offset);
}

function middlePage(file: string): number {
  return Math.floor(statSync(file).size / PAGE / 2) * PAGE;
}

interface OpeningCase {
  readonly what: string;
  readonly damage: (file: string) => void;
  /** The file was closed well: it has no log. */
  readonly isClosed?: boolean;
  readonly key?: typeof testKey;
  /**
   * A code, or `open` (as if nothing had happened), `completed` (opened, and what was missing brought back, which is said), or
   * `recovered` (set aside, said, and its unsent work saved).
   */
  readonly ends: string;
  /** So many unsent persons at least must be there, or in the list of saved work. */
  readonly saved: number;
}

const cases: readonly OpeningCase[] = [
  { what: 'nothing wrong', damage: () => undefined, ends: 'open', saved: PERSONS },
  { what: 'wrong key', damage: () => undefined, key: otherKey, ends: 'STORE_KEY_WRONG', saved: 0 },
  {
    what: 'wrong key, without the note of the key',
    damage: (file) => rmSync(`${file}.keycheck`),
    key: otherKey,
    ends: 'STORE_KEY_WRONG',
    saved: 0,
  },
  { what: 'first page flipped', isClosed: true, damage: (file) => flip(file, 100), ends: 'recovered', saved: PERSONS },
  {
    what: 'second page flipped',
    isClosed: true,
    damage: (file) => flip(file, PAGE + 500),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    what: 'page in the middle flipped',
    damage: (file) => flip(file, middlePage(file) + 2_000, 3 * PAGE),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    // Without its log: a page that the log has too is read from there, and no harm is done.
    what: 'last page flipped',
    isClosed: true,
    damage: (file) => flip(file, statSync(file).size - 4_000),
    ends: 'recovered',
    saved: PERSONS,
  },
  { what: 'header of the log flipped', damage: (file) => flip(`${file}-wal`, 0, 8), ends: 'completed', saved: PERSONS },
  {
    what: 'log flipped in the middle',
    damage: (file) => flip(`${file}-wal`, Math.floor(statSync(`${file}-wal`).size / 2)),
    ends: 'completed',
    saved: PERSONS,
  },
  {
    what: 'log cut off in the middle',
    damage: (file) => truncateSync(`${file}-wal`, Math.floor(statSync(`${file}-wal`).size / 2)),
    ends: 'completed',
    saved: PERSONS,
  },
  { what: 'log gone', damage: (file) => rmSync(`${file}-wal`), ends: 'completed', saved: PERSONS },
  {
    what: 'cut off in the middle of a page',
    damage: (file) => truncateSync(file, middlePage(file) + 1_234),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    what: 'cut off between two pages',
    damage: (file) => truncateSync(file, middlePage(file)),
    ends: 'recovered',
    saved: PERSONS,
  },
  { what: 'zero bytes', isClosed: true, damage: (file) => truncateSync(file, 0), ends: 'recovered', saved: PERSONS },
  { what: 'database gone', isClosed: true, damage: (file) => rmSync(file), ends: 'recovered', saved: PERSONS },
  { what: 'zero bytes, with its log', damage: (file) => truncateSync(file, 0), ends: 'recovered', saved: PERSONS },
  { what: 'database gone, log left', damage: (file) => rmSync(file), ends: 'recovered', saved: PERSONS },
  {
    what: 'noise instead of a database',
    damage: (file) => writeFileSync(file, Buffer.alloc(20 * PAGE, 0x5a)),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    what: 'a few bytes of text',
    isClosed: true,
    damage: (file) => writeFileSync(file, 'geen databank'),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    what: "another user's database under this one's name",
    damage: (file) => copyFileSync(join(ofAnother, NAME), file),
    ends: 'recovered',
    saved: PERSONS,
  },
  {
    what: "another user's database with his note of the key",
    damage: (file) => swapAll(file),
    ends: 'STORE_KEY_WRONG',
    saved: 0,
  },
  {
    what: "another user's log",
    damage: (file) => copyFileSync(join(ofAnother, `${NAME}-wal`), `${file}-wal`),
    ends: 'recovered',
    saved: PERSONS,
  },
  { what: 'a folder instead of a file', damage: (file) => toFolder(file), ends: 'STORE_UNAVAILABLE', saved: 0 },
];

function swapAll(file: string): void {
  for (const suffix of ['', '-wal', '.keycheck']) copyFileSync(join(ofAnother, NAME + suffix), file + suffix);
}

function toFolder(file: string): void {
  renameSync(file, `${file}.elsewhere`);
  mkdirSync(file);
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Every file below a folder, by its content. */
function contents(folder: string): Set<string> {
  return new Set(
    globSync(join(folder, '**', '*'))
      .filter((file) => statSync(file).isFile())
      .map(hashOf),
  );
}

beforeAll(async () => {
  await makeFile(original, testKey, closed);
  await makeFile(ofAnother, otherKey);
});
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});
afterAll(() => {
  process.stdout.write(`What an opening finds, and what of ${PERSONS} unsent persons is left\n${told.join('\n')}\n`);
});

/** What a power cut leaves that falls into the first write of a new file: one page, and the journal that takes it back. */
function cutOffMaking(file: string): void {
  const made = join(testFolder(), NAME);
  const database = new Database(made);
  database.pragma("cipher = 'aegis'");
  database.key(Buffer.from(`raw:${Buffer.from(testKey).toString('hex')}`));
  database.pragma(`page_size = ${PAGE}`);
  database.pragma('cache_spill = 1');
  database.pragma('cache_size = 1');
  database.exec('BEGIN; CREATE TABLE first (text TEXT)');
  const insert = database.prepare('INSERT INTO first VALUES (?)');
  for (let row = 0; row < 100; row += 1) insert.run('x'.repeat(PAGE));
  for (const suffix of ['', '-journal']) copyFileSync(`${made}${suffix}`, `${file}${suffix}`);
  database.close();
  expect(statSync(`${file}-journal`).size).toBeGreaterThan(0);
}

describe('opening a database file', () => {
  it('a file whose making was cut off: open', async () => {
    const folder = testFolder();
    cutOffMaking(join(folder, NAME));
    const result = await LocalStore.tryOpen(folder, testKey, NAME);
    expect(result).toMatchObject({ ok: true });
    if (result.ok) open = result.value;
    expect(open?.store.recovered).toBe(false);
  });

  it.each(cases)('$what: $ends', async ({ what, damage, isClosed, key = testKey, ends, saved }) => {
    const folder = testFolder();
    const file = join(folder, NAME);
    copyAll(isClosed ? closed : original, folder);
    damage(file);
    const before = existsSync(file) && statSync(file).isFile() && statSync(file).size > 0 ? hashOf(file) : undefined;
    const result = await LocalStore.tryOpen(folder, key, NAME);
    if (!result.ok) {
      told.push(`  ${what}: ${result.error.code}`);
      expect(result.error.code).toBe(ends);
      expect(before === undefined || contents(folder).has(before)).toBe(true);
      return;
    }
    open = result.value;
    const items = await open.read('syncItems', { limit: 500 });
    const status = await open.read('syncStatus', {});
    const left = new Set(items.map((item) => item.documentId)).size;
    told.push(`  ${what}: ${open.store.recovered ? 'set aside' : 'opened'}, ${left} left`);
    expect({ recovered: open.store.recovered, told: status.recovery !== undefined }).toEqual({
      recovered: ends === 'recovered',
      told: ends !== 'open',
    });
    expect(left).toBeGreaterThanOrEqual(saved);
    // Set aside, never deleted: the file is somewhere in the folder as it was found.
    if (open.store.recovered && before !== undefined) expect(contents(folder).has(before)).toBe(true);
    // And one can work.
    const again = await open.run('createPerson', {
      kind: 'citizen',
      givenName: 'Gaat',
      familyName: 'Verder',
      language: 'nl',
    });
    expect(again.written).toHaveLength(1);
  });
});
