import { join } from 'node:path';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import fc from 'fast-check';
import { fillWithDefaultSettings } from 'rxdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareOwnTables } from '../database/own-tables.ts';
import { projectionHook } from '../database/projections.ts';
import { SearchIndex } from '../search/search-index.ts';
import { announceDocuments, watchOutbox } from '../service/announce-changes.ts';
import { type Change, type ChangedRecords, type ChangeTopic, mergeChanges, NO_RECORDS } from '../service/change.ts';
import { ChangeBoard } from '../service/change-board.ts';
import {
  type DatabaseFile,
  getRxStorageBetterSqlite,
  nextDocumentData,
  openDatabaseFile,
  type StoredDocument,
} from '../storage/index.ts';
import { offlineGrant, testKey } from '../testing/local-store.ts';
import { DAY, documents, idOf, pick, type Written, written } from '../testing/random-documents.ts';
import { testFolder } from '../testing/test-folder.ts';
import { tableOf } from './read-context.ts';
import { type DatabaseReadName, Reader } from './reader.ts';
import { workTrail } from './shielded.ts';
import { isTouchedBy } from './touched-by.ts';

const { member } = offlineGrant;
interface Step {
  readonly collection: Written;
  readonly writes: readonly { readonly id: string; readonly deleted: boolean; readonly fields: object }[];
}

const step: fc.Arbitrary<Step> = pick(...written).chain((collection) =>
  fc.record({
    collection: fc.constant(collection),
    writes: fc.uniqueArray(
      fc.record({
        id: idOf[collection],
        deleted: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
        fields: documents[collection],
      }),
      { minLength: 1, maxLength: 2, selector: ({ id }) => id },
    ),
  }),
);

type Asked = { [Name in DatabaseReadName]: readonly [Name, ReadArguments[Name]] }[DatabaseReadName];
const cards = ['1', '2', '3'].flatMap((end): Asked[] => [
  ['personCard', { personId: `person-${end}`, consultationId: `consultation-${end}` }],
  ['dossierCard', { dossierId: `dossier-${end}` }],
  ['dossierPayments', { dossierId: `dossier-${end}` }],
  ['payment', { paymentId: `payment-${end}` }],
]);
const lists = (['mine', 'team', 'all'] as const).flatMap((scope) =>
  ([undefined, ['closed'], ['submitted', 'withdrawn']] as const).map(
    (statuses): Asked => [
      'workList',
      { scope, sort: 'dueOn', offset: 0, limit: 50, ...(statuses && { statuses: [...statuses] }) },
    ],
  ),
);
const searches = [
  'jan',
  'janssens',
  'janssesn',
  'kapv boom',
  'kapvergunnin',
  'x',
  '2026-a1',
  '2026-A1-00002',
  '8863',
  '88.63.22-001.51',
  '0470 12 34 56',
  'verhuis kerkstraat',
].map((text): Asked => ['searchEverything', { text, limitPerGroup: 2 }]);
const reads: readonly Asked[] = [
  ...cards,
  ...lists,
  ...searches,
  ['dayOverview', { day: DAY }],
  ['dayOverview', { day: '2026-11-24' }],
  ['paymentDay', { day: DAY }],
  ['queueBoard', {}],
  ['openVisits', {}],
  ['backOfficeWork', {}],
  ['callSheet', { at: `${DAY}T12:00:00.000Z` }],
  ['appointmentRequests', {}],
  ['hinderedAppointments', {}],
  ['calendar', { locationId: 'location-1', day: DAY, by: 'week' }],
  ['checkIn', { text: 'maes', deskId: 'desk-1' }],
  ['personCheckIn', { personId: 'person-1', deskId: 'desk-1' }],
  ['appointmentPaper', { appointmentId: 'appointment-1' }],
  ['waitingPapers', {}],
  ['visitFinish', { visitId: 'geen-bezoek' }],
  ['handovers', {}],
  ['handoverDraft', { dossierId: 'dossier-1' }],
  ['possibleRights', { visitId: 'geen-bezoek' }],
  ['watchedLooks', {}],
  ['watchedLooks', { dossierId: 'dossier-1' }],
  ['syncItems', { limit: 10 }],
  ['conflictList', {}],
  ['conflictDetail', { conflictId: 'conflict-1' }],
];

/** The writing half of a store without RxDB's collections: hooks, announcements and a reader beside it. */
class Desk {
  readonly file: DatabaseFile;
  readonly reader: Reader;
  readonly #readerFile: DatabaseFile;
  readonly #instances = new Map<CollectionName, Awaited<ReturnType<typeof openInstance>>>();
  readonly #board = new ChangeBoard();

