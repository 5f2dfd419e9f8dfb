import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, moment, personFixture } from '../testing/fixture-documents.ts';
import { Listening } from '../testing/listening.ts';
import { startForTests, type TestMidoffice, testConfiguration } from '../testing/start-for-tests.ts';
import { audienceSuffix, readNotification } from './audience.ts';

const author = { memberId: 'member-els', name: 'Els Peeters' };

function visit(): DocumentOf<'visits'> {
  return {
    ...{ id: v7(), createdAt: moment, updatedAt: moment, updatedBy: author },
    ...{ ticket: 'A1', state: 'waiting', arrivedAt: moment, locationId: 'location-1', priority: 0 },
    ...{ services: [], draft: '', notes: [] },
  } as DocumentOf<'visits'>;
}

describe.each(engines)('pokes for who is concerned, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let other: Midoffice;
  let els: Desk;
  let karim: Desk;
  const person = personFixture({ nationalNumber: undefined });

  beforeAll(async () => {
    const work = { scope: 'teams', workOnly: true } as const;
    midoffice = await startForTests(engine, work);
    const configuration = { ...testConfiguration(midoffice.databaseConfiguration), ...work };
    // PGlite has one process: there the second desk is on the same node.
    other = engine.name === 'PGlite' ? midoffice : await startMidoffice(configuration, pino({ level: 'silent' }));
    els = await Desk.logIn(midoffice.url, 'member-els');
    karim = await Desk.logIn(other.url, 'member-karim');
    await els.pushOne('persons', person);
  });
  afterAll(async () => {
    if (other !== midoffice) await other?.stop();
    await midoffice?.stop();
  });

  /** Both desks listen while `write` runs and something for everyone follows it. What they were poked for, besides that. */
  async function pokedFor(write: () => Promise<unknown>) {
    const listening = await Promise.all([Listening.open(els), Listening.open(karim)]);
    // What was written before is heard before this one, and forgotten.
    expect((await els.pushOne('visits', visit())).outcome).toBe('accepted');
    await Promise.all(listening.map((desk) => desk.until('visits')));
    for (const desk of listening) desk.forget();
    await write();
    // Pokes keep the order of what was written: when this one is heard, those before it were.
    expect((await els.pushOne('visits', visit())).outcome).toBe('accepted');
    await Promise.all(listening.map((desk) => desk.until('visits')));
    const [first, second] = listening.map(({ heard, stop }) => {
      stop();
      return [...heard].filter((name) => name !== 'visits').sort();
    });
    return { els: first, karim: second };
  }

  it('wakes the team and the maker of a dossier, and nobody else', async () => {
    const foreign = dossierFixture(person.id, { teamId: 'team-onthaal' });
    expect(await pokedFor(() => els.pushOne('dossiers', foreign))).toEqual({ els: ['dossiers', 'persons'], karim: [] });
    const own = dossierFixture(person.id, { teamId: 'team-omgeving', history: [] });
    const poked = await pokedFor(() => els.pushOne('dossiers', own));
    expect(poked.karim).toEqual(['dossiers', 'persons']);
  });

  it('wakes both teams when a dossier goes from one to the other', async () => {
    const dossier = dossierFixture(person.id, { teamId: 'team-onthaal', updatedBy: author });
    await els.pushOne('dossiers', dossier);
    const moved = { ...dossier, teamId: 'team-omgeving', updatedAt: new Date().toISOString() };
    const poked = await pokedFor(() => els.pushOne('dossiers', moved, dossier));
    expect(poked).toEqual({ els: ['dossiers', 'persons'], karim: ['dossiers', 'persons'] });
  });

  it('wakes those who work on the dossier that something hangs on, and those who have the person', async () => {
    const mine = personFixture({ nationalNumber: undefined });
    const dossier = dossierFixture(mine.id, { teamId: 'team-omgeving', history: [] });
    const task = { id: v7(), createdAt: moment, updatedAt: moment, updatedBy: author, kind: 'action' as const };
    await els.pushOne('persons', mine);
    await els.pushOne('dossiers', dossier);
    const hung = await pokedFor(() =>
      els.pushOne('tasks', {
        ...task,
        ...{ title: 'Nakijken', state: 'open', teamId: 'team-onthaal', notes: [], dossierId: dossier.id },
      }),
    );
    expect(hung.karim).toEqual(['tasks']);
    const next = { ...mine, displayName: 'Anders', updatedAt: new Date().toISOString() };
    expect((await pokedFor(() => els.pushOne('persons', next, mine))).karim).toEqual(['persons']);
    const nobodys = personFixture({ nationalNumber: undefined });
    expect((await pokedFor(() => els.pushOne('persons', nobodys))).karim).toEqual([]);
  });

  it('follows a member to another team while the desk goes on listening', async () => {
    const listening = await Listening.open(karim);
    const ann = await Desk.logIn(midoffice.url, 'member-ann');
    const change = 'mutation { changeMember(memberId: "member-karim", teamIds: ["team-onthaal"]) }';
    expect((await sendGraphql(midoffice.url, change, {}, ann.grant.token)).errors).toEqual([]);
    await listening.until('references');
    await els.pushOne('dossiers', dossierFixture(person.id, { teamId: 'team-onthaal' }));
    await listening.until('dossiers');
    listening.stop();
  });
});

describe('whom a notification names', () => {
  it('comes back as it was written', () => {
    const keys = new Set(['team/a:b', 'member/c']);
    expect(readNotification(`dossiers:12${audienceSuffix(keys)}`)).toEqual({
      collection: 'dossiers',
      transaction: 12n,
      audience: keys,
    });
    expect(readNotification('dossiers:12')?.audience).toBe('everyone');
    expect(readNotification('dossiers')).toBeUndefined();
  });

  it('is everyone when they are too many for one notification', () => {
    const many = new Set(Array.from({ length: 200 }, (_, index) => `member/${'x'.repeat(60)}${index}`));
    expect(audienceSuffix(many)).toBe('');
  });
});
