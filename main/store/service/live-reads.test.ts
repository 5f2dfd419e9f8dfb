import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ReadName } from '@onthaal/contract/store/reads.ts';
import type { SearchResult } from '@onthaal/contract/store/rows.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_MIDOFFICE, offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { TestStore } from '../testing/test-store.ts';

const folder = testFolder();
let store: TestStore;

beforeAll(async () => {
  store = await TestStore.start(NO_MIDOFFICE);
});
afterAll(() => store.stop());

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function person(familyName: string) {
  return store.run('createPerson', { kind: 'citizen', givenName: 'Levend', familyName, language: 'nl' });
}

describe('a window before anybody logged in', () => {
  it('is told that the store is locked, and its live reads begin after the log-in', async () => {
    expect(await store.tryRead('conflictList', {})).toMatchObject({ ok: false, error: { code: 'STORE_LOCKED' } });
    const seen: SyncStatus[] = [];
    const stop = store.subscribe('syncStatus', {}, (status) => seen.push(status));
    await pause(50);
    expect(seen).toEqual([]);
    expect(await store.open(join(folder, 'user.db'), offlineGrant)).toMatchObject({ ok: true });
    await store.until('syncStatus', {}, (status) => status.phase === 'offline');
    await pause(150);
    expect(seen.at(-1)?.phase).toBe('offline');
    stop();
  });
});

describe('live reads', () => {
  it('follow the writes, at most one update per 50 ms, and stop when they are no longer wanted', async () => {
    const updates: { readonly at: number; readonly total: number }[] = [];
    const onUpdate = (result: SearchResult) =>
      updates.push({ at: performance.now(), total: result.groups[0]?.total ?? 0 });
    const startedAt = performance.now();
    const stop = store.subscribe('searchEverything', { text: 'levend', limitPerGroup: 5 }, onUpdate);
    for (let index = 0; index < 30; index += 1) await person(`Wezen${index}`);
    await expect.poll(() => updates.at(-1)?.total).toBe(30);
    expect(updates.length).toBeLessThanOrEqual(31);
    // When they arrive varies with the load of the machine, how many there are in that time does not.
    const lasted = (updates.at(-1)?.at ?? 0) - startedAt;
    expect(updates.length).toBeLessThanOrEqual(lasted / 50 + 2);
    stop();
    await pause(100);
    const before = updates.length;
    await person('Niemand kijkt');
    await pause(200);
    expect(updates.length).toBe(before);
  });
});

describe('live reads of a whole desk', () => {
  it('never leave a stale screen: after random commands each shows what a fresh read shows', async () => {
    const persons: string[] = [];
    for (const name of ['Aerts', 'Baert', 'Claes']) persons.push((await person(name)).written[0]?.documentId ?? '');
    const shown = new Map<string, unknown>();
    const looks: string[] = [];
    for (const personId of persons) {
      const look = { personId, purpose: 'counterService', reveal: true } as const;
      looks.push((await store.run('consultPerson', look)).written[0]?.documentId ?? '');
    }
    const wanted: [ReadName, object][] = [
      ...persons.map((personId, index): [ReadName, object] => [
        'personCard',
        { personId, consultationId: looks[index] },
      ]),
      ['dayOverview', { day: '2026-11-23' }],
      ['syncItems', { limit: 100 }],
      ['syncStatus', {}],
      ['searchEverything', { text: 'aerts', limitPerGroup: 5 }],
      ['searchEverything', { text: 'terugbel', limitPerGroup: 5 }],
    ];
    const ends = wanted.map(([name, args]) =>
      store.subscribe(name, args as never, (value) => shown.set(`${name} ${JSON.stringify(args)}`, value)),
    );
    const stale = async () => {
      const names: string[] = [];
      for (const [name, args] of wanted) {
        const fresh = await store.read(name, args as never);
        if (!isDeepStrictEqual(shown.get(`${name} ${JSON.stringify(args)}`), fresh)) names.push(name);
      }
      return names;
    };
    const languages = ['nl', 'fr', 'en', 'de'] as const;
    const command = fc.record({
      name: fc.constantFrom('updatePerson', 'addNote', 'registerInteraction'),
      at: fc.nat(2),
      to: fc.constantFrom('Aerts', 'terugbellen', 'verhuis'),
      language: fc.constantFrom(...languages),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 6 }), async (commands) => {
        for (const { name, at, to, language } of commands) {
          const personId = persons[at] ?? '';
          if (name === 'updatePerson') await store.run(name, { personId, changes: { language } });
          else if (name === 'addNote') await store.run(name, { collection: 'persons', documentId: personId, text: to });
          else {
            await store.run('registerInteraction', {
              ...{ personId, dossierIds: [], channel: 'phone', direction: 'incoming', subject: to, text: to },
              result: 'answered',
            });
          }
        }
        await expect.poll(stale).toEqual([]);
      }),
      { numRuns: 12 },
    );
    for (const end of ends) end();
  }, 60_000);
});

describe('requests from outside', () => {
  it('are refused when their arguments are wrong or their name is unknown', async () => {
    expect(await store.tryRead('personCard', { personId: 5, consultationId: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'ARGUMENT_INVALID', field: 'personId' },
    });
    expect(await store.tryRead('toString' as never, {})).toMatchObject({
      ok: false,
      error: { code: 'CHANNEL_UNKNOWN' },
    });
    expect(await store.tryRun('constructor' as never, {})).toMatchObject({
      ok: false,
      error: { code: 'CHANNEL_UNKNOWN' },
    });
    expect(await store.tryRun('addNote', { collection: 'references', documentId: 'x', text: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'ARGUMENT_INVALID', field: 'collection' },
    });
    expect(await store.tryRun('addNote', { collection: 'persons', documentId: 'x', text: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENT_UNKNOWN' },
    });
    expect(
      await store.tryRun('createPerson', { kind: 'citizen', familyName: 'X', nationalNumber: '123', language: 'nl' }),
    ).toMatchObject({ ok: false, error: { code: 'IDENTIFIER_INVALID', field: 'nationalNumber' } });
  });

  it('do nothing twice when a command is repeated with its own id', async () => {
    const id = 'person-repeated';
    const args = { id, kind: 'citizen' as const, familyName: 'Tweemaal', language: 'nl' as const };
    await store.run('createPerson', args);
    const { waiting } = await store.read('syncStatus', {});
    const again = await store.run('createPerson', args);
    expect(again.written).toEqual([{ collection: 'persons', documentId: id }]);
    expect((await store.read('syncStatus', {})).waiting).toBe(waiting);
  });
});