  private constructor(path: string) {
    this.file = openDatabaseFile({ file: path, key: testKey });
    prepareOwnTables(this.file);
    this.#readerFile = openDatabaseFile({ file: path, key: testKey, readOnly: true });
    this.reader = new Reader(this.#readerFile, member);
  }

  static async open(path: string): Promise<Desk> {
    const desk = new Desk(path);
    const storage = getRxStorageBetterSqlite({
      databaseFile: desk.file,
      writeHooks: [projectionHook(), new SearchIndex().hook],
    });
    for (const name of Object.keys(rxdbSchemas) as CollectionName[])
      desk.#instances.set(name, await openInstance(storage, name));
    const collections = Object.fromEntries(
      [...desk.#instances].map(([name, storageInstance]) => [name, { storageInstance }]),
    );
    announceDocuments(collections as never, desk.#board);
    watchOutbox(desk.file, desk.#board);
    return desk;
  }

  /** All that is told of some work, as one notice. */
  async changeOf(work: () => Promise<void> | void): Promise<Change> {
    const all = new Map<ChangeTopic, ChangedRecords | 'everything'>();
    const told = new Promise<Change>((resolve) => {
      const stop = this.#board.listen((change) => {
        for (const [topic, changed] of change) all.set(topic, mergeChanges(all.get(topic), changed));
        // Announced after the work: nothing of it comes later.
        if (!change.has('status')) return;
        stop();
        resolve(all);
      });
    });
    await work();
    this.#board.announce('status');
    return told;
  }

  async write({ collection, writes }: Step): Promise<void> {
    const instance = this.#instances.get(collection);
    const rows = writes.map(({ id, deleted, fields }) => {
      const stored = this.file
        .prepare<string>(`SELECT data FROM ${tableOf(collection)} WHERE id = ?`)
        .pluck()
        .get(id);
      const previous = stored === undefined ? undefined : (JSON.parse(stored) as StoredDocument);
      const document = nextDocumentData(previous, { id, ...fields, _deleted: deleted }, 'token');
      return previous === undefined ? { document } : { previous, document };
    });
    expect((await instance?.bulkWrite(rows as never, 'test'))?.error).toEqual([]);
  }

  answers() {
    return reads.map(([name, args]) => ({ name, args, ...this.reader.answerWithTrail(name, args as never) }));
  }

  close(): void {
    this.#readerFile.close();
    this.file.close();
  }
}

function openInstance(storage: ReturnType<typeof getRxStorageBetterSqlite>, collectionName: CollectionName) {
  return storage.createStorageInstance({
    databaseInstanceToken: 'token',
    databaseName: 'touched',
    collectionName,
    schema: fillWithDefaultSettings(rxdbSchemas[collectionName] as never),
    options: {},
    multiInstance: false,
    devMode: false,
  } as never);
}

const folder = testFolder();
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open(join(folder, 'user.db'));
  // Every card opens at first.
  const [fields] = fc.sample(documents.consultations, 1);
  const looks = ['1', '2', '3'].map((end) => {
    const shown = { ...fields, personId: `person-${end}`, memberId: 'member-els', outcome: 'shown' };
    return { id: `consultation-${end}`, deleted: false, fields: shown };
  });
  await desk.write({ collection: 'consultations', writes: looks });
});
afterAll(() => desk.close());

/** Does some work, and expects that no answer changed of which the rules say that it did not. Answers how many did not. */
async function expectNoStaleScreen(work: () => Promise<void> | void): Promise<number> {
  const before = desk.answers();
  const change = await desk.changeOf(work);
  const after = desk.answers();
  let untouched = 0;
  for (const [index, read] of before.entries()) {
    if (isTouchedBy(change, read, member)) continue;
    untouched += 1;
    expect(after[index]?.result, `${read.name} ${JSON.stringify(read.args)}`).toEqual(read.result);
  }
  return untouched;
}

