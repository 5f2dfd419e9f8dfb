import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import type { LocalSlot } from '@onthaal/contract/store/planner.ts';
import { type ReadArguments, readArguments } from '@onthaal/contract/store/reads.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { refreshStatistics } from '../database/own-tables.ts';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { LocalStore, offlineGrant, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { openedContent } from './document-look.ts';
import { tableOf } from './read-context.ts';
import { type DatabaseReadName, Reader } from './reader.ts';

const ROWS = 4000;
const DAY = '2026-11-23';
const person = '018f0000-0000-7000-8000-000000000001';
const dossier = '018f0000-0000-7000-8000-000000000002';
const look = '018f0000-0000-7000-8000-000000000003';
const paper = '018f0000-0000-7000-8000-000000000004';
const payment = '018f0000-0000-7000-8000-000000000006';
const visit = '018f0000-0000-7000-8000-000000000007';
const appointment = '018f0000-0000-7000-8000-000000000008';
const paperLook = '018f0000-0000-7000-8000-000000000005';
const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})`;
/** Tables that grow with the municipality; the outbox and the conflicts of one desk stay small. */
const big =
  /\bSCAN (?:[dne]\b|t\b|collection_(?!references)\w+|dossier_row|open_task|record_link|outbox_link|search_\w+)(?!.*VIRTUAL TABLE INDEX \d+:\S)/;

const folder = testFolder();
let store: LocalStore;
let file: DatabaseFile;
let reader: Reader;
const asked = new Set<string>();
const planned = new Set<string>();

/** Rows that are realistic for the planner: many teams, handlers and days. */
function fillTables({ database }: DatabaseFile): void {
  // Reference data are few, and read whole.
  for (const name of collectionNames.filter((other) => other !== 'references')) {
    const columns = database.pragma(`table_info(${tableOf(name)})`) as { readonly name: string }[];
    const fields = columns.map((column) => column.name).filter((column) => column.startsWith('field_'));
    const values = fields.map((_, index) => `'v' || (i % ${97 * (index + 1)})`);
    database.exec(`${numbers} INSERT INTO ${tableOf(name)} (id, rev, deleted, lwt, ${fields.join(', ')}, data)
      SELECT 'filler-' || i, '1-a', 0, i, ${values.join(', ')}, '{}' FROM n`);
  }
  database.exec(`${numbers} INSERT INTO dossier_row SELECT 'filler-' || i, '2026-A1-' || i, 'type-' || (i % 20), 'Onderwerp',
    'submitted', 'team-' || (i % 10), 'member-' || (i % 80), 'person-' || (i % 900), '${DAY}',
    CASE WHEN i % 5 = 0 THEN NULL ELSE date('${DAY}', (i % 60) || ' days') END, '${DAY}T08:00:00.000Z', i % 3 = 0 FROM n`);
  database.exec(`${numbers} INSERT INTO open_task SELECT 'filler-' || i, 'team-' || (i % 10), 'member-' || (i % 80),
    CASE WHEN i % 2 = 0 THEN NULL ELSE date('${DAY}', (i % 60) || ' days') END FROM n`);
  database.exec(
    `${numbers} INSERT INTO record_link SELECT 'target-' || (i % 900), 'interactions', 'source-' || i FROM n`,
  );
  database.exec(`${numbers} INSERT INTO outbox_link SELECT 'record-' || (i % 900), 'operation-' || i FROM n`);
  database.exec(`${numbers} INSERT INTO search_entry (kind, document_id, name, team_id, recent)
    SELECT 'dossier', 'filler-' || i, 'naam ' || i, 'team-' || (i % 10), '${DAY}' FROM n`);
  database.exec(`${numbers} INSERT INTO search_number SELECT '2026-A1-' || i, i FROM n`);
  database.exec(`${numbers} INSERT INTO search_dossier (rowid, name, number, address, words)
    SELECT i, 'naam ' || i, '', '', 'woorden' FROM n`);
}

/** A town hall that gives appointments, so that the planner has something to look for. */
function addPlanner({ database }: DatabaseFile): void {
  const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));
  const given = { theme: 'x', minutes: 15, minutesPerExtraPerson: 0, teamId: 'team-3', modes: ['physical'], bring: [] };
  const references = {
    location: { building: 'Hall', openingHours },
    desk: { building: 'Hall', number: '1', teamIds: ['team-3'] },
    member: { givenName: 'Els', familyName: 'Peeters', role: 'clerk', teamIds: ['team-3'], jobTitle: '' },
    product: given,
  };
  for (const [kind, data] of Object.entries(references)) {
    const [id, row] = [`the-${kind}`, { kind, code: kind, name: kind, active: true, data }];
    database
      .prepare(
        `INSERT INTO ${tableOf('references')} (id, rev, deleted, lwt, field_kind, field_code, data) VALUES (?, '1-a', 0, 1, ?, ?, ?)`,
      )
      .run(id, kind, kind, JSON.stringify({ id, ...row }));
  }
  // What is kept for this computer and what is booked, both on the day that is asked for.
  const reservation = { deviceId: offlineGrant.member.deviceId, memberId: 'member-7', release: false };
  const planned = [
    { id: 'filler-3', startsAt: `${DAY}T08:00:00.000Z`, endsAt: `${DAY}T08:15:00.000Z`, state: 'booked' },
    {
      ...{ id: 'filler-4', startsAt: `${DAY}T09:00:00.000Z`, endsAt: `${DAY}T09:15:00.000Z`, state: 'held' },
      ...{ heldUntil: `${DAY}T09:15:00.000Z`, reservation: { ...reservation, leasedUntil: `${DAY}T23:00:00.000Z` } },
    },
  ];
  for (const appointment of planned) {
    const more = { memberIds: ['the-member'], deskId: 'the-desk', locationId: 'the-location', bring: [], persons: 1 };
    database
      .prepare(`UPDATE ${tableOf('appointments')} SET field_startsAt = ?, data = ? WHERE id = ?`)
      .run(
        appointment.startsAt,
        JSON.stringify({ mode: 'physical', updatedBy: { memberId: 'member-7', name: '' }, ...more, ...appointment }),
        appointment.id,
      );
  }
}

/** The documents that the cards are about, so that all of their questions are asked. */
function addSubjects({ database }: DatabaseFile): void {
  const add = (collection: CollectionName, id: string, fields: object, filler = 'filler-1') =>
    database
      .prepare(`UPDATE ${tableOf(collection)} SET id = ?, data = ? WHERE id = '${filler}'`)
      .run(id, JSON.stringify({ id, notes: [], flags: [], ...fields }));
  add('persons', person, { displayName: 'Els Peeters' });
  const at = new Date().toISOString();
  add('consultations', look, { personId: person, memberId: 'member-7', at, outcome: 'shown', fields: [] });
  const opened = [openedContent(paper)];
  add(
    'consultations',
    paperLook,
    { personId: person, memberId: 'member-7', at, outcome: 'shown', fields: opened },
    'filler-2',
  );
  const versions = [{ contentHash: '0'.repeat(64), sizeBytes: 1 }];
  add('documents', paper, { dossierId: dossier, fileName: 'plan.pdf', mediaType: 'application/pdf', versions });
  add('payments', payment, {
    ...{ kind: 'payment', method: 'cash', state: 'paid', amountCents: 100, createdAt: at },
    ...{ dossierId: dossier, lines: [], steps: [] },
  });
  add('visits', visit, {
    ...{ state: 'serving', memberId: 'member-7', personId: person, arrivedAt: at, services: [], draft: '' },
    touched: [
      ['persons', person],
      ['dossiers', dossier],
      ['documents', paper],
      ['payments', payment],
    ].map(([collection, id]) => ({ collection, id, isWritten: true })),
  });
  add('appointments', appointment, {
    ...{ code: 'A2345678', state: 'booked', mode: 'physical', productCode: 'p', subject: 'Attest', personId: person },
    ...{ startsAt: `${DAY}T10:00:00.000Z`, endsAt: `${DAY}T10:20:00.000Z`, memberIds: [], bring: [] },
    updatedBy: { memberId: 'member-7', name: 'Els Peeters' },
  });
  add('dossiers', dossier, {
    ...{ number: '2026-A1-1', typeCode: 'unknown', status: 'submitted', applicantId: person, teamId: 'team-onthaal' },
    ...{ parties: [], history: [], answers: {}, openedOn: DAY, createdAt: `${DAY}T08:00:00.000Z`, suspensions: [] },
  });
}

function planOf(sql: string): string {
  const parameters = new Array<null>(sql.split('?').length - 1).fill(null);
  const steps = file.database.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return steps.map(({ detail }) => detail).join('\n');
}

/** The statements that a read asks, with their plans. */
function plansOf<Name extends DatabaseReadName>(
  name: Name,
  args: ReadArguments[Name],
  isThere = true,
): Map<string, string> {
  asked.clear();
  reader.forgetReferences();
  const answer = reader.answer(name, args);
  expect(answer, name).toMatchObject({ ok: isThere });
  planned.add(name);
  return new Map([...asked].map((sql) => [sql, planOf(sql)]));
}

beforeAll(async () => {
  store = await LocalStore.open(folder);
  fillTables(store.store.file);
  addSubjects(store.store.file);
  addPlanner(store.store.file);
  await refreshStatistics(store.store.file);
  file = openDatabaseFile({ file: store.store.file.file, key: testKey, readOnly: true });
  const prepare = file.prepare.bind(file);
  file.prepare = (sql: string) => {
    asked.add(sql);
    return prepare(sql);
  };
  reader = new Reader(file, { ...offlineGrant.member, memberId: 'member-7', teamIds: ['team-3'] });
});
afterAll(async () => {
  file.close();
  await store.store.close();
});

const slotsQuestion = {
  ...{ productCode: 'product', persons: 1, mode: 'physical' as const, locationId: 'the-location' },
  ...{ from: `${DAY}T07:00:00Z`, days: 7, most: 3 },
};

const reads: readonly (readonly [string, () => Map<string, string>])[] = [
  ...(['dueOn', 'updatedAt', 'number'] as const).flatMap((sort) =>
    (['mine', 'team', 'all'] as const).flatMap((scope) =>
      ([undefined, ['submitted'], ['closed']] as const).map(
        (statuses) =>
          [
            `workList ${scope} by ${sort}, ${statuses ?? 'open'}`,
            () =>
              plansOf('workList', {
                scope,
                sort,
                statuses: [...(statuses ?? [])],
                offset: 0,
                limit: 50,
              }),
          ] as const,
      ),
    ),
  ),
  ['dayOverview', () => plansOf('dayOverview', { day: DAY })],
  ['personCard', () => plansOf('personCard', { personId: person, consultationId: look })],
  ['personSummary', () => plansOf('personSummary', { personId: person })],
  ['dossierCard', () => plansOf('dossierCard', { dossierId: dossier })],
  ['documentLook', () => plansOf('documentLook', { documentId: paper, consultationId: paperLook })],
  ['watchedLooks', () => plansOf('watchedLooks', {})],
  ['watchedLooks of a dossier', () => plansOf('watchedLooks', { dossierId: dossier })],
  ['referenceList', () => plansOf('referenceList', { kind: 'team' })],
  ['syncItems', () => plansOf('syncItems', { limit: 50 })],
  ['conflictList', () => plansOf('conflictList', {})],
  ['conflictDetail', () => plansOf('conflictDetail', { conflictId: dossier }, false)],
  ['operationState', () => plansOf('operationState', { operationId: dossier }, false)],
  ['dossierPayments', () => plansOf('dossierPayments', { dossierId: dossier })],
  ['paymentDay', () => plansOf('paymentDay', { day: DAY })],
  ['settlingRefunds', () => plansOf('settlingRefunds', {})],
  ['queueBoard', () => plansOf('queueBoard', {})],
  ['openVisits', () => plansOf('openVisits', {})],
  ['backOfficeWork', () => plansOf('backOfficeWork', {})],
  ['calendar', () => plansOf('calendar', { locationId: 'the-location', day: DAY, by: 'week' })],
  ['callSheet', () => plansOf('callSheet', { at: `${DAY}T08:00:00Z` })],
  ['appointmentRequests', () => plansOf('appointmentRequests', {})],
  ['hinderedAppointments', () => plansOf('hinderedAppointments', {})],
  ['localSlots', () => plansOf('localSlots', slotsQuestion)],
  ['checkIn', () => plansOf('checkIn', { text: 'maes', deskId: 'desk-1' })],
  ['personCheckIn', () => plansOf('personCheckIn', { personId: person, deskId: 'desk-1' })],
  ['appointmentPaper', () => plansOf('appointmentPaper', { appointmentId: appointment })],
  ['waitingPapers', () => plansOf('waitingPapers', {})],
  ['visitFinish', () => plansOf('visitFinish', { visitId: visit })],
  ['dayBoard', () => plansOf('dayBoard', { slice: `${DAY}T08:00:00.000Z` })],
  ['dayReport', () => plansOf('dayReport', { day: DAY })],
  ['dayEnd', () => plansOf('dayEnd', {})],
  ['handovers', () => plansOf('handovers', {})],
  ['handoverDraft', () => plansOf('handoverDraft', { visitId: visit, personId: person })],
  ['possibleRights', () => plansOf('possibleRights', { visitId: visit })],
  ['referenceDrafts', () => plansOf('referenceDrafts', {})],
  ['payment', () => plansOf('payment', { paymentId: payment })],
  ['documentAcceptance', () => plansOf('documentAcceptance', { documentId: dossier })],
  ['routingPreview', () => plansOf('routingPreview', { typeCode: 'unknown', answers: {}, text: 'fiets' }, false)],
  ...['naam', 'naam 12', '2026-a1-1', 'namm 12', '0470 12 34 56', '88.63.12'].map(
    (text) => [`searchEverything ${text}`, () => plansOf('searchEverything', { text, limitPerGroup: 8 })] as const,
  ),
];

describe('the named reads', () => {
  it.each(reads)('%s never walks through a whole big table', (_name, plans) => {
    const found = plans();
    expect(found.size).toBeGreaterThan(0);
    for (const [sql, plan] of found) expect(plan, `${sql}\n${plan}`).not.toMatch(big);
  });

  it.each(reads.filter(([name]) => name.startsWith('workList') || name === 'dayOverview'))(
    '%s follows the order of an index',
    (_name, plans) => {
      for (const [sql, plan] of plans()) {
        if (/FROM (?:dossier_row|open_task)\b/.test(sql))
          expect(plan, `${sql}\n${plan}`).not.toMatch(/B-TREE FOR ORDER/);
      }
    },
  );

  it('of the planner find what there is: free moments, and what is kept for this computer first', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${DAY}T06:00:00Z`) });
    const found = reader.answer('localSlots', slotsQuestion);
    vi.useRealTimers();
    const { slots } = JSON.parse(found.ok ? found.value : '{}') as { readonly slots: readonly LocalSlot[] };
    const at = (time: string) => `${DAY}T${time}:00.000Z`;
    expect(slots.map(({ startsAt, isCertain }) => [startsAt, isCertain === true])).toEqual([
      [at('09:00'), true],
      ...[at('08:15'), at('08:30'), at('08:45')].map((startsAt) => [startsAt, false]),
    ]);
  });

  it('are all here', () => {
    // The state of the sync and of contents is not asked of the database.
    const names = Object.keys(readArguments).filter((name) => name !== 'syncStatus' && name !== 'documentContents');
    expect([...planned].sort()).toEqual(names.sort());
  });

  it('would notice a walk through a table', () => {
    expect(planOf(`SELECT count(*) FROM dossier_row WHERE subject = 'x'`)).toMatch(big);
    expect(planOf(`SELECT d.id FROM ${tableOf('tasks')} d WHERE d.data = 'x'`)).toMatch(big);
  });
});
