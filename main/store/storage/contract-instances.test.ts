import { describe, expect, it } from 'vitest';
import { createInstance, DOSSIER_SCHEMA, dossier, prepared } from './testing/test-database.ts';
import { insert, newPlace, OWN_STORAGE_KINDS, STORAGE_KINDS } from './testing/test-storages.ts';
import type { StoredSchema } from './types.ts';

const ALL = prepared({ selector: {}, sort: [{ id: 'asc' }] });

describe.each(STORAGE_KINDS)('$name', (kind) => {
  it('opens many instances at the same time', async () => {
    const { open } = newPlace(kind);
    const names = Array.from({ length: 20 }, (_, index) => `collection${index}`);
    const instances = await Promise.all(names.map((name) => open(DOSSIER_SCHEMA, name)));
    await Promise.all(instances.map((instance, index) => insert(instance, dossier(`only${index}`))));
    const found = await Promise.all(instances.map((instance) => instance.query(ALL)));
    expect(found.map(({ documents }) => documents.map(({ id }) => id))).toEqual(names.map((_, i) => [`only${i}`]));
    await Promise.all(instances.map((instance) => instance.close()));
  });

  it('shares documents and events between instances of one collection, from storages of their own', async () => {
    const { open } = newPlace(kind);
    const [one, other] = [await open(), await open()];
    const told: string[][] = [[], []];
    one.changeStream().subscribe(({ events }) => told[0]?.push(...events.map(({ operation }) => operation)));
    other.changeStream().subscribe(({ events }) => told[1]?.push(...events.map(({ operation }) => operation)));
    const first = dossier('a');
    await insert(one, first);
    expect(await other.findDocumentsById(['a'], false)).toEqual([first]);
    const second = dossier('a', { status: 'closed' }, first);
    await other.bulkWrite([{ previous: first, document: second }], 'test');
    expect((await one.query(ALL)).documents).toEqual([second]);
    expect(told).toEqual([
      ['INSERT', 'UPDATE'],
      ['INSERT', 'UPDATE'],
    ]);
    await one.close();
    const third = dossier('a', {}, second);
    expect((await other.bulkWrite([{ previous: second, document: third }], 'test')).error).toEqual([]);
  });

  it('answers a question that was asked before another instance closed', async () => {
    const { open } = newPlace(kind);
    const [one, other] = [await open(), await open()];
    await insert(one, dossier('a'));
    const answer = other.query(ALL);
    void one.close();
    expect((await answer).documents).toHaveLength(1);
  });

  it('keeps collections, schema versions and databases apart', async () => {
    const { open, databaseName } = newPlace(kind);
    const instances = [
      await open(),
      await open({ ...DOSSIER_SCHEMA, version: 1 } as StoredSchema),
      await open(DOSSIER_SCHEMA, 'others'),
      await open(DOSSIER_SCHEMA, 'rx-replication-meta-dossiers'),
      await open(DOSSIER_SCHEMA, 'dossiers', `${databaseName}b`),
      await open(DOSSIER_SCHEMA, 'dossiers', `${databaseName}/ B`),
    ];
    const documents = instances.map((_, index) => dossier('same', { count: index }));
    for (const [index, instance] of instances.entries()) await insert(instance, documents[index] ?? {});
    const found = await Promise.all(instances.map((instance) => instance.findDocumentsById(['same'], false)));
    expect(found.flat()).toEqual(documents);
    await instances[0]?.remove();
    expect(await instances[4]?.findDocumentsById(['same'], false)).toHaveLength(1);
  });

  it('keeps collections apart whose names differ in case or in signs only', async () => {
    const { open } = newPlace(kind);
    const names = [
      'dossiers',
      'Dossiers',
      'DOSSIERS',
      'dossiers-',
      'dossiers_',
      'dossiers$',
      'dossiers.',
      'dossiérs',
      '',
    ];
    const instances = [];
    for (const name of names) instances.push(await open(DOSSIER_SCHEMA, name));
    for (const [index, instance] of instances.entries()) await insert(instance, dossier('same', { count: index }));
    for (const instance of instances) await instance.close();
    for (const [index, name] of names.entries()) {
      const again = await open(DOSSIER_SCHEMA, name);
      expect(await again.findDocumentsById(['same'], false)).toMatchObject([{ count: index }]);
    }
  });

  it('closes as often as it is asked, and takes no question afterwards', async () => {
    const instance = await newPlace(kind).open();
    await Promise.all([instance.close(), instance.close()]);
    await instance.close();
    const refused: unknown = await instance.remove().catch((error: unknown) => error);
    // RxDB's helper for its tests asks by this name for an error of any class.
    expect((refused as Error).constructor.name).toBe('Error');
  });

  it('starts empty after it was removed, and closes after that', async () => {
    const { open } = newPlace(kind);
    const instance = await open();
    await insert(instance, dossier('a'));
    await instance.remove();
    await instance.close();
    const again = await open();
    expect(await again.findDocumentsById(['a'], true)).toEqual([]);
    expect((await again.getChangedDocumentsSince?.(10))?.documents ?? []).toEqual([]);
    await insert(again, dossier('a'));
    expect((await again.count(ALL)).count).toBe(1);
  });
});

describe.each(OWN_STORAGE_KINDS)('$name', (kind) => {
  it('refuses what RxDB does in wrappers', async () => {
    const storage = newPlace(kind).storage();
    const compressed = { ...DOSSIER_SCHEMA, keyCompression: true } as StoredSchema;
    await expect(createInstance(storage, compressed, 'compressed')).rejects.toThrow('UT5');
    const encrypted = { ...DOSSIER_SCHEMA, encrypted: ['note'] } as unknown as StoredSchema;
    await expect(createInstance(storage, encrypted, 'encrypted')).rejects.toThrow('UT6');
    const attachments = { ...DOSSIER_SCHEMA, attachments: { encrypted: true } } as StoredSchema;
    await expect(createInstance(storage, attachments, 'attachments')).rejects.toThrow('UT6');
  });
});
