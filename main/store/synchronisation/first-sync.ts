import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';
import { dropLateIndexes } from './late-indexes.ts';

/** The collections in the order of the first sync: with these first, the desk can be used early. */
export const firstSyncOrder: readonly (readonly CollectionName[])[] = [
  ['references'],
  ['persons'],
  ['dossiers'],
  collectionNames.filter((name) => !['references', 'persons', 'dossiers'].includes(name)),
];

/**
 * Whether a write, by its context, only repeats what the centre has: documents that came down, and RxDB's notes about them.
 * During the first sync a power cut may take these back.
 */
export function isFromCentre(context: string): boolean {
  return (
    context.startsWith('replication-downstream-') ||
    context === 'replication-down-write-meta' ||
    context === 'replication-set-checkpoint'
  );
}

/** Prepares a file for much that comes in at once, and can be asked again. */
export function beginFirstSync(file: DatabaseFile): void {
  file.setRepeatable(isFromCentre);
  dropLateIndexes(file);
}

/** Counts the first sync: documents on disk against those that the centre has for this member. */
export class FirstSyncProgress {
  readonly #received = new Map<CollectionName, number>();
  readonly #expected = new Map<CollectionName, number>();

  constructor(file: DatabaseFile) {
    for (const name of collectionNames) {
      const count = file
        .prepare<number>(`SELECT count(*) FROM ${tableNameOf(name, 0)} WHERE deleted = 0`)
        .pluck()
        .get();
      this.#received.set(name, count ?? 0);
    }
  }

  /** What the centre says it has. */
  expect(overview: readonly { readonly collection: string; readonly documents: number }[]): void {
    for (const { collection, documents } of overview) this.#expected.set(collection as CollectionName, documents);
  }

  receive(collection: CollectionName, documents: number): void {
    this.#received.set(collection, (this.#received.get(collection) ?? 0) + documents);
  }

  /** The numbers for the screen. */
  report(): NonNullable<SyncStatus['firstSync']> {
    const perCollection = collectionNames.map((collection) => {
      const received = this.#received.get(collection) ?? 0;
      // Others may add documents while the sync runs: never more received than expected.
      return { collection, received, expected: Math.max(received, this.#expected.get(collection) ?? 0) };
    });
    const sum = (field: 'received' | 'expected') => perCollection.reduce((total, row) => total + row[field], 0);
    return { received: sum('received'), expected: sum('expected'), perCollection };
  }
}
