import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { roles } from '@onthaal/contract/entities/reference-kinds.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedBatch } from '../database/bulk-load.ts';
import { rowsOf } from '../database/database.ts';
import { countPerCollection } from '../documents/overview.ts';
import { pull } from '../documents/pull.ts';
import { generateMunicipality } from '../seed/index.ts';
import { pullSourceOf } from '../server/services.ts';
import type { Session } from '../session/session.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { brusselsDay } from './work-days.ts';

const today = brusselsDay(new Date());
const batches: readonly SeedBatch[] = [...generateMunicipality({ dossiers: 300, today })];

function documentsOf<Name extends CollectionName>(name: Name): readonly DocumentOf<Name>[] {
  return batches.flatMap(({ collection, documents }) =>
    collection === name ? documents : [],
  ) as unknown as DocumentOf<Name>[];
}

const members = documentsOf('references').filter(({ kind }) => kind === 'member');

/** What hangs on no dossier: the seed makes none. */
function loosePapers(): SeedBatch[] {
  const withoutDossier = ({ dossierId: _dossierId, ...fields }: DocumentOf<'messages'>, index: number) => ({
    ...fields,
    id: `loose-message-${index}`,
  });
  const letters = documentsOf('messages').filter((_, index) => index % 4 === 0);
  const papers = documentsOf('documents').filter((_, index) => index % 4 === 0);
  const persons = documentsOf('persons');
  return [
    { collection: 'messages', documents: letters.map(withoutDossier) },
    {
      collection: 'documents',
      documents: papers.map(({ dossierId: _dossierId, ...fields }, index) => ({
        ...fields,
        id: `loose-document-${index}`,
        personId: persons[index % persons.length]?.id,
      })),
    },
  ];
}

/** A member of each role, and some more who differ in team. */
function sessions(): readonly Session[] {
  const ofRole = roles.flatMap((role) => {
    const some = members.filter(({ data }) => (data as { readonly role?: string }).role === role).slice(0, 2);
    return some.map(({ id, data }) => ({ memberId: id, role, teamIds: (data as { teamIds: string[] }).teamIds }));
  });
  return ofRole.map((session) => ({ ...session, deviceId: 'device-desk-1', expiresAt: Number.MAX_SAFE_INTEGER }));
}

describe.each(engines)('the first pull of a member’s work, on $name', (engine) => {
  let midoffice: TestMidoffice;

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams', workOnly: true }, [...batches, ...loosePapers()]);
    const { orm } = midoffice.services.database;
    const dossiers = documentsOf('dossiers').slice(0, 5);
    for (const { memberId } of sessions()) {
      for (const { id } of dossiers) {
        await orm.execute(sql`INSERT INTO desk_pin VALUES (${memberId}, 'dossiers', ${id}, '2999-01-01')`);
      }
    }
    // Some were made these days by whoever is tried; one is a mark of deletion.
    for (const [index, { memberId }] of sessions().entries()) {
      await orm.execute(sql`UPDATE document SET data = data || jsonb_build_object('createdAt', ${`${today}T08:00:00.000Z`}::text,
          'updatedBy', jsonb_build_object('memberId', ${memberId}::text, 'name', 'Iemand'))
            || CASE WHEN data ? 'history' THEN jsonb_build_object('history', '[]'::jsonb) ELSE '{}'::jsonb END
          WHERE id IN (SELECT id FROM document WHERE collection NOT IN ('references', 'consultations') AND NOT data ? 'by'
            ORDER BY md5(id) OFFSET ${index * 20} LIMIT 20)`);
    }
    await orm.execute(sql`UPDATE document SET deleted = true WHERE id IN (SELECT id FROM document
        WHERE collection IN ('tasks', 'persons', 'dossiers') ORDER BY md5(id) DESC LIMIT 30)`);
  }, 120_000);
  afterAll(() => midoffice?.stop());

  async function pullAll(session: Session, collection: CollectionName, start: string | null, limit: number) {
    const source = pullSourceOf(midoffice.services);
    const ids = new Set<string>();
    let checkpoint = start;
    for (;;) {
      const page = await pull(source, session, { collection, checkpoint, limit });
      if (!page.ok) throw new Error(page.error.code);
      for (const { id } of page.value.documents) ids.add(id);
      if (page.value.checkpoint === checkpoint || !page.value.more) return { ids, checkpoint: page.value.checkpoint };
      checkpoint = page.value.checkpoint;
    }
  }

  it.each(sessions().map((session) => [`${session.role} ${session.memberId}`, session] as const))(
    'finds by indexes what a walk through all changes finds, for %s, and counts it',
    async (_name, session) => {
      const counts = await countPerCollection(midoffice.services.database.orm, session, 'teams', true);
      for (const { collection, documents } of counts) {
        // A desk that has pulled before walks through everything that changed since.
        const walked = await pullAll(session, collection, `1:0:${midoffice.services.feed}`, 500);
        const found = await pullAll(session, collection, null, 7);
        expect([collection, [...found.ids].sort()]).toEqual([collection, [...walked.ids].sort()]);
        expect(found.checkpoint).toBe(walked.checkpoint);
        if (collection !== 'references') expect([collection, documents]).toEqual([collection, found.ids.size]);
      }
    },
    120_000,
  );

  it('is tried on members who have work, of which much is not theirs', async () => {
    const [clerk] = sessions().filter(({ role }) => role === 'clerk');
    if (clerk === undefined) throw new Error('The seed has no clerk');
    for (const collection of [
      'persons',
      'dossiers',
      'tasks',
      'interactions',
      'documents',
      'messages',
      'appointments',
    ] as const) {
      const { ids } = await pullAll(clerk, collection, null, 500);
      const [all] = await rowsOf<{ count: number }>(
        midoffice.services.database.orm,
        sql`SELECT count(*)::int AS count FROM document WHERE collection = ${collection}`,
      );
      expect(ids.size).toBeGreaterThan(0);
      expect(ids.size).toBeLessThan(all?.count ?? 0);
    }
  });

  it('brings what enters the work behind a page that was already read, and tells of what left', async () => {
    const [clerk] = sessions().filter(({ role }) => role === 'clerk');
    if (clerk === undefined) throw new Error('The seed has no clerk');
    const { orm } = midoffice.services.database;
    const source = pullSourceOf(midoffice.services);
    const first = await pull(source, clerk, { collection: 'tasks', limit: 3 });
    if (!first.ok) throw new Error(first.error.code);
    const [received] = first.value.documents;
    const { ids } = await pullAll(clerk, 'tasks', null, 500);
    const late = documentsOf('tasks').find(({ id }) => !ids.has(id));
    if (received === undefined || late === undefined) throw new Error('The seed has too few tasks');
    const move = (id: string, team: string) =>
      orm.execute(sql`UPDATE document SET data = data - 'memberId' - 'dossierId' || jsonb_build_object('teamId', ${team}::text, 'state', 'open', 'createdAt', '2025-01-01T09:00:00.000Z'),
          deleted = false, transaction_id = pg_current_xact_id(), sequence = nextval('change_sequence') WHERE id = ${id}`);
    await move(late.id, clerk.teamIds[0] ?? '');
    await move(received.id, 'team-of-others');
    const rest = await pull(source, clerk, { collection: 'tasks', checkpoint: first.value.checkpoint, limit: 500 });
    if (!rest.ok) throw new Error(rest.error.code);
    expect(rest.value.documents.map(({ id }) => id)).toContain(late.id);
    expect(rest.value.left).toContain(received.id);
  });
});
