import type { CollectionName } from '../entities/index.ts';

/** `dossiers` -> `Dossiers`: the part of every GraphQL name that belongs to one collection. */
export function pascalCase(collection: CollectionName): string {
  return collection.charAt(0).toUpperCase() + collection.slice(1);
}

/** Name of the query that brings the collection to a desk, e.g. `pullDossiers`. */
export function pullFieldName(collection: CollectionName): string {
  return `pull${pascalCase(collection)}`;
}

/** Name of the mutation that brings a desk's rows to the centre, e.g. `pushDossiers`. */
export function pushFieldName(collection: CollectionName): string {
  return `push${pascalCase(collection)}`;
}
