import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { errorCodes } from '@onthaal/contract/errors.ts';
import {
  feedStateDocument,
  pullDocuments,
  unknownStatesDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { postRaw } from '../testing/raw-request.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const words = fc.constantFrom(
  ...['query', 'mutation', 'subscription', '{', '}', '(', ')', ':', '$x', '!', '[', ']', '...', '@skip', '"', '"""'],
  ...['pullPersons', 'limit', '-1', '5001', '1e999', 'null', 'fragment', 'on', 'Person', '__typename', '__schema'],
  ...['changes', 'collections', 'demoLogIn', 'memberId', 'revokeAccess', '\u0000', '\u202E', '#', ',', '&', '|', '='],
);
const strangeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '\u0000', 'a\u0000', '\ud800', "'; DELETE FROM document; --", '__proto__', '9'.repeat(400)),
);

describe.each(engines)('hostile requests on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let ann: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
    ann = await Desk.logIn(midoffice.url, 'member-ann');
    expect((await els.pushOne('persons', personFixture({ id: 'person-1' }))).outcome).toBe('accepted');
  });
  afterAll(() => midoffice?.stop());

  /** Whatever comes, the answer is JSON with known codes, tells nothing of the inside, and is never a failure of the mid-office. */
  async function expectPlainAnswer(
    body: string | Buffer,
    desk: Desk = els,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const answer = await postRaw(midoffice.url, body, { authorization: `Bearer ${desk.grant.token}`, ...headers });
    expect({ status: answer.status, body: body.toString(), text: answer.text }).toMatchObject({
      status: expect.toSatisfy((status: number) => status < 500),
    });
    for (const code of answer.codes) expect(errorCodes).toContain(code);
    expect(answer.text).not.toMatch(/postgres|pglite|drizzle|node_modules/i);
    return answer;
  }

  const asked = (query: string, variables: object = {}) => JSON.stringify({ query, variables });

  it('that are no GraphQL, or nearly, get a plain answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 25 }), async (parts) => {
        await expectPlainAnswer(asked(parts.join(' ')));
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), (body) => expectPlainAnswer(body).then(() => undefined)),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) =>
        expectPlainAnswer(Buffer.from(bytes)).then(() => undefined),
      ),
      { numRuns: 60 },
    );
    for (const body of ['', '[]', 'null', '0', '{"query":null}', '{"query":{}}', '{"query":"{ x }","variables":[]}']) {
      await expectPlainAnswer(body);
    }
  });

  it('with any value for any argument get a plain answer', async () => {
    const logIn = 'mutation ($m: ID!, $d: ID!) { demoLogIn(memberId: $m, deviceId: $d) { token } }';
    const revoke = 'mutation ($m: ID, $d: ID) { revokeAccess(memberId: $m, deviceId: $d) }';
    const change = 'mutation ($m: ID!, $t: [ID!], $r: String) { changeMember(memberId: $m, teamIds: $t, role: $r) }';
    await fc.assert(
      fc.asyncProperty(strangeText, strangeText, async (one, other) => {
        await expectPlainAnswer(asked(logIn, { m: one, d: other }));
        await expectPlainAnswer(asked(logIn, { m: one, d: 'device-strange' }));
        await expectPlainAnswer(asked(revoke, { m: `x${one}`, d: `x${other}` }), ann);
        await expectPlainAnswer(asked(change, { m: one, t: [other], r: other }), ann);
        await expectPlainAnswer(asked(change, { m: 'member-piet', t: [other] }), ann);
        await expectPlainAnswer(asked(feedStateDocument, { marks: [one], checkpoints: [other] }));
        const states = [{ collection: one, documentId: other, updatedAt: one }];
        await expectPlainAnswer(asked(unknownStatesDocument, { states }));
        await expectPlainAnswer(asked(pullDocuments.persons, { checkpoint: one, limit: 10 }));
        await expectPlainAnswer(asked(pullDocuments.persons, { checkpoint: null, limit: other }));
      }),
      { numRuns: 60 },
    );
  });

  it('with a tampered checkpoint are refused, or served from a place in the same order', async () => {
    const { checkpoint } = await els.pull('persons');
    const parts = (checkpoint ?? '').split(':');
    const piece = fc.oneof(
      fc.bigInt({ min: -5n, max: 10n ** 21n }).map(String),
      fc.constantFrom(...parts, 'x', '', '0x1'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 4 }), fc.constantFrom(...collectionNames), async (pieces, name) => {
        const body = asked(pullDocuments[name], { checkpoint: pieces.join(':'), limit: 5 });
        const { status, codes } = await expectPlainAnswer(body);
        expect([status, ...codes]).toEqual(status === 200 ? [200] : [400, 'ARGUMENT_INVALID']);
      }),
      { numRuns: 150 },
    );
  });

  it('leave the mid-office and its documents as they were', async () => {
    const { documents } = await els.pull('persons');
    expect(documents.map(({ id }) => id)).toEqual(['person-1']);
  });
});
