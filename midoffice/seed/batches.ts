import { type CollectionName, collectionNames, type DocumentOf } from '@onthaal/contract/entities/index.ts';

/** Documents of one collection, at most 500. */
export type SeedBatch = {
  [Name in CollectionName]: { readonly collection: Name; readonly documents: readonly DocumentOf<Name>[] };
}[CollectionName];

/** A document with the collection that it belongs to. */
export type SeedDocument = {
  [Name in CollectionName]: { readonly collection: Name; readonly document: DocumentOf<Name> };
}[CollectionName];

const batchSize = 500;

/**
 * Gathers a stream of documents into batches. When one collection is full, all are handed over, in the order of `collections`:
 * nobody sees a dossier before its applicant.
 */
export function* inBatches(documents: Iterable<SeedDocument>): Generator<SeedBatch> {
  const waiting = new Map<CollectionName, SeedDocument['document'][]>(collectionNames.map((name) => [name, []]));
  function* handOver(): Generator<SeedBatch> {
    for (const [collection, gathered] of waiting) {
      if (gathered.length === 0) continue;
      waiting.set(collection, []);
      yield { collection, documents: gathered } as SeedBatch;
    }
  }
  for (const { collection, document } of documents) {
    const gathered = waiting.get(collection) ?? [];
    gathered.push(document);
    if (gathered.length === batchSize) yield* handOver();
  }
  yield* handOver();
}
