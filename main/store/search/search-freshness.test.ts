import { join } from 'node:path';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import type { SearchKind } from '@onthaal/contract/store/rows.ts';
import { fillWithDefaultSettings } from 'rxdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareOwnTables } from '../database/own-tables.ts';
import { Reader } from '../reads/reader.ts';
import {
  type DatabaseFile,
  getRxStorageBetterSqlite,
  nextDocumentData,
  openDatabaseFile,
  type StoredDocument,
} from '../storage/index.ts';
import { offlineGrant, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { type SearchedCollection, searchedCollections } from './search-entry.ts';
import { SearchIndex } from './search-index.ts';

const at = '2026-11-23T08:00:00.000Z';
const basis = { createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els' }, notes: [] };

/** A document of each searched kind around two words: one in its name, one in its other texts. */
const documentOf: { readonly [Name in SearchedCollection]: (name: string, other: string) => object } = {
  persons: (name, other) => ({
    ...{ displayName: name, phoneNumbers: [], flags: [], history: [] },
    emailAddresses: [{ id: 'a', address: `${other}@voorbeeld.be` }],
  }),
  dossiers: (name, other) => ({
    ...{ number: '2026-A1-00001', typeCode: 'x', subject: name, description: other, status: 'submitted', parties: [] },
    ...{
      applicantId: 'person',
      teamId: 'team-onthaal',
      answers: {},
      openedOn: '2026-11-23',
      termEvents: [],
      history: [],
    },
  }),
  appointments: (name, other) => ({
    ...{ code: 'AB12', state: 'booked', subject: name, guests: [{ id: 'a', name: other }], memberIds: [] },
    ...{ teamId: 'team-onthaal', startsAt: at, endsAt: at },
  }),
  interactions: (name, other) => ({
    ...{ channel: 'phone', state: 'answered', at, by: { memberId: 'a', name: 'Els' }, subject: name, text: other },
    ...{ dossierIds: [], labels: [] },
  }),
  tasks: (name, other) => ({ kind: 'action', title: name, text: other, state: 'open', teamId: 'team-onthaal' }),
  documents: (name, other) => ({ title: name, fileName: `${other}.pdf`, source: 'scan', receivedOn: '2026-11-23' }),
};

/** Who writes: a clerk, what comes from the centre, and the outcome of a merge. */
const contexts = ['command|1', 'replication-downstream-1', 'replication-resolve-conflict'];

const folder = testFolder();
let file: DatabaseFile;
let readerFile: DatabaseFile;
let reader: Reader;
const instances = new Map<string, { bulkWrite(rows: never, context: string): Promise<{ error: unknown[] }> }>();

beforeAll(async () => {
  const path = join(folder, 'user.db');
  file = openDatabaseFile({ file: path, key: testKey });
  prepareOwnTables(file);
  const storage = getRxStorageBetterSqlite({ databaseFile: file, writeHooks: [new SearchIndex().hook] });
  for (const collectionName of Object.keys(rxdbSchemas) as CollectionName[]) {
    const instance = await storage.createStorageInstance({
      ...{ databaseInstanceToken: 'token', databaseName: 'search', collectionName, options: {} },
      ...{
        schema: fillWithDefaultSettings(rxdbSchemas[collectionName] as never),
        multiInstance: false,
        devMode: false,
      },
    } as never);
    instances.set(collectionName, instance as never);
  }
  readerFile = openDatabaseFile({ file: path, key: testKey, readOnly: true });
  reader = new Reader(readerFile, offlineGrant.member);
});
afterAll(() => {
  readerFile.close();
  file.close();
});

function found(kind: SearchKind, text: string): string[] {
  const answer = reader.answer('searchEverything', { text, limitPerGroup: 50 });
  if (!answer.ok) throw new Error(answer.error.code);
  const { groups } = JSON.parse(answer.value) as {
    groups: { kind: string; total: number; hits: { id: string }[] }[];
  };
  const group = groups.find((one) => one.kind === kind);
  expect(group?.total ?? 0).toBe(group?.hits.length ?? 0);
  return (group?.hits ?? []).map((hit) => hit.id);
}

async function write(
  collection: SearchedCollection,
  id: string,
  previous: StoredDocument | undefined,
  fields: object,
  context: string,
): Promise<StoredDocument> {
  const document = nextDocumentData(previous, { ...basis, id, ...fields }, 'token');
  const rows = [previous === undefined ? { document } : { previous, document }];
  expect((await instances.get(collection)?.bulkWrite(rows as never, context))?.error).toEqual([]);
  return document;
}

describe.each(contexts)('the search after a write of %s', (context) => {
  it.each(Object.entries(searchedCollections) as [SearchedCollection, SearchKind][])(
    'is never stale and misses nothing: %s created, changed, deleted and brought back',
    async (collection, kind) => {
      const id = `${collection}-${contexts.indexOf(context)}`;
      const fields = documentOf[collection];
      const created = await write(collection, id, undefined, fields('Wilgenroosje', 'kattenstaart'), context);
      for (const text of ['wilgenroosje', 'wilgenr', 'kattenstaart', 'kattenst wilg'])
        expect(found(kind, text)).toEqual([id]);
      // One typing error in the name.
      expect(found(kind, 'wilgenrosje')).toEqual([id]);
      const changed = await write(collection, id, created, fields('Duizendblad', 'kamperfoelie'), context);
      for (const text of ['wilgenroosje', 'kattenstaart', 'wilgenrosje']) expect(found(kind, text)).toEqual([]);
      for (const text of ['duizendblad', 'kamperf', 'duizendlbad']) expect(found(kind, text)).toEqual([id]);
      const deleted = await write(
        collection,
        id,
        changed,
        { ...fields('Duizendblad', 'kamperfoelie'), _deleted: true },
        context,
      );
      for (const text of ['duizendblad', 'kamperfoelie', 'wilgenroosje']) expect(found(kind, text)).toEqual([]);
      const back = await write(
        collection,
        id,
        deleted,
        { ...fields('Wilgenroosje', 'kamperfoelie'), _deleted: false },
        context,
      );
      for (const text of ['wilgenroosje', 'kamperfoelie']) expect(found(kind, text)).toEqual([id]);
      await write(collection, id, back, { ...fields('Wilgenroosje', 'kamperfoelie'), _deleted: true }, context);
      expect(found(kind, 'wilgenroosje')).toEqual([]);
    },
  );
});
