import { join } from 'node:path';
import { failure } from '@onthaal/contract/result.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeBoard } from '../service/change-board.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';
import type { LineState } from './line.ts';
import { PushOrder } from './push-order.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let store: TestStore;

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  store = await TestStore.start(line.url);
});
afterAll(async () => {
  await store.kill();
  await line.down();
  await midoffice.stop();
});

it('what waits for its turn to be pushed is forgotten when its database is closed, and the next one is open', async () => {
  const { grant } = await store.openFor('member-els', join(folder, 'first.db'), { deviceId: 'device-push-order' });
  await store.untilUpToDate();
  await line.down();
  const person = { kind: 'citizen', givenName: 'Wacht', familyName: 'Opbeurt', language: 'nl' } as const;
  const { written } = await store.run('createPerson', person);
  // Pushed after the person, who cannot be pushed now.
  const contact = { personId: written[0]?.documentId ?? '', subject: 'Wacht', channel: 'phone', direction: 'incoming' };
  await store.run('registerInteraction', { ...contact, text: 'Belt terug', dossierIds: [] } as never);
  await store.until('syncStatus', {}, (status) => status.phase === 'offline' && status.waiting === 2);
  expect(await store.open(join(folder, 'second.db'), grant)).toMatchObject({ ok: true });
  const ends = store.ended.then((code) => `the store ended with ${code}`);
  expect(await Promise.race([store.tryRun('createPerson', person), ends])).toMatchObject({ ok: true });
  expect(await Promise.race([store.read('syncStatus', {}), ends])).toMatchObject({ waiting: 1 });
  expect(store.logs.filter(({ level }) => level === 'error')).toEqual([]);
});

it('a new dossier waits for its new applicant, also when an older change goes in its batch', async () => {
  await line.up();
  const file = join(folder, 'applicant.db');
  const { grant } = await store.openFor('member-karim', file, { deviceId: 'device-new-applicant' });
  await store.untilUpToDate();
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const existing = rows.find(({ typeCode, status }) => typeCode === 'melding' && status !== 'closed');
  const { dossier, type } = await store.read('dossierCard', { dossierId: existing?.id ?? '' });
  await line.down();
  await store.run('updateDossier', { dossierId: dossier.id, changes: { subject: 'Eerst dit' } });
  const applicant = { kind: 'citizen', givenName: 'Nieuw', familyName: 'Aanvrager', language: 'nl' } as const;
  const { written } = await store.run('createPerson', applicant);
  await store.run('createDossier', {
    typeCode: type.code,
    subject: 'Van wie nog niemand weet',
    applicantId: written[0]?.documentId ?? '',
    address: { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' },
    channel: 'counter',
    answers: dossier.answers,
  });
  // What waited at a start goes in one batch.
  await store.open(file, grant);
  // The person arrives last of all, unless the dossier waits.
  await midoffice.order({ delayMilliseconds: 2_000, only: 'pushPersons' });
  await line.up();
  await store.until('syncStatus', {}, (status) => status.phase === 'upToDate' && status.waiting === 0);
  expect(await store.read('syncStatus', {})).toMatchObject({ waiting: 0, conflicts: 0, rejected: 0 });
});

describe('what waits for its turn', () => {
  /** Pending sequence numbers of persons, as the outbox would tell them. */
  let pending: number[];
  let state: LineState;
  let gone: boolean;
  const board = new ChangeBoard();
  const outbox = { oldestPending: () => pending[0] };
  const cable = {
    get state() {
      return state;
    },
  };
  const moved = async () => {
    board.announce('sync');
    await vi.advanceTimersByTimeAsync(1);
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    [pending, state, gone] = [[3, 4, 8], { kind: 'up' }, false];
    void new PushOrder(outbox, board, cable).turn('dossiers', 7).then(() => {
      gone = true;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes when nothing older is left', async () => {
    pending = [4, 8];
    await moved();
    expect(gone).toBe(false);
    pending = [8];
    await moved();
    expect(gone).toBe(true);
  });

  it('goes on waiting as long as what comes first moves on, and goes when that stands still', async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    pending = [4, 8];
    await moved();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(gone).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(gone).toBe(true);
  });

  it('does not go before what comes first when the line comes back after a long time', async () => {
    state = { kind: 'down', error: failure('MIDOFFICE_UNREACHABLE').error, nextTryAt: '2026-11-26T10:00:00.000Z' };
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(gone).toBe(false);
    state = { kind: 'up' };
    pending = [];
    await moved();
    expect(gone).toBe(true);
  });
});
