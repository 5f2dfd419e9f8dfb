import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { Client } from 'pg';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, moment, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice, testConfiguration } from '../testing/start-for-tests.ts';
import { lockDocument, writeDocument } from './write-document.ts';

const postgresql = engines.find(({ name }) => name === 'PostgreSQL');
if (postgresql === undefined) throw new Error('PostgreSQL is not among the engines');
const author = { memberId: 'member-els', name: 'Els Peeters' };

let first: TestMidoffice;
let second: Midoffice;
let els: Desk;
let karim: Desk;
const person = personFixture();

beforeAll(async () => {
  first = await startForTests(postgresql, { scope: 'teams' });
  const configuration = { ...testConfiguration(first.databaseConfiguration), scope: 'teams' as const };
  second = await startMidoffice(configuration, pino({ level: 'silent' }));
  els = await Desk.logIn(first.url, 'member-els');
  karim = await Desk.logIn(second.url, 'member-karim');
  await els.pushOne('persons', person);
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

function taskOf(dossierId: string): DocumentOf<'tasks'> {
  const times = { createdAt: moment, updatedAt: moment, updatedBy: author };
  const fixed = { kind: 'action', title: 'Nakijken', state: 'open', teamId: 'team-onthaal' } as const;
  return { id: v7(), ...times, ...fixed, notes: [], dossierId };
}

/** What a desk has that follows the feed: documents come, change and go by the marks that travel with them. */
class FollowingDesk {
  readonly has = new Map<string, 'here'>();
  readonly goneBecause = new Map<string, 'deleted' | 'left'>();
  readonly #collection: 'dossiers' | 'tasks';
  #checkpoint: string | null = null;

  constructor(collection: 'dossiers' | 'tasks') {
    this.#collection = collection;
  }

  async pull(desk: Desk): Promise<void> {
    for (;;) {
      const page = await desk.pull(this.#collection, this.#checkpoint, 20);
      for (const { id, deleted } of page.documents) {
        if (deleted) this.#gone(id, 'deleted');
        else this.has.set(id, 'here');
      }
      for (const id of page.left) this.#gone(id, 'left');
      if (page.checkpoint === this.#checkpoint) return;
      this.#checkpoint = page.checkpoint;
    }
  }

  #gone(id: string, reason: 'deleted' | 'left'): void {
    if (this.has.delete(id)) this.goneBecause.set(id, reason);
  }
}

describe('what hangs on a dossier that changes hands', () => {
  it('reaches the new team also when it is written at that very moment', async () => {
    const dossier = dossierFixture(person.id, { teamId: 'team-onthaal' });
    await els.pushOne('dossiers', dossier);
    const following = new FollowingDesk('tasks');
    await following.pull(karim);
    const task = taskOf(dossier.id);
    const hanging = holdWrite('tasks', undefined, task);
    await hanging.written;
    const moving = holdWrite('dossiers', dossier, { ...dossier, teamId: 'team-omgeving' });
    await untilWaitingOr(moving);
    await hanging.commit();
    await moving.written;
    // The task can be pulled now; whose dossier it hangs on is about to change.
    await following.pull(karim);
    await moving.commit();
    await following.pull(karim);
    expect([...following.has.keys()]).toContain(task.id);
  });

  it('is at every moment with the right team while many desks move, hang on and delete through two nodes', async () => {
    const dossiers = Array.from({ length: 6 }, () => dossierFixture(person.id, { teamId: 'team-omgeving' }));
    for (const dossier of dossiers) await els.pushOne('dossiers', dossier);
    const seen = { dossiers: new FollowingDesk('dossiers'), tasks: new FollowingDesk('tasks') };
    const there = await Desk.logIn(second.url, 'member-els');
    let isDone = false;
    const reading = (async () => {
      while (!isDone) for (const following of Object.values(seen)) await following.pull(karim);
    })();
    const ends = await Promise.all(
      dossiers.map(async (dossier, place) => {
        let current = dossier;
        const tasks: DocumentOf<'tasks'>[] = [];
        for (let turn = 0; turn < 8; turn += 1) {
          const desk = turn % 2 === 0 ? els : there;
          const next = { ...current, teamId: (turn + place) % 2 === 0 ? 'team-onthaal' : 'team-omgeving' };
          const task = taskOf(dossier.id);
          tasks.push(task);
          const outcomes = await Promise.all([desk.pushOne('dossiers', next, current), there.pushOne('tasks', task)]);
          expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
          current = next;
        }
        return { dossier: current, tasks };
      }),
    );
    const ofKarim = ends.filter(({ dossier }) => dossier.teamId === 'team-omgeving');
    const [deleted] = ofKarim[0]?.tasks ?? [];
    if (deleted === undefined) throw new Error('Nobody has a task');
    isDone = true;
    await reading;
    for (const following of Object.values(seen)) await following.pull(karim);
    const [outcome] = await karim.push('tasks', [
      { operationId: v7(), assumedMasterState: deleted, newDocumentState: { ...deleted, deleted: true } },
    ]);
    expect(outcome?.outcome).toBe('accepted');
    for (const following of Object.values(seen)) await following.pull(karim);
    for (const { dossier, tasks } of ends) {
      const isHis = dossier.teamId === 'team-omgeving';
      expect(seen.dossiers.has.has(dossier.id)).toBe(isHis);
      if (!isHis) expect(seen.dossiers.goneBecause.get(dossier.id)).toBe('left');
      for (const task of tasks) expect(seen.tasks.has.has(task.id)).toBe(isHis && task.id !== deleted.id);
    }
    expect(seen.tasks.goneBecause.get(deleted.id)).toBe('deleted');
  });
});

interface HeldWrite {
  readonly written: Promise<void>;
  readonly isWritten: () => boolean;
  readonly commit: () => Promise<void>;
}

/** Writes a document as a push does, in a transaction that stays open until it is told to commit. */
function holdWrite<Name extends 'dossiers' | 'tasks'>(
  collection: Name,
  before: DocumentOf<Name> | undefined,
  next: DocumentOf<Name>,
): HeldWrite {
  const session = { memberId: 'member-els', deviceId: 'd', role: 'clerk', teamIds: [], expiresAt: 0 } as const;
  const target = { session, collection, operationId: v7(), documentId: next.id };
  let [isWritten, tellWritten, release] = [false, (): void => undefined, (): void => undefined];
  const written = new Promise<void>((resolve) => {
    tellWritten = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ended = first.services.database.orm.transaction(async (transaction) => {
    await lockDocument(transaction, collection, next);
    const raw = before === undefined ? undefined : { data: before, deleted: false };
    await writeDocument(transaction, target, raw, { data: next, deleted: false }, moment);
    isWritten = true;
    tellWritten();
    await released;
  });
  return {
    written,
    isWritten: () => isWritten,
    commit: () => {
      release();
      return ended;
    },
  };
}

/** Waits until some transaction waits for an advisory lock, or until there is nothing to wait for any more. */
async function untilWaitingOr({ isWritten }: HeldWrite): Promise<void> {
  const { databaseConfiguration: database } = first;
  const client = new Client(database.kind === 'postgresql' ? database.connectionString : '');
  await client.connect();
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`;
  while (!isWritten() && (await client.query(waiting)).rows.length === 0) await wait(10);
  await client.end();
}
