import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import Database from 'better-sqlite3';
import type { SqliteDatabase } from '../../storage/index.ts';

/** What is known of a golden file: which versions made it, what is in it, and what that version's own reads answered. */
export interface GoldenFile {
  readonly storeVersion: number;
  readonly layoutVersion: number;
  readonly searchVersion: number;
  readonly documentsVersion: number;
  /** Of all document schemas together. */
  readonly schemasHash: string;
  /** Per collection and own table: how many rows, and a hash of what must survive of them. */
  readonly rows: Readonly<Record<string, { readonly count: number; readonly hash: string }>>;
  readonly answers: GoldenAnswers;
}

/** Ids that lists and searches give. */
export interface GoldenAnswers {
  readonly workList: readonly string[];
  readonly conflicts: readonly string[];
  /** `state operationId`, newest first. */
  readonly syncItems: readonly string[];
  readonly waiting: number;
  readonly rejected: number;
  /** Ids of the hits by question, sorted. */
  readonly search: Readonly<Record<string, readonly string[]>>;
}

export const goldenFolder = import.meta.dirname;

const SEARCHES = ['boom', 'stoepteg', 'gouden onverzonden', 'geweigerd', 'melding', 'peeters', 'kerkstraat', 'jan'];

type Read = <Name extends ReadName>(name: Name, args: ReadArguments[Name]) => Promise<ReadResults[Name]>;

/** Asks a store what its clerk sees of it. */
export async function goldenQuestions(read: Read): Promise<GoldenAnswers> {
  const list = await read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const status = await read('syncStatus', {});
  const search: Record<string, readonly string[]> = {};
  for (const text of SEARCHES) {
    const { groups } = await read('searchEverything', { text, limitPerGroup: 50 });
    search[text] = groups.flatMap((group) => group.hits.map((hit) => hit.id)).sort();
  }
  return {
    workList: list.rows.map((row) => row.id),
    conflicts: (await read('conflictList', {})).map((conflict) => conflict.id),
    syncItems: (await read('syncItems', { limit: 200 })).map((item) => `${item.state} ${item.operationId}`),
    waiting: status.waiting,
    rejected: status.rejected,
    search,
  };
}

const OUTBOX_COLUMNS =
  'sequence, operation_id, collection, document_id, command, title, state, pending, queued_at, ' +
  'document_updated_at, accepted_at, attempts, error, changes, base, mine';

/** Digests of everything in a file that no update may lose: documents to the byte, outbox, conflicts, what was set aside. */
export function rowsDigest(database: SqliteDatabase): GoldenFile['rows'] {
  const digest: Record<string, { count: number; hash: string }> = {};
  const take = (name: string, sql: string) => {
    const rows = database.prepare(sql).raw().all();
    const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
    digest[name] = { count: rows.length, hash };
  };
  const has = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
  // A collection that came later has its table when the file is opened.
  const tables = collectionNames.filter((name) => has.get(`collection_${name}_v0`) !== undefined);
  for (const name of tables) take(name, `SELECT id, rev, deleted, data FROM collection_${name}_v0 ORDER BY id`);
  take('outbox', `SELECT ${OUTBOX_COLUMNS} FROM outbox ORDER BY sequence`);
  take('outbox_link', 'SELECT * FROM outbox_link ORDER BY record_id, operation_id');
  take('conflict', 'SELECT * FROM conflict ORDER BY id');
  take('set_aside_row', 'SELECT * FROM set_aside_row ORDER BY collection, document_id');
  take('unknown_to_centre', 'SELECT * FROM unknown_to_centre ORDER BY collection, document_id');
  take('dossier_row', 'SELECT * FROM dossier_row ORDER BY dossier_id');
  take('record_link', 'SELECT * FROM record_link ORDER BY 1, 2, 3');
  return digest;
}

/** Names of all golden files, oldest version first. */
export function goldenNames(): string[] {
  const names = readdirSync(goldenFolder).filter((name) => name.endsWith('.db.gz'));
  return names.map((name) => name.slice(0, -'.db.gz'.length)).sort();
}

/** What is known of one. */
export function readGolden(name: string): GoldenFile {
  return JSON.parse(readFileSync(join(goldenFolder, `${name}.json`), 'utf8')) as GoldenFile;
}

/** Writes a golden file out as a user's database, encrypted with the key. */
export function unpackGolden(name: string, file: string, key: Uint8Array): void {
  writeFileSync(file, gunzipSync(readFileSync(join(goldenFolder, `${name}.db.gz`))));
  const database = new Database(file);
  database.pragma("cipher = 'aegis'");
  database.rekey(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  database.pragma('journal_mode = WAL');
  database.close();
}
