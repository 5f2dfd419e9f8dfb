import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';

/** A document as the wire carries it: its fields and the mark that it was deleted. */
export type WireDocument<Name extends CollectionName = CollectionName> = DocumentOf<Name> & {
  readonly deleted: boolean;
};

/** A document with its mark beside it, as the rules and the database handle it. */
export interface StoredDocument<Name extends CollectionName = CollectionName> {
  readonly data: DocumentOf<Name>;
  readonly deleted: boolean;
}

/** Puts the mark among the fields, for the wire. */
export function toWire<Name extends CollectionName>(stored: StoredDocument<Name>): WireDocument<Name> {
  return { ...stored.data, deleted: stored.deleted };
}
