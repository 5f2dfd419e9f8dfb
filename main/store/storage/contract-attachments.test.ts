import { describe, expect, it } from 'vitest';
import { DOSSIER_SCHEMA, dossier, prepared, type TestInstance } from './testing/test-database.ts';
import { insert, newPlace, OWN_STORAGE_KINDS, STORAGE_KINDS } from './testing/test-storages.ts';
import type { ChangeBulk, StoredDocument, StoredSchema } from './types.ts';

const SCHEMA = { ...DOSSIER_SCHEMA, attachments: {} } as StoredSchema;

const attachment = (content: string | Uint8Array<ArrayBuffer>, digest = `digest-${String(content)}`) => {
  const data = new Blob([content], { type: 'text/plain' });
  return { data, digest, type: 'text/plain', length: data.size };
};

const withAttachments = (attachments: object, previous?: StoredDocument): StoredDocument =>
  ({ ...dossier('a', {}, previous), _attachments: attachments }) as StoredDocument;

async function stored(instance: TestInstance): Promise<StoredDocument> {
  const [document] = await instance.findDocumentsById(['a'], true);
  return document as unknown as StoredDocument;
}

describe.each(STORAGE_KINDS)('$name', (kind) => {
  it('keeps data by digest and shows what they are in every answer, never the data', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    const bulks: ChangeBulk[] = [];
    instance.changeStream().subscribe((bulk) => bulks.push(bulk as unknown as ChangeBulk));
    await insert(instance, withAttachments({ letter: attachment('one') }));
    const shown = { letter: { digest: 'digest-one', type: 'text/plain', length: 3 } };
    expect((await stored(instance))._attachments).toEqual(shown);
    const found = await instance.query(prepared({ selector: {} }, SCHEMA));
    expect(found.documents[0]?._attachments).toEqual(shown);
    expect(bulks[0]?.events[0]?.documentData._attachments).toEqual(shown);
    const data = await instance.getAttachmentData('a', 'letter', 'digest-one');
    expect(await data.text()).toBe('one');
  });

  it('keeps any bytes, also none', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    const bytes = new Uint8Array(300_000).map((_, index) => (index * 31) % 256);
    await insert(instance, withAttachments({ scan: attachment(bytes, 'scan'), empty: attachment('', 'empty') }));
    const scan = await instance.getAttachmentData('a', 'scan', 'scan');
    expect(Buffer.compare(Buffer.from(await scan.arrayBuffer()), Buffer.from(bytes))).toBe(0);
    expect((await instance.getAttachmentData('a', 'empty', 'empty')).size).toBe(0);
  });

  it('keeps a text as a text, as RxDB 16 gave it and JSON still does', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    const text = (data: string, digest: string) => ({ data, digest, type: 'text/plain', length: 3 });
    await insert(instance, withAttachments({ one: text('b25l', 'one'), two: attachment('two', 'two') }));
    const first = await stored(instance);
    const changed = withAttachments({ one: text('w6k=', 'changed') }, first);
    expect(await instance.bulkWrite([{ previous: first, document: changed }], 'test')).toEqual({ error: [] });
    expect(await instance.getAttachmentData('a', 'one', 'changed')).toBe('w6k=');
    await expect(async () => instance.getAttachmentData('a', 'one', 'one')).rejects.toThrow();
  });

  it('adds, keeps, replaces and removes one by one', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    await insert(instance, withAttachments({ one: attachment('first') }));
    const first = await stored(instance);
    const second = withAttachments({ ...first._attachments, two: attachment('second') }, first);
    await instance.bulkWrite([{ previous: first, document: second }], 'test');
    const third = await stored(instance);
    expect(Object.keys(third._attachments)).toEqual(['one', 'two']);
    const { two } = third._attachments;
    await instance.bulkWrite(
      [{ previous: third, document: withAttachments({ one: attachment('changed'), two }, third) }],
      'test',
    );
    const text = async (id: string, digest: string) => (await instance.getAttachmentData('a', id, digest)).text();
    expect(await text('one', 'digest-changed')).toBe('changed');
    expect(await text('two', 'digest-second')).toBe('second');
    const fourth = await stored(instance);
    await instance.bulkWrite([{ previous: fourth, document: withAttachments({ two }, fourth) }], 'test');
    await expect(text('one', 'digest-changed')).rejects.toThrow();
    expect(await text('two', 'digest-second')).toBe('second');
  });

  it('answers 510 for an attachment without data, and writes the other rows', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    const stub = { digest: 'x', type: 'text/plain', length: 1 };
    const rows = [{ document: withAttachments({ letter: stub }) }, { document: dossier('b') }];
    expect((await instance.bulkWrite(rows as never, 'test')).error).toMatchObject([{ status: 510, documentId: 'a' }]);
    expect(await instance.findDocumentsById(['a', 'b'], true)).toMatchObject([{ id: 'b' }]);
  });

  it('loads many at the same time', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    const names = Array.from({ length: 12 }, (_, index) => `file${index}`);
    const attachments = Object.fromEntries(names.map((name) => [name, attachment(name.repeat(50), name)]));
    await insert(instance, withAttachments(attachments));
    const loaded = await Promise.all(names.map((name) => instance.getAttachmentData('a', name, name)));
    expect(await Promise.all(loaded.map((data) => data.text()))).toEqual(names.map((name) => name.repeat(50)));
  });
});

describe.each(OWN_STORAGE_KINDS)('$name', (kind) => {
  it('drops the data with the document', async () => {
    const instance = await newPlace(kind).open(SCHEMA);
    await insert(instance, withAttachments({ letter: attachment('one') }));
    const previous = await stored(instance);
    const deleted = { ...dossier('a', { _deleted: true }, previous), _attachments: {} };
    expect((await instance.bulkWrite([{ previous, document: deleted }], 'test')).error).toEqual([]);
    await expect(instance.getAttachmentData('a', 'letter', 'digest-one')).rejects.toThrow();
  });
});
