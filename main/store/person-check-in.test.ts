import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SqlValue, tableNameOf } from './storage/index.ts';
import { LocalStore } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';

/** Ten in the morning in Brussels. */
const NOW = new Date('2026-11-27T09:00:00.000Z');
const deskId = 'desk-1';
const at = (time: string, day = '2026-11-27') => `${day}T${time}:00.000Z`;

describe('who is known and has an appointment today', () => {
  let store: LocalStore;
  let personId: string;

  beforeAll(async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
    store = await LocalStore.open(testFolder());
    references();
  });
  afterAll(async () => {
    await store?.store.close();
    vi.useRealTimers();
  });
  beforeEach(async () => {
    personId = v7();
    const name = { givenName: 'Lotte', familyName: 'Testaert' };
    await store.run('createPerson', { id: personId, kind: 'citizen', ...name, language: 'nl' });
  });

  /** Puts documents into the file, as the sync would. */
  function put(
    collection: 'references' | 'appointments',
    documents: readonly Readonly<Record<string, unknown>>[],
  ): void {
    const { database } = store.store.file;
    const table = tableNameOf(collection, 0);
    const columns = database.pragma(`table_info(${table})`) as { readonly name: string }[];
    const fields = columns.map(({ name }) => name).filter((name) => name.startsWith('field_'));
    const names = ['id', 'rev', 'deleted', 'lwt', 'data', ...fields];
    const insert = database.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    for (const document of documents) {
      const values = fields.map((field) => (document[field.slice('field_'.length)] ?? null) as SqlValue);
      const own = { _rev: '1-a', _deleted: false, _meta: { lwt: 1 }, _attachments: {} };
      insert.run(String(document.id), '1-a', 0, 1, JSON.stringify({ ...document, ...own }), ...values);
    }
  }
  const basis = (id: string) => ({
    ...{ id, createdAt: at('07:00'), updatedAt: at('07:00'), updatedBy: { memberId: 'member-els', name: 'Els' } },
  });
  function references(): void {
    const row = (kind: string, code: string, name: string, data: object) => ({
      ...{ ...basis(`${kind}-${code}`), kind, code, name, active: true, data },
    });
    put('references', [
      row('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis' }),
      row('desk', '1', 'Loket 1', { building: 'Gemeentehuis', number: '1', teamIds: ['team-onthaal'] }),
      row('room', 'far', 'Zaal', { building: 'Bibliotheek', seats: 4, hybrid: false }),
      row('product', 'rijbewijs', 'Rijbewijs', {
        ...{ theme: 'burgerzaken', minutes: 15, minutesPerExtraPerson: 0, teamId: 'team-onthaal' },
        ...{ modes: ['physical'], bring: [] },
      }),
    ]);
  }
  function appointment(startsAt: string, changes: Partial<DocumentOf<'appointments'>> = {}): string {
    const id = v7();
    put('appointments', [
      {
        ...{ ...basis(id), code: id.slice(-8), state: 'booked', mode: 'physical', productCode: 'rijbewijs' },
        ...{ subject: 'Rijbewijs', answers: {}, personId, guests: [], memberIds: [], teamId: 'team-onthaal' },
        ...{ startsAt, endsAt: new Date(Date.parse(startsAt) + 900_000).toISOString(), bring: [] },
        ...{ notices: [], notes: [], ...changes },
      },
    ]);
    return id;
  }
  const said = async () =>
    (await store.read('personCheckIn', { personId, deskId })).map(({ startsAt, outcome }) => [startsAt, outcome]);
  const come = (appointmentId: string, more: object = {}) => ({
    ...{ id: v7(), locationId: 'location-hall', productCodes: ['rijbewijs'], priority: 5, personId, appointmentId },
    ...more,
  });

  it('is offered it, with its name and hour, at the desk', async () => {
    const id = appointment(at('09:20'));
    expect(await store.read('personCheckIn', { personId, deskId })).toEqual([
      expect.objectContaining({
        ...{ id, startsAt: at('09:20'), productCode: 'rijbewijs', productName: 'Rijbewijs', outcome: 'inTime' },
        ...{ personName: 'Lotte Testaert' },
      }),
    ]);
  });

  it('is told when they come too early or too late, or that it is elsewhere, from afar or another day', async () => {
    appointment(at('08:40'));
    appointment(at('10:00'));
    appointment(at('11:00'), { mode: 'digital' });
    appointment(at('12:00'), { roomId: 'room-far' });
    appointment(at('09:00', '2026-11-28'));
    expect(await said()).toEqual([
      [at('08:40'), 'late'],
      [at('10:00'), 'early'],
      [at('11:00'), 'digital'],
      [at('12:00'), 'otherBuilding'],
    ]);
  });

  it('hears of the next one when there is none today, and nothing of what was cancelled or of others', async () => {
    appointment(at('09:20'), { state: 'cancelled' });
    appointment(at('09:30'), { personId: v7() });
    // Yesterday and today on the clock in Brussels.
    appointment(at('22:30', '2026-11-26'));
    appointment(at('23:30', '2026-11-26'));
    expect(await said()).toEqual([[at('23:30', '2026-11-26'), 'late']]);
    personId = v7();
    await store.run('createPerson', {
      ...{ id: personId, kind: 'citizen', givenName: 'Senne', familyName: 'Testaert', language: 'nl' },
    });
    appointment(at('09:00', '2026-11-30'));
    appointment(at('09:00', '2026-12-01'));
    expect(await said()).toEqual([[at('09:00', '2026-11-30'), 'wrongDay']]);
  });

  it('gets one ticket, as somebody who was identified, and is in from then on; of two appointments the other stays', async () => {
    const first = appointment(at('09:10'));
    const second = appointment(at('09:40'));
    const visit = come(first, { assurance: 'eIdRead' });
    await store.run('registerVisit', visit as never);
    await store.run('registerVisit', visit as never);
    const rows = await store.read('personCheckIn', { personId, deskId });
    expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      [first, 'alreadyIn'],
      [second, 'early'],
    ]);
    expect(rows[0]?.ticket).toMatch(/^A1-\d+$/);
    const kept = store.store.file
      .prepare<string>(`SELECT data FROM ${tableNameOf('visits', 0)} WHERE id = ?`)
      .pluck()
      .all(visit.id)
      .map((data) => JSON.parse(data) as DocumentOf<'visits'>);
    expect(kept).toEqual([expect.objectContaining({ personId, appointmentId: first, assurance: 'eIdRead' })]);
  });

  it('is nobody at all when they are not here', async () => {
    expect(await store.read('personCheckIn', { personId: v7(), deskId })).toEqual([]);
  });
});
