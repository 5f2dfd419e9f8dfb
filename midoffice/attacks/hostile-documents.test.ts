import { errorCodes } from '@onthaal/contract/errors.ts';
import { pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushOutcome } from '../documents/push-row.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { postRaw } from '../testing/raw-request.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Collection = 'persons' | 'dossiers';

/** JSON text that a hostile or broken desk may put where a value belongs. */
const hostileText = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    'null',
    'true',
    '1e400',
    '-1e400',
    '1e-400',
    '0.1234567890123456789012345678901234567890',
    '123456789012345678901234567890',
    '"a\\u0000b"',
    '"half \\ud800"',
    '"\\udc00\\ud800"',
    '"Jan\\u202Eneta\\u2066"',
    '"\\u0007\\u001b[31m"',
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '[{"__proto__":{"polluted":true}}]',
    '"__proto__"',
    '"\'; DROP TABLE document; --"',
    '"<script>alert(1)</script>"',
  ),
  fc.integer({ min: 1, max: 6 }).map((size) => JSON.stringify('x'.repeat(10 ** size))),
  fc.integer({ min: 2, max: 4 }).map((size) => `${'['.repeat(10 ** size)}${']'.repeat(10 ** size)}`),
  fc.integer({ min: 2, max: 4 }).map((size) => `${'{"a":'.repeat(10 ** size)}1${'}'.repeat(10 ** size)}`),
);

const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'a\u0000b',
  '',
);

describe.each(engines)('hostile documents on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els');
    expect((await els.pushOne('persons', person)).outcome).toBe('accepted');
  });
  afterAll(() => midoffice?.stop());

  const freshDocument = (collection: Collection) =>
    collection === 'persons' ? personFixture() : dossierFixture(person.id);

  /** Pushes rows of which the documents are JSON text as it is; undefined when the request as a whole was refused. */
  async function pushTexts(
    collection: Collection,
    texts: readonly string[],
  ): Promise<readonly PushOutcome[] | undefined> {
    const rows = texts.map((text) => `{"operationId":${JSON.stringify(v7())},"newDocumentState":${text}}`).join(',');
    const query = JSON.stringify(pushDocuments[collection]);
    const answer = await postRaw(midoffice.url, `{"query":${query},"variables":{"rows":[${rows}]}}`, {
      authorization: `Bearer ${els.grant.token}`,
    });
    expect(answer.text).not.toMatch(/postgres|pglite|drizzle|node_modules|\bat .*:\d+:\d+/i);
    if (answer.status !== 200 || answer.codes.length > 0) {
      expect([400, 413]).toContain(answer.status);
      for (const code of answer.codes) expect(['ARGUMENT_INVALID', 'REQUEST_TOO_LARGE']).toContain(code);
      return undefined;
    }
    const { data } = JSON.parse(answer.text) as { readonly data: Readonly<Record<string, readonly PushOutcome[]>> };
    return Object.values(data)[0];
  }

  it('are refused one by one with a code, or kept whole; what stands beside them is accepted', async () => {
    const collections = fc.constantFrom<Collection>('persons', 'dossiers');
    await fc.assert(
      fc.asyncProperty(
        collections,
        fc.nat(),
        hostileText,
        fc.option(hostileKey),
        async (collection, place, value, key) => {
          const document = freshDocument(collection);
          const names = Object.keys(document);
          const name = key ?? names[place % names.length] ?? 'id';
          const { [name as 'id']: _replaced, ...rest } = document;
          const hostile = `${JSON.stringify(rest).slice(0, -1)},${JSON.stringify(name)}:${value}}`;
          const good = freshDocument(collection);
          const outcomes = await pushTexts(collection, [hostile, JSON.stringify(good)]);
          expect({}).not.toHaveProperty('polluted');
          if (outcomes === undefined) return;
          expect(outcomes[1]).toMatchObject({ documentId: good.id, outcome: 'accepted' });
          const [outcome] = outcomes;
          if (outcome?.outcome === 'rejected') expect(errorCodes).toContain(outcome.error?.code);
          else expect(outcome?.outcome).toBe('accepted');
        },
      ),
      { numRuns: 100 },
    );
    // Everything that was accepted can be read again, by every desk.
    for (const collection of ['persons', 'dossiers'] as const) {
      let checkpoint: string | null = null;
      for (;;) {
        const page = await els.pull(collection, checkpoint, 1000);
        expect(page.setAside).toBe(0);
        if (!page.more) break;
        checkpoint = page.checkpoint;
      }
    }
  });

  it('are refused when they nest without end, and the mid-office goes on', async () => {
    for (const depth of [5000, 100_000]) {
      const answers = [
        await pushTexts('persons', [`${'['.repeat(depth)}${']'.repeat(depth)}`]),
        await pushTexts('dossiers', [
          JSON.stringify(dossierFixture(person.id)).replace(
            '"surface":18',
            `"surface":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
          ),
        ]),
      ];
      for (const outcomes of answers) if (outcomes !== undefined) expect(outcomes[0]?.outcome).toBe('rejected');
    }
    expect((await els.pushOne('persons', personFixture())).outcome).toBe('accepted');
  });

  it('are refused when a name turns the letters round, but not when it is written from right to left', async () => {
    for (const trick of ['\u202E', '\u202A', '\u2066', '\u2069']) {
      const outcome = await els.pushOne('persons', personFixture({ displayName: `Jan ${trick}nesnaJ` }));
      expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_INVALID', field: 'displayName' } });
    }
    expect((await els.pushOne('persons', personFixture({ displayName: 'محمد علي' }))).outcome).toBe('accepted');
  });

  it('keep to bytes that are UTF-8', async () => {
    const text = JSON.stringify({
      query: pushDocuments.persons,
      variables: { rows: [{ operationId: v7(), newDocumentState: personFixture({ displayName: 'NAAM' }) }] },
    });
    const [before = '', after = ''] = text.split('NAAM');
    for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]) {
      const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
      const answer = await postRaw(midoffice.url, body, { authorization: `Bearer ${els.grant.token}` });
      expect([answer.status, answer.codes]).toEqual([400, ['ARGUMENT_INVALID']]);
    }
  });
});
