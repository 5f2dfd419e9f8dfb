import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { RxCollection } from 'rxdb';
import { isLocalContext } from '../outbox/outbox.ts';
import type { DatabaseFile } from '../storage/index.ts';
import { type ChangedRecords, NO_RECORDS } from './change.ts';
import type { ChangeBoard } from './change-board.ts';
import { changedRecordsOf, type DocumentChangeEvent } from './document-changes.ts';

interface StoredState {
  readonly _deleted: boolean;
}

/** RxDB says null where there was no document, and marks deleted ones. */
function present(state: StoredState | null | undefined): object | undefined {
  return state === undefined || state === null || state._deleted ? undefined : state;
}

/** Tells the board of every committed write of the collections. Returns the function that stops it. */
export function announceDocuments(
  collections: Readonly<Record<CollectionName, RxCollection>>,
  board: ChangeBoard,
): () => void {
  const subscriptions = collectionNames.map((name) =>
    collections[name].storageInstance.changeStream().subscribe(({ events, context }) => {
      const changes = events.map(
        (event): DocumentChangeEvent => ({
          id: event.documentId,
          before: present(event.previousDocumentData as StoredState | null | undefined),
          after: present(event.documentData as StoredState),
        }),
      );
      board.announce(name, changedRecordsOf(name, changes), isLocalContext(context));
      // Conflict writes and local writes also changed the counts of the outbox.
      if (!context.startsWith('replication-downstream')) board.announce('sync');
    }),
  );
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

/** Rows of outbox and conflicts, as they change: `kind` and the id of the operation, of the conflict or of the record. */
const TRIGGERS = `
CREATE TEMP TRIGGER IF NOT EXISTS outbox_added AFTER INSERT ON main.outbox
  BEGIN SELECT note_change('operation', NEW.operation_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS outbox_changed AFTER UPDATE ON main.outbox
  BEGIN SELECT note_change('changed', NEW.operation_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS outbox_removed AFTER DELETE ON main.outbox
  BEGIN SELECT note_change('changed', OLD.operation_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS outbox_link_added AFTER INSERT ON main.outbox_link
  BEGIN SELECT note_change('record', NEW.record_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS outbox_link_removed AFTER DELETE ON main.outbox_link
  BEGIN SELECT note_change('record', OLD.record_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS conflict_added AFTER INSERT ON main.conflict
  BEGIN SELECT note_change('conflict', NEW.id), note_change('record', NEW.document_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS conflict_changed AFTER UPDATE ON main.conflict
  BEGIN SELECT note_change('conflict', NEW.id), note_change('record', NEW.document_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS conflict_removed AFTER DELETE ON main.conflict
  BEGIN SELECT note_change('conflict', OLD.id), note_change('record', OLD.document_id); END;`;

/**
 * Tells the board which rows of outbox and conflict list change, whoever changes them on this connection. What a rolled back
 * transaction did is told too: that only makes somebody look once more. Returns the function that stops it.
 */
export function watchOutbox({ database }: DatabaseFile, board: ChangeBoard): () => void {
  let ids = new Set<string>();
  let about = new Set<string>();
  let operations = new Set<string>();
  database.function('note_change', {}, (kind, id) => {
    board.announce('sync');
    if (kind === 'record') about.add(String(id));
    else ids.add(kind === 'conflict' ? `conflict/${id}` : `operation/${id}`);
    if (kind === 'changed') operations.add(String(id));
    return null;
  });
  database.exec(TRIGGERS);
  return board.gather('sync', () => {
    for (const record of recordsOf(database, operations)) about.add(record);
    const changed: ChangedRecords = { ...NO_RECORDS, ids, about };
    [ids, about, operations] = [new Set(), new Set(), new Set()];
    return changed;
  });
}

/** The records that some operations are about: one walk through the links for all of them. */
function recordsOf(database: DatabaseFile['database'], operations: ReadonlySet<string>): string[] {
  if (operations.size === 0) return [];
  return database
    .prepare<string>(
      'SELECT DISTINCT record_id FROM outbox_link WHERE operation_id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .all(JSON.stringify([...operations]));
}