describe('what a change can touch', () => {
  it('no random write changes a read that the rules call untouched, and most reads are untouched', async () => {
    let untouched = 0;
    let asked = 0;
    // Not fast-check's own time limit: it leaves the run that it interrupts going on, into the next test.
    const deadline = Date.now() + 25_000;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const one of Date.now() < deadline ? steps : []) {
          untouched += await expectNoStaleScreen(() => desk.write(one));
          asked += reads.length;
        }
      }),
      { numRuns: 60 },
    );
    // Three dossiers, three persons and a few words: in a real file the share is far higher.
    expect(untouched / asked).toBeGreaterThan(0.3);
  }, 60_000);

  it('rows of outbox and conflict list touch the cards of their records and the lists of the sync, and nothing else', async () => {
    const insert = (operation: string, record: string) => {
      desk.file
        .prepare(
          `INSERT INTO outbox (operation_id, collection, document_id, command, title, state, pending, queued_at, document_updated_at, changes)
             VALUES (?, 'dossiers', ?, 'addNote', 'Titel', 'local', 1, 'x', 'x', '{}')`,
        )
        .run(operation, record);
      desk.file.prepare('INSERT INTO outbox_link (record_id, operation_id) VALUES (?, ?)').run(record, operation);
    };
    const steps: readonly (() => void)[] = [
      () => insert('operation-1', 'dossier-1'),
      () => insert('operation-2', 'person-2'),
      () => desk.file.prepare("UPDATE outbox SET state = 'sending' WHERE operation_id = 'operation-1'").run(),
      () =>
        desk.file.prepare("UPDATE outbox SET pending = 0, state = 'accepted' WHERE operation_id = 'operation-2'").run(),
      () =>
        desk.file
          .prepare(
            `INSERT INTO conflict (id, collection, document_id, title, subject, clashes, merged_fields, mine, theirs, mine_name, mine_at,
               their_name, their_at, detected_at) VALUES ('conflict-1', 'dossiers', 'dossier-1', 't', 's', '[]', '[]', '{}', '{}', 'a', 'b', 'c', 'd', 'e')`,
          )
          .run(),
      () => desk.file.prepare("UPDATE conflict SET resolved_at = 'f' WHERE id = 'conflict-1'").run(),
      () => desk.file.prepare("DELETE FROM outbox WHERE operation_id = 'operation-1'").run(),
    ];
    for (const work of steps) {
      // One card with its payments, and at most both lists of the sync and one conflict.
      expect(await expectNoStaleScreen(work)).toBeGreaterThanOrEqual(reads.length - 5);
    }
  });

  it('a dossier that the member gets uncovers the appointment of a protected person', async () => {
    const basis = { createdAt: DAY, updatedAt: DAY, updatedBy: { memberId: 'member-els', name: 'Els' }, notes: [] };
    const write = (collection: Written, id: string, more: object) =>
      desk.write({ collection, writes: [{ id, deleted: false, fields: { ...basis, ...more } }] });
    const flags = [{ id: 'f', kind: 'addressSecret', since: DAY }];
    const lists = { phoneNumbers: [], emailAddresses: [], history: [] };
    await desk.changeOf(() => write('persons', 'protected', { displayName: 'Wit', flags, ...lists }));
    const asked = { state: 'requested', locationId: 'hall', personId: 'protected', subject: 'Attest van woonst' };
    const at = { startsAt: '2099-03-02T09:00:00.000Z', endsAt: '2099-03-02T09:15:00.000Z' };
    const rest = { code: 'EF56', mode: 'physical', guests: [], memberIds: [], teamId: 'team-elders' };
    await desk.changeOf(() => write('appointments', 'asked', { ...asked, ...at, ...rest }));
    const shown = () => JSON.stringify(desk.answers().find(({ name }) => name === 'appointmentRequests')?.result);
    expect(shown()).toContain('asked');
    expect(shown()).not.toContain('woonst');
    const [fields] = fc.sample(documents.dossiers, 1);
    const mine = { applicantId: 'protected', handlerId: 'member-els', status: 'inProgress', parties: [] };
    await expectNoStaleScreen(() => write('dossiers', 'of-protected', { ...fields, ...mine }));
    expect(shown()).toContain('woonst');
  });

  it.each(['appointmentRequests', 'hinderedAppointments', 'callSheet', 'calendar', 'waitingPapers'] as const)(
    'a dossier about a protected person touches %s when the work on them decided what it says',
    (name) => {
      const change: Change = new Map([['dossiers', { ...NO_RECORDS, about: new Set(['protected']) }]]);
      const read = (...trail: readonly string[]) => ({ name, args: {} as never, trail: new Set(trail) });
      expect(isTouchedBy(change, read(workTrail('protected')), member)).toBe(true);
      expect(isTouchedBy(change, read(workTrail('another')), member)).toBe(false);
    },
  );

  it('a change of which too much is told touches everything that hangs on its collection', async () => {
    const all: Change = new Map([['dossiers', 'everything']]);
    const touched = desk.answers().filter((read) => isTouchedBy(all, read, member));
    expect(new Set(touched.map(({ name }) => name))).toEqual(
      new Set([
        ...([
          'personCard',
          'dossierCard',
          'workList',
          'searchEverything',
          'visitFinish',
          'possibleRights',
          'watchedLooks',
          'dayOverview',
        ] as const),
        ...(['dossierPayments', 'paymentDay', 'payment', 'handovers', 'handoverDraft'] as const),
        ...(['appointmentPaper', 'waitingPapers', 'personCheckIn'] as const),
        ...(['appointmentRequests', 'calendar', 'hinderedAppointments', 'callSheet'] as const),
      ]),
    );
    expect(isTouchedBy(all, { name: 'syncStatus', args: {}, trail: new Set() }, member)).toBe(false);
  });
});
