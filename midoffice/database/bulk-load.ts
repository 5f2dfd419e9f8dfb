import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from './database.ts';
import { takeTurn } from './start-lock.ts';

/** Documents of one collection, to load as they are without checks or audit: for seeds. */
export interface SeedBatch {
  readonly collection: CollectionName;
  readonly documents: readonly { readonly id: string }[];
}

async function insertBatch(executor: Pick<Orm, 'execute'>, batch: SeedBatch): Promise<void> {
  await executor.execute(
    sql`INSERT INTO document (collection, id, data)
        SELECT ${batch.collection}, data ->> 'id', data
        FROM jsonb_array_elements(${JSON.stringify(batch.documents)}::jsonb) AS data`,
  );
}

/** True when no document has ever been stored. */
export async function isEmpty(orm: Pick<Orm, 'execute'>): Promise<boolean> {
  const [row] = await rowsOf<{ filled: boolean }>(orm, sql`SELECT EXISTS (SELECT FROM document) AS filled`);
  return row?.filled !== true;
}

/**
 * Loads all batches in one transaction, so that a stopped seed leaves nothing behind. A batch is one statement: keep it to some
 * hundreds of documents.
 *
 * @returns how many documents it loaded
 */
export async function bulkLoad(orm: Orm, batches: Iterable<SeedBatch>): Promise<number> {
  return orm.transaction((transaction) => insertAll(transaction, batches));
}

async function insertAll(transaction: Pick<Orm, 'execute'>, batches: Iterable<SeedBatch>): Promise<number> {
  let loaded = 0;
  for (const batch of batches) {
    await insertBatch(transaction, batch);
    loaded += batch.documents.length;
  }
  return loaded;
}

/**
 * Fills a database that never had a document. Of nodes that start together one does it, and the others wait until it has.
 *
 * @returns how many documents it loaded
 */
export async function loadIfEmpty(orm: Orm, makeBatches: () => Iterable<SeedBatch>): Promise<number> {
  if (!(await isEmpty(orm))) return 0;
  return orm.transaction(async (transaction) => {
    await takeTurn(transaction);
    return (await isEmpty(transaction)) ? insertAll(transaction, makeBatches()) : 0;
  });
}
