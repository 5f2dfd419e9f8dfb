import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  callHinderedDocument,
  hitAppointmentsDocument,
  saveReferenceDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import type {
  CalledHindered,
  Decision,
  GroupDecision,
  HitAppointments,
  SavedReference,
} from '@onthaal/contract/store/administration.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../database/database.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { referenceFixture } from '../testing/fixture-documents.ts';
import { plannedHall, row } from '../testing/planned-hall.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { takingByDays } from './taking-by-days.ts';

type Appointment = DocumentOf<'appointments'>;

const count = 2600;
const start = Date.parse('2031-03-03T08:00:00Z');
const made = '2026-01-01T08:00:00.000Z';
/** Four a day, all at one desk; each fifth is of another kind, and of those the last goes on all the same. */
const documents = Array.from({ length: count }, (_, index) => {
  const from = start + Math.floor(index / 4) * 86_400_000 + (index % 4) * 30 * 60_000;
  const by = { memberId: 'member-els', name: 'Els' };
  return {
    ...{ id: `many-${index}`, createdAt: made, updatedAt: made, updatedBy: by },
    ...{ code: `A${index}`, state: 'booked', mode: 'physical' },
    ...{ productCode: index % 5 === 4 ? 'permit' : 'attest', subject: 'Attest', answers: {}, guests: [] },
    ...{ memberIds: ['member-a'], teamId: 'team-planned', deskId: 'desk-a', locationId: 'hall', persons: 1 },
    ...{ startsAt: new Date(from).toISOString(), endsAt: new Date(from + 20 * 60_000).toISOString() },
    ...{ bufferMinutes: 10, bring: [], notices: [], notes: [] },
    ...(index === count - 1 ? { stands: { despite: ['placeGone'], at: made, by } } : {}),
  };
});
const permit = row('product', 'permit', {
  ...{ theme: 'x', minutes: 20, minutesPerExtraPerson: 30, teamId: 'team-planned', bufferMinutes: 10 },
  ...{ modes: ['physical'], bring: [] },
});

describe('a change that hits thousands', () => {
  let midoffice: TestMidoffice;
  let ann: Desk;
  let told: HitAppointments;
  beforeAll(async () => {
    const [engine] = engines;
    if (engine === undefined) throw new Error('No engine');
    const many = { collection: 'appointments' as const, documents };
    const hall = { ...plannedHall, documents: [...plannedHall.documents, permit] };
    midoffice = await startForTests(engine, {}, [referenceFixture, hall as never, many as never]);
    ann = await Desk.logIn(midoffice.url, 'member-ann', 'device-ann');
    told = await ask<HitAppointments>(hitAppointmentsDocument, 'hitAppointments', change);
  });
  afterAll(() => midoffice?.stop());

  async function ask<Value>(document: string, field: string, args: object): Promise<Value> {
    const answer = await sendGraphql(ann.url, document, { ...args }, ann.grant.token);
    const [error] = answer.errors;
    if (error !== undefined) throw new Error(String(error.extensions?.code));
    return stripNulls(answer.data?.[field] as Value);
  }
  const gone = row('desk', 'desk-a', { building: 'Hall', number: 'desk-a', teamIds: ['team-planned'] });
  const change = { id: gone.id, kind: 'desk', name: gone.name, active: false, data: gone.data };
  const basedOn = gone.updatedAt;
  const leave = (): Decision[] => told.hits.map(({ appointmentId }) => ({ appointmentId, how: 'leave' }));
  const save = (groups: readonly GroupDecision[]) =>
    ask<SavedReference>(saveReferenceDocument, 'saveReference', {
      ...{ operationId: v7(), ...change, basedOn, decisions: leave(), groups },
    });
  const calledNow = async () => {
    const rows = await rowsOf<{ data: Appointment }>(
      midoffice.services.database.orm,
      sql`SELECT data FROM document WHERE collection = 'appointments' AND data -> 'toCall' ->> 'reason' = 'notPossible'`,
    );
    return rows.map(({ data }) => data.id).sort();
  };

  it('is told of the first one by one, of the rest how many of each kind', () => {
    expect(told.hits.map(({ appointmentId }) => appointmentId)).toEqual(documents.slice(0, 1000).map(({ id }) => id));
    expect(told.groups).toEqual([
      { productCode: 'attest', product: 'attest', count: 1280 },
      { productCode: 'permit', product: 'permit', count: 320 },
    ]);
    // For so many no moment is looked for, and that is said.
    expect(told.hits[0]).toHaveProperty('proposal');
    expect(told.hits.at(-1)).toMatchObject({ noProposal: 'notLooked' });
  });

  it('is not saved as long as one kind was not decided about, or more of it are there than were told', async () => {
    const permits = { productCode: 'permit', how: 'leave' as const, count: 320 };
    await expect(save([permits])).rejects.toThrow('REFERENCE_HITS_APPOINTMENTS');
    const tooFew = { productCode: 'attest', how: 'leave' as const, count: 1279 };
    await expect(save([permits, tooFew])).rejects.toThrow('REFERENCE_HITS_APPOINTMENTS');
  });

  it('is saved when each kind was decided about; those to be called follow in parts, and whoever goes on all the same is left', async () => {
    await save([
      { productCode: 'attest', how: 'leave', count: 1280 },
      { productCode: 'permit', how: 'call', count: 320 },
    ]);
    expect(await calledNow()).toEqual([]);
    const last = told.hits.at(-1);
    const call = (more: Partial<CalledHindered>) =>
      ask<CalledHindered>(callHinderedDocument, 'callHindered', {
        productCode: 'permit',
        afterStartsAt: more.nextStartsAt ?? last?.startsAt,
        afterId: more.nextId ?? last?.appointmentId,
      });
    const first = await call({});
    expect(first).toMatchObject({ called: 200, nextId: expect.any(String) });
    expect(await call(first)).toEqual({ called: 119 });
    const expected = documents.slice(1000, -1).filter(({ productCode }) => productCode === 'permit');
    expect(await calledNow()).toEqual(expected.map(({ id }) => id).sort());
    // Asked again nobody is on it twice.
    expect(await call({})).toMatchObject({ called: 0 });
  });

  it('has whole days at once in memory, and no more than some', async () => {
    const sizes: number[] = [];
    const days: string[][] = [];
    const { orm } = midoffice.services.database;
    for await (const part of takingByDays(orm, { from: start, until: start + 2000 * 86_400_000 })) {
      sizes.push(part.length);
      days.push([...new Set(part.map(({ startsAt }) => startsAt.slice(0, 10)))]);
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    expect(new Set(days.flat()).size).toBe(days.flat().length);
  });
});
