import { randomBytes } from 'node:crypto';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { createRxSchema, defaultHashSha256, getRxReplicationMetaInstanceSchema, type RxJsonSchema } from 'rxdb';
import { readSetting } from '../database/own-tables.ts';
import type { DocumentSchemas } from '../database/rx-database.ts';
import {
  type DatabaseFile,
  type StoredDocument,
  type StoredSchema,
  type TableOwner,
  tableNameOf,
} from '../storage/index.ts';
import { type SchemaChange, schemaChange } from './schema-change.ts';

/** Where RxDB notes which collections a database has: a document `collection|<name>-<version>` each. */
const INTERNAL_TABLE = tableNameOf('_rxdb_internal', 0);
const COLLECTION_CONTEXT = 'collection';
const PULLED_UP_TO = 'down|1';

/** Such a note (RxDB 17.6, `addCollections`). RxDB refuses a collection whose hash and schema both differ from its note (DB6). */
interface CollectionNote {
  readonly id: string;
  readonly context: string;
  readonly data: {
    readonly name: CollectionName;
    readonly schemaHash: string;
    readonly schema: object;
    readonly version: number;
    readonly connectedStorages: readonly { readonly collectionName: string; readonly schema: object }[];
  };
}

/** A collection whose schema is another than when the file was last opened. */
export interface ChangedCollection {
  readonly name: CollectionName;
  readonly change: Exclude<SchemaChange, 'none'>;
}

function notesOf({ database }: DatabaseFile): readonly (StoredDocument & CollectionNote)[] {
  const known = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(INTERNAL_TABLE);
  if (known === undefined) return [];
  const rows = database.prepare<string>(`SELECT data FROM ${INTERNAL_TABLE} WHERE deleted = 0`).pluck().all();
  const notes = rows.map((row) => JSON.parse(row) as StoredDocument & CollectionNote);
  return notes.filter(({ context }) => context === COLLECTION_CONTEXT);
}

/** Whose tables a collection's are. */
export function ownerOf(file: DatabaseFile, collectionName: CollectionName): TableOwner {
  return { databaseName: readSetting(file, 'databaseName') ?? '', collectionName };
}

/** The schema as RxDB hands it to the storage. */
export function storedSchemaOf(schema: object): StoredSchema {
  return noted(schema).schema as StoredSchema;
}

/** The schema as RxDB fills it in and puts its keys in order, and its SHA-256 over that text: both stand in the note. */
function noted(schema: object): { readonly schema: object; readonly hash: Promise<string> } {
  const filled = createRxSchema(schema as RxJsonSchema<unknown>, defaultHashSha256);
  return { schema: filled.jsonSchema, hash: Promise.resolve(filled.hash) };
}

/**
 * Which collections of a file have another schema than they must have now. A collection that the file has and the program does
 * not is a breaking change; one that the program has and the file does not is made when it is opened.
 */
export function changedCollections(file: DatabaseFile, schemas: DocumentSchemas): readonly ChangedCollection[] {
  const changed: ChangedCollection[] = [];
  for (const { data } of notesOf(file)) {
    const { name } = data;
    const change = collectionNames.includes(name) ? schemaChange(data.schema, noted(schemas[name]).schema) : 'breaking';
    if (change !== 'none') changed.push({ name, change });
  }
  return changed;
}

/**
 * Notes the present schemas of collections, so that RxDB opens them. Of a collection that got another field or value everything is
 * asked of the centre again, beside the work: this desk did not ask for the new field, and set rows with a new value aside. In
 * one transaction.
 */
export async function noteSchemas(
  file: DatabaseFile,
  names: readonly CollectionName[],
  schemas: DocumentSchemas,
): Promise<void> {
  const updates: CollectionNote[] = [];
  const anew: string[] = [];
  for (const note of notesOf(file)) {
    if (!names.includes(note.data.name)) continue;
    const { schema, hash } = noted(schemas[note.data.name]);
    if (schemaChange(withoutIndexes(note.data.schema), withoutIndexes(schema)) !== 'none') {
      anew.push(
        ...note.data.connectedStorages.map((storage) => tableNameOf(storage.collectionName, note.data.version)),
      );
    }
    const connectedStorages = note.data.connectedStorages.map((storage) => ({
      ...storage,
      schema: getRxReplicationMetaInstanceSchema(schema as never, false),
    }));
    updates.push(renewed(note, { ...note.data, schema, schemaHash: await hash, connectedStorages }));
  }
  // A file that RxDB never opened has no notes, and no place for them.
  if (updates.length === 0) return;
  const write = file.database.prepare(`UPDATE ${INTERNAL_TABLE} SET data = ?, rev = ?, lwt = ? WHERE id = ?`);
  file.transaction(() => {
    for (const note of updates as (StoredDocument & CollectionNote)[]) {
      write.run(JSON.stringify(note), note._rev, note._meta.lwt, note.id);
    }
    // RxDB's replication notes here up to where it pulled; without the note it begins anew.
    for (const table of anew) file.database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(PULLED_UP_TO);
  });
}

function withoutIndexes(schema: object): object {
  return { ...schema, indexes: [] };
}

function renewed(note: StoredDocument & CollectionNote, data: CollectionNote['data']): StoredDocument & CollectionNote {
  const height = Number.parseInt(note._rev, 10) + 1;
  const lwt = Math.max(Date.now(), note._meta.lwt + 0.01);
  return { ...note, data, _rev: `${height}-${randomBytes(5).toString('hex')}`, _meta: { ...note._meta, lwt } };
}
