import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from './database.ts';
import { takeTurn } from './start-lock.ts';

/** Documents of one collection, to load as they are without checks or audit: for seeds. */
export interface SeedBatch {
  readonly collection: CollectionName;
  readonly documents: readonly { readonly id: string }[];
}

type Executor = Pick<Orm, 'execute'>;

async function insertBatch(executor: Executor, batch: SeedBatch): Promise<void> {
  await executor.execute(
    sql`INSERT INTO document (collection, id, data)
        SELECT ${batch.collection}, data ->> 'id', data
        FROM jsonb_array_elements(${JSON.stringify(batch.documents)}::jsonb) AS data`,
  );
}

/** True when no document has ever been stored. */
export async function isEmpty(orm: Executor): Promise<boolean> {
  const [row] = await rowsOf<{ filled: boolean }>(orm, sql`SELECT EXISTS (SELECT FROM document) AS filled`);
  return row?.filled !== true;
}

/**
 * Loads all batches in one transaction, so that a stopped load leaves nothing behind. A batch is one statement: keep it to some
 * hundreds of documents.
 *
 * @returns how many documents it loaded
 */
export async function bulkLoad(orm: Orm, batches: Iterable<SeedBatch>): Promise<number> {
  return orm.transaction((transaction) => insertAll(transaction, batches));
}

async function insertAll(transaction: Executor, batches: Iterable<SeedBatch>): Promise<number> {
  let loaded = 0;
  for (const batch of batches) {
    await insertBatch(transaction, batch);
    loaded += batch.documents.length;
  }
  return loaded;
}

interface IndexDefinition {
  readonly name: string;
  readonly definition: string;
}

/** What a sort may take while the indexes of a full table are made. */
const indexMemory = '256MB';

// A million rows that are put into a dozen indexes one by one, in no order of theirs, cost many times what sorting them once does.
async function withoutIndexes<Value>(transaction: Executor, work: () => Promise<Value>): Promise<Value> {
  const indexes = await rowsOf<IndexDefinition>(
    transaction,
    sql`SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
        WHERE i.indrelid = 'document'::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await transaction.execute(sql`DROP INDEX ${sql.raw(name)}`);
  const value = await work();
  await transaction.execute(sql`SET LOCAL maintenance_work_mem = ${sql.raw(`'${indexMemory}'`)}`);
  for (const { definition } of indexes) await transaction.execute(sql.raw(definition));
  await transaction.execute(sql`ANALYZE document`);
  return value;
}

/**
 * Fills a database that never had a document, in one transaction. Of nodes that start together one does it, and the others wait until
 * it has.
 *
 * @returns how many documents it loaded: 0 when there were some
 */
export async function loadIfEmpty(orm: Orm, makeBatches: () => Iterable<SeedBatch>): Promise<number> {
  if (!(await isEmpty(orm))) return 0;
  return orm.transaction(async (transaction) => {
    await takeTurn(transaction);
    if (!(await isEmpty(transaction))) return 0;
    return withoutIndexes(transaction, () => insertAll(transaction, makeBatches()));
  });
}
