import { brotliCompressSync, gzipSync } from 'node:zlib';
import * as clientDocuments from '@onthaal/contract/generated/client-documents.ts';
import { mostRequestBytes } from '@onthaal/contract/graphql/limits.ts';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTokenKeeper } from '../session/tokens.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { postRaw } from '../testing/raw-request.ts';
import { startForTests, type TestMidoffice, testSecret } from '../testing/start-for-tests.ts';
import { operationLimits, operationProblem } from './operation-limits.ts';
import { RateLimiter } from './rate-limit.ts';

const [engine] = engines;
if (engine === undefined) throw new Error('No engine');
const overview = JSON.stringify({ query: clientDocuments.syncOverviewDocument });

describe('what an operation may ask', () => {
  const limitOf = (text: string) => operationProblem(parse(text))?.extensions.limit;

  it('is twice what desks ask, and more', () => {
    const { pullDocuments, pushDocuments, ...others } = clientDocuments;
    const texts = [...Object.values(pullDocuments), ...Object.values(pushDocuments), ...Object.values(others)];
    for (const text of texts) {
      expect(limitOf(text)).toBeUndefined();
      // The same with everything twice still passes.
      const twice = text.replace(/^[^{]*/, '').replace(/^\{(.*)\}$/s, '{ $1 again: x { $1 } }');
      expect(limitOf(twice)).toBeUndefined();
    }
  });

  it('is bounded in depth, fields, and fields at the top, whatever way they are written', () => {
    const { depth, fields, rootFields } = operationLimits;
    expect(limitOf(`${'{ a '.repeat(depth + 1)}${'}'.repeat(depth + 1)}`)).toBe('depth');
    const aliases = Array.from({ length: fields }, (_, index) => `a${index}: a`).join(' ');
    expect(limitOf(`{ documents { ${aliases} } }`)).toBe('fields');
    const roots = Array.from({ length: rootFields + 1 }, (_, index) => `a${index}: a`).join(' ');
    expect(limitOf(`query { ...on Query { ...Roots } } fragment Roots on Query { ${roots} }`)).toBe('rootFields');
  });

  it('is measured at once for fragments that double and for such without an end', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on X { ...F${index + 1} ...F${index + 1} }`,
    );
    expect(limitOf(`{ a { ...F0 } } ${doubling.join(' ')} fragment F60 on X { a }`)).toBe('fields');
    expect(limitOf('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toBeDefined();
  });
});

describe('a token bucket', () => {
  it('lets a burst through, then so many a second, each asker by itself', () => {
    let now = 0;
    const limiter = new RateLimiter({ perSecond: 2, burst: 3 }, () => now);
    expect([1, 2, 3, 4].map(() => limiter.take('a'))).toEqual([0, 0, 0, 1]);
    expect(limiter.take('b')).toBe(0);
    now = 500;
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 1]);
    now = 60_000;
    expect([1, 2, 3, 4].map(() => limiter.take('a'))).toEqual([0, 0, 0, 1]);
  });
});

describe('the mid-office outside a demo', () => {
  let midoffice: TestMidoffice;
  const tokenOf = async (device: string) => (await openTokenKeeper(testSecret).make('member-els', device)).token;

  beforeAll(async () => {
    midoffice = await startForTests(engine, { demo: false, faults: false, ratePerDevice: 1 });
  });
  afterAll(() => midoffice?.stop());

  it('tells nobody what its schema looks like', async () => {
    const token = await tokenOf('device-curious');
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Person") { name } }',
      '{ syncOvervieww }',
    ]) {
      const { errors, data } = await sendGraphql(midoffice.url, query, {}, token);
      expect(data).toBeUndefined();
      expect(errors[0]?.extensions).toMatchObject({ code: 'ARGUMENT_INVALID' });
      expect(JSON.stringify(errors)).not.toMatch(/Did you mean|syncOverview"|pullPersons/);
    }
  });

  it('asks a device that asks too often to wait, and serves the others', async () => {
    const authorization = `Bearer ${await tokenOf('device-eager')}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => postRaw(midoffice.url, overview, { authorization })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(6);
    for (const { codes, headers } of refused) {
      expect(codes).toEqual(['MIDOFFICE_BUSY']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    const other = await postRaw(midoffice.url, overview, { authorization: `Bearer ${await tokenOf('device-calm')}` });
    expect(other.status).toBe(200);
  });
});

describe('the mid-office of a demo', () => {
  let midoffice: TestMidoffice;
  let authorization = '';

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    authorization = `Bearer ${(await Desk.logIn(midoffice.url, 'member-els')).grant.token}`;
  });
  afterAll(() => midoffice?.stop());

  it('shows its schema, and refuses operations that ask too much with a plain sentence', async () => {
    const { data } = await sendGraphql(midoffice.url, '{ __schema { queryType { name } } }', {});
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    const deep = await sendGraphql(midoffice.url, `${'{ a '.repeat(40)}${'}'.repeat(40)}`, {});
    expect(deep.errors).toEqual([
      {
        message: 'A request may go at most 12 levels deep.',
        extensions: { code: 'ARGUMENT_INVALID', limit: 'depth' },
      },
    ]);
    const long = await sendGraphql(midoffice.url, `{ ${'a '.repeat(5000)} }`, {});
    expect(long.errors[0]?.extensions).toMatchObject({ code: 'ARGUMENT_INVALID' });
  });

  it('reads requests that are packed, and refuses kinds that it cannot read', async () => {
    const packed = [
      [gzipSync(overview), 'gzip'],
      [brotliCompressSync(overview), 'br'],
    ] as const;
    for (const [body, encoding] of packed) {
      const { status } = await postRaw(midoffice.url, body, { authorization, 'content-encoding': encoding });
      expect(status).toBe(200);
    }
    const kinds: readonly Readonly<Record<string, string>>[] = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-encoding': 'compress' },
      { 'content-encoding': 'constructor' },
    ];
    for (const headers of kinds) {
      const { status, codes } = await postRaw(midoffice.url, overview, { authorization, ...headers });
      expect([status, codes]).toEqual([415, ['ARGUMENT_INVALID']]);
    }
    const broken = await postRaw(midoffice.url, overview, { authorization, 'content-encoding': 'gzip' });
    expect([broken.status, broken.codes]).toEqual([400, ['ARGUMENT_INVALID']]);
  });

  it('answers 413 to what is too large, also when it only becomes so unpacked', async () => {
    const large = JSON.stringify({ query: '{ x }', padding: 'x'.repeat(mostRequestBytes) });
    const announced = await postRaw(midoffice.url, large, { 'content-length': String(large.length) });
    const chunked = await postRaw(midoffice.url, large, { 'transfer-encoding': 'chunked' });
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    const unpacked = await postRaw(midoffice.url, bomb, { 'content-encoding': 'gzip' });
    for (const { status, codes } of [announced, chunked, unpacked]) {
      expect([status, codes]).toEqual([413, ['REQUEST_TOO_LARGE']]);
    }
    const rows = Array.from({ length: 1001 }, () => ({ operationId: 'o', newDocumentState: {} }));
    const many = { query: clientDocuments.pushDocuments.persons, variables: { rows } };
    const { status, codes } = await postRaw(midoffice.url, JSON.stringify(many), { authorization });
    expect([status, codes]).toEqual([413, ['REQUEST_TOO_LARGE']]);
  });
});
