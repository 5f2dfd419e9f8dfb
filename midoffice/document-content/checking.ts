import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { ContentStore } from './store/content-store.ts';

/** How the store fares against the database. */
export interface Checked {
  readonly contents: number;
  /** Digests of contents that are not there. */
  readonly missing: readonly string[];
  /** Digests under which other bytes are. */
  readonly damaged: readonly string[];
}

async function isWhole(store: ContentStore, digest: string): Promise<'whole' | 'missing' | 'damaged'> {
  const found = await store.get(digest);
  if (!found.ok) return 'missing';
  const hash = createHash('sha256');
  try {
    await pipeline(found.value, hash);
  } catch {
    return 'damaged';
  }
  return hash.digest('hex') === digest ? 'whole' : 'damaged';
}

/** Reads every content that the database knows and holds it against its digest. */
export async function checkContent(orm: Orm, store: ContentStore): Promise<Checked> {
  const rows = await rowsOf<{ digest: string }>(
    orm,
    sql`SELECT digest FROM content WHERE state NOT IN ('storing', 'removing') ORDER BY digest`,
  );
  const [missing, damaged]: [string[], string[]] = [[], []];
  for (const { digest } of rows) {
    const state = await isWhole(store, digest);
    if (state === 'missing') missing.push(digest);
    if (state === 'damaged') damaged.push(digest);
  }
  return { contents: rows.length, missing, damaged };
}
