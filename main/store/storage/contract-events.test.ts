import { getChangedDocumentsSince } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { dossier, prepared, type TestInstance } from './testing/test-database.ts';
import { insert, newPlace, STORAGE_KINDS } from './testing/test-storages.ts';
import type { ChangeBulk, DocumentFields, StorageCheckpoint, StoredDocument } from './types.ts';

describe.each(STORAGE_KINDS)('$name', (kind) => {
  describe('events', () => {
    it('emits one bulk per write, after the commit, to every instance on the table', async () => {
      const place = newPlace(kind);
      const instance = await place.open();
      const other = await place.open();
      const bulks: ChangeBulk[] = [];
      const seen: Promise<number>[] = [];
      other.changeStream().subscribe((bulk) => {
        bulks.push(bulk as unknown as ChangeBulk);
        seen.push(other.count(prepared({ selector: {} })).then(({ count }) => count));
      });
      const documents = Array.from({ length: 300 }, (_, index) => dossier(`d${index}`));
      await insert(instance, ...documents);
      expect(bulks).toHaveLength(1);
      expect(await seen[0]).toBe(300);
      expect(bulks[0]).toMatchObject({ context: 'test', checkpoint: { id: 'd299', lwt: documents[299]?._meta.lwt } });
      expect(bulks[0]?.events[0]).toMatchObject({ operation: 'INSERT', documentId: 'd0', documentData: documents[0] });
      const previous = documents[0] as StoredDocument;
      const update = dossier('d0', { status: 'closed' }, previous);
      await instance.bulkWrite([{ previous, document: update }], 'test');
      expect(bulks[1]?.events).toMatchObject([{ operation: 'UPDATE', previousDocumentData: previous }]);
      await instance.bulkWrite([{ previous: update, document: dossier('d0', { _deleted: true }, update) }], 'test');
      expect(bulks[2]?.events).toMatchObject([{ operation: 'DELETE', documentId: 'd0' }]);
    });

    it('has told everything when the write answers, and tells INSERT for a document that comes back', async () => {
      const instance = await newPlace(kind).open();
      const operations: string[] = [];
      instance.changeStream().subscribe(({ events }) => operations.push(...events.map(({ operation }) => operation)));
      const versions = [dossier('a')];
      await insert(instance, ...versions);
      for (const _deleted of [false, true, true, false]) {
        const previous = versions.at(-1) as StoredDocument;
        const document = dossier('a', { _deleted }, previous);
        const before = structuredClone(document);
        expect(await instance.bulkWrite([{ previous, document }], 'test')).toEqual({ error: [] });
        expect(document).toEqual(before);
        versions.push(document);
      }
      expect(operations).toEqual(['INSERT', 'UPDATE', 'DELETE', 'DELETE', 'INSERT']);
      // A tombstone that nobody knew as a document is no news, but it is a change.
      await insert(instance, dossier('gone', { _deleted: true }));
      expect(operations).toHaveLength(5);
    });

    it('emits nothing when nothing was written', async () => {
      const instance = await newPlace(kind).open();
      await insert(instance, dossier('a'));
      let bulks = 0;
      instance.changeStream().subscribe(() => {
        bulks += 1;
      });
      await instance.bulkWrite([{ document: dossier('a') }], 'test');
      await instance.bulkWrite([], 'test');
      expect(bulks).toBe(0);
    });
  });

  describe('getChangedDocumentsSince', () => {
    /** Pages through everything; RxDB asks storages without the method by a query. */
    async function pages(instance: TestInstance, limit: number, checkpoint?: StorageCheckpoint) {
      const found: string[][] = [];
      let since = checkpoint;
      for (;;) {
        const page = await getChangedDocumentsSince(instance as never, limit, since);
        since = page.checkpoint as StorageCheckpoint;
        if (page.documents.length === 0) return { found, checkpoint: since };
        found.push(page.documents.map((document) => (document as DocumentFields).id as string));
      }
    }

    it('pages through every document once, in the order of the writes, tombstones included', async () => {
      const instance = await newPlace(kind).open();
      const written = ['c', 'a', 'b', 'e', 'd'].map((id, index) => dossier(id, { _deleted: index === 1 }));
      await insert(instance, ...written);
      const { found, checkpoint } = await pages(instance, 2);
      expect(found).toEqual([['c', 'a'], ['b', 'e'], ['d']]);
      expect(checkpoint).toMatchObject({ id: 'd', lwt: written[4]?._meta.lwt });
      const previous = written[0];
      await instance.bulkWrite([{ previous: previous as never, document: dossier('c', {}, previous) }], 'test');
      expect((await pages(instance, 2, checkpoint)).found).toEqual([['c']]);
      expect((await pages(instance, 9)).found).toEqual([['a', 'b', 'e', 'd', 'c']]);
    });

    it('gives the same checkpoint back when there is nothing new', async () => {
      const instance = await newPlace(kind).open();
      expect(await getChangedDocumentsSince(instance as never, 10)).toMatchObject({ documents: [] });
      await insert(instance, dossier('a'));
      const { checkpoint } = await getChangedDocumentsSince(instance as never, 10);
      const again = await getChangedDocumentsSince(instance as never, 10, checkpoint);
      expect(again).toEqual({ documents: [], checkpoint });
    });

    it('finds nothing newer than the checkpoint of the last event', async () => {
      const instance = await newPlace(kind).open();
      const bulks: ChangeBulk[] = [];
      instance.changeStream().subscribe((bulk) => bulks.push(bulk as unknown as ChangeBulk));
      await insert(instance, dossier('z'));
      await insert(instance, ...Array.from({ length: 40 }, (_, index) => dossier(`d${index}`)));
      const stacked = Object.assign({}, ...bulks.map(({ checkpoint }) => checkpoint)) as StorageCheckpoint;
      expect((await pages(instance, 100, stacked)).found).toEqual([]);
      await insert(instance, dossier('later'));
      expect((await pages(instance, 100, stacked)).found).toEqual([['later']]);
    });

    it('misses nothing while writes go on', async () => {
      const instance = await newPlace(kind).open();
      const seen = new Set<string>();
      let checkpoint: StorageCheckpoint | undefined;
      for (let round = 0; round < 12; round += 1) {
        if (round < 5) await insert(instance, ...[0, 1, 2, 3].map((number) => dossier(`r${round}-${number}`)));
        const page = await getChangedDocumentsSince(instance as never, 3, checkpoint);
        checkpoint = page.checkpoint as StorageCheckpoint;
        for (const document of page.documents) seen.add((document as DocumentFields).id as string);
      }
      expect(seen.size).toBe(20);
    });
  });
});
