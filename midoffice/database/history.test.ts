import { feedHeader, feedName } from '@onthaal/contract/graphql/feed-header.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownStates } from '../documents/known-states.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { addHistoryMark, historyState, newestMark } from './history.ts';

describe.each(engines)('the history of a database on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;

  const state = (marks: readonly string[], checkpoints: readonly string[]) =>
    historyState(midoffice.services.database.orm, midoffice.services.feed, { marks, checkpoints });
  const mark = () => newestMark(midoffice.services.database.orm);
  const nextMark = () => addHistoryMark(midoffice.services.database.orm);

  async function pushed(): Promise<string> {
    expect((await els.pushOne('persons', personFixture())).outcome).toBe('accepted');
    return (await els.pullAll('persons')).checkpoint ?? '';
  }

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
  });
  afterAll(() => midoffice?.stop());

  it('goes on over a restart: the desk that had everything misses nothing', async () => {
    const before = await mark();
    const checkpoint = await pushed();
    expect(await state([before], [checkpoint])).toEqual({ mark: before, restored: false, lostAfter: null });
    const after = await nextMark();
    const { lostAfter, ...rest } = await state([before], [checkpoint]);
    expect(rest).toEqual({ mark: after, restored: false });
    expect(Math.abs(Date.parse(lostAfter ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('was put back when a desk knows a position behind the end of its stretch, also when others wrote past it since', async () => {
    const before = await mark();
    const checkpoint = await pushed();
    await nextMark();
    const [transaction = '0', sequence] = checkpoint.split(':');
    const lost = `${BigInt(transaction) + 1n}:${sequence}:${midoffice.services.feed}`;
    for (let index = 0; index < 3; index += 1) await pushed();
    expect(await state([before], [checkpoint])).toMatchObject({ restored: false });
    expect(await state([before], [checkpoint, lost])).toMatchObject({ restored: true });
  });

  it('was put back when a desk worked under a mark that is not there, or followed another feed', async () => {
    const before = await mark();
    const checkpoint = await pushed();
    const after = await nextMark();
    expect(await state(['gone', before], [checkpoint])).toMatchObject({ mark: after, restored: true });
    expect((await state(['gone', before], [checkpoint])).lostAfter).not.toBeNull();
    expect(await state(['gone'], [checkpoint])).toEqual({ mark: after, restored: true, lostAfter: null });
    expect(await state([after], ['5:5:0123456789ab'])).toMatchObject({ restored: true });
    expect(await state([], ['5:5:0123456789ab'])).toMatchObject({ restored: false });
  });

  it('tells which states it never had', async () => {
    const person = personFixture();
    await els.pushOne('persons', person);
    const next = { ...person, language: 'fr' as const, updatedAt: new Date(Date.now() + 5_000).toISOString() };
    await els.pushOne('persons', next, person);
    const stateOf = (updatedAt: string, documentId = person.id) => ({ collection: 'persons', documentId, updatedAt });
    const states = [
      stateOf(person.updatedAt),
      stateOf('2026-01-01T00:00:00.000Z'),
      stateOf(next.updatedAt),
      stateOf(next.updatedAt, 'nobody'),
    ];
    expect(await unknownStates(midoffice.services.database.orm, states)).toEqual([1, 3]);
  });

  it('refuses a request that goes by another history or scope, until the desk has asked', async () => {
    const query = 'query ($limit: Int!) { pullPersons(limit: $limit) { checkpoint } }';
    const { data } = await sendGraphql(
      midoffice.url,
      '{ feedState(marks: [], checkpoints: []) { mark scopeId } }',
      {},
      els.grant.token,
    );
    const state = data?.feedState as { readonly mark: string; readonly scopeId: string } | undefined;
    const present = state?.mark ?? '';
    const scopeId = state?.scopeId ?? '';
    const ask = (feed: string) =>
      fetch(`${midoffice.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${els.grant.token}`,
          [feedHeader]: feed,
        },
        body: JSON.stringify({ query, variables: { limit: 1 } }),
      });
    expect((await ask(feedName(present, scopeId))).status).toBe(200);
    for (const other of [feedName('older', scopeId), feedName(present, 'other'), '']) {
      const answer = await ask(other);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FEED_CHANGED' } }] });
    }
  });
});
