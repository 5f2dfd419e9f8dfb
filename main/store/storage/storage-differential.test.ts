import fc from 'fast-check';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import {
  createInstance,
  DOSSIER_SCHEMA,
  dossier,
  openTestStorage,
  prepared,
  type TestInstance,
} from './test-database.ts';
import type { DocumentFields, StoredDocument, WriteRow } from './types.ts';

const TIME_LIMIT_MILLISECONDS = 12_000;
const FEWEST_RUNS = 25;

const text = fc.oneof(
  fc.constantFrom('open', 'closed', 'Éva', 'eva', '', ' ', '10', '9', "o'x", '"', '\u0000', '%', '_', '😀', '\ud7ff'),
  // Above U+D7FF SQLite's order (UTF-8) may differ from JavaScript's (UTF-16); a documented deviation of sorting.
  fc.string({ unit: 'binary', maxLength: 4 }).filter((value) => !/[\ue000-\uffff]/.test(value)),
);
/** The memory storage pads indexed texts with spaces, so it mixes up '', ' ' and '\0'. */
const PADDABLE = /^[!-\uffff]*$/;
const hundredths = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100);
const priority = fc.oneof(fc.constantFrom(0, 1, 2, 2.5, -1, 0.1), hundredths);
const count = fc.oneof(fc.constantFrom(0, 1, 2, 3, -1), fc.maxSafeInteger());
/** Above 2^53 JSON text holds a shortest decimal, which SQLite reads as another 64-bit integer. */
const weight = fc.oneof(
  fc.constantFrom(0.5, 1, 0.1, 0.30000000000000004, 0.3, 274_513_680_274_849_340, 2_037_046_911_928_488_400, 1e21),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'é', '😀');

const fieldsWith = (indexedText: fc.Arbitrary<string>) =>
  fc.record(
    {
      status: indexedText,
      priority,
      count,
      weight,
      urgent: fc.boolean(),
      note: text,
      remark: fc.option(text, { nil: null }),
      applicant: fc.record({ name: indexedText, city: text }, { requiredKeys: ['name'] }),
      labels: fc.array(text, { maxLength: 3 }),
    },
    { requiredKeys: ['status', 'priority', 'urgent', 'applicant'] },
  );

const pathsWith = (indexedText: fc.Arbitrary<string>): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  id,
  status: indexedText,
  priority,
  count,
  weight,
  urgent: fc.boolean(),
  note: text,
  remark: text,
  'applicant.name': indexedText,
  'applicant.city': text,
  labels: text,
  'labels.0': text,
});

function condition(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const operand = fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.oneof(text, count) });
  const listed = fc.oneof({ weight: 6, arbitrary: operand }, { weight: 1, arbitrary: fc.constant(null) });
  const list = fc.oneof(fc.array(listed, { maxLength: 4 }), fc.array(listed, { minLength: 51, maxLength: 60 }));
  const one = fc.oneof(
    { weight: 4, arbitrary: operand.map((value) => ({ $eq: value })) },
    operand.map((value) => ({ $ne: value })),
    fc.constantFrom({ $eq: null }, { $ne: null }, { $exists: true }, { $exists: false }),
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), operand).map(([key, value]) => ({ [key]: value })),
    fc.tuple(operand, operand).map(([low, high]) => ({ $gte: low, $lt: high })),
    list.map((values) => ({ $in: values })),
    list.map((values) => ({ $nin: values })),
    fc.constantFrom({ $regex: '^[ae]' }, { $type: 'string' }, { $size: 1 }, { $mod: [2, 1] }, {}),
    operand.map((value) => ({ $elemMatch: { $eq: value } })),
  );
  return fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: one.map((value) => ({ $not: value })) });
}

const fieldConditionWith = (indexedText: fc.Arbitrary<string>) =>
  fc.oneof(
    ...Object.entries(pathsWith(indexedText)).map(([path, value]) =>
      condition(value).map((matcher): object => ({ [path]: matcher })),
    ),
  );

const selectorWith = (fieldCondition: fc.Arbitrary<object>) =>
  fc.letrec<{ node: object }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fieldCondition,
      fc.tuple(fieldCondition, fieldCondition).map(([one, other]) => ({ ...one, ...other })),
      fc
        .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
        .map(([key, parts]) => ({ [key]: parts })),
    ),
  })).node;

const SORTABLE = [
  'status',
  'priority',
  'count',
  'weight',
  'urgent',
  'note',
  'remark',
  'applicant.name',
  'applicant.city',
  'id',
];
const sort = fc
  .uniqueArray(fc.constantFrom(...SORTABLE), { minLength: 1, maxLength: 3 })
  .chain((paths) =>
    fc
      .array(fc.constantFrom('asc', 'desc'), { minLength: paths.length, maxLength: paths.length })
      .map((directions) => paths.map((path, index) => ({ [path]: directions[index] }))),
  );

const queryWith = (selector: fc.Arbitrary<object>) =>
  fc.record(
    {
      selector: fc.tuple(fc.oneof(fc.constant({}), selector), fc.boolean()).map(([part, live]) => ({
        $and: [part, live ? { _deleted: { $eq: false } } : {}],
      })),
      sort,
      skip: fc.nat({ max: 5 }),
      limit: fc.nat({ max: 8 }),
    },
    { requiredKeys: ['selector'] },
  );

/** Steps of one run: bulks of writes and groups of queries. */
function stepsWith(indexedText: fc.Arbitrary<string>, paddable: boolean) {
  const query = queryWith(selectorWith(fieldConditionWith(indexedText)));
  const write = fc.record({ id, fields: fieldsWith(indexedText), remove: fc.boolean(), stale: fc.boolean() });
  const step = fc.oneof(
    fc.record({ writes: fc.uniqueArray(write, { selector: (one) => one.id, minLength: 1, maxLength: 8 }) }),
    fc.record({ queries: fc.array(query, { minLength: 1, maxLength: 12 }) }),
  );
  return fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 14 }), paddable: fc.constant(paddable) });
}

const runs = fc.oneof(
  stepsWith(text, false),
  stepsWith(
    text.filter((value) => PADDABLE.test(value)),
    true,
  ),
);

/** The rows of a step: updates carry the current document, stale ones an old revision or none. */
function rowsOf(
  writes: readonly { id: string; fields: object; remove: boolean; stale: boolean }[],
  state: Map<string, StoredDocument>,
) {
  return writes.map((one): WriteRow => {
    const current = state.get(one.id);
    const previous = one.stale ? undefined : current;
    const document = dossier(one.id, { ...one.fields, _deleted: one.remove && current !== undefined }, previous);
    return previous === undefined ? { document } : { previous, document };
  });
}

/** The answer by definition: every document through RxDB's matcher and comparator. */
function byDefinition(state: Map<string, StoredDocument>, one: ReturnType<typeof prepared>): StoredDocument[] {
  const matches = getQueryMatcher(DOSSIER_SCHEMA, one.query as never);
  const compare = getSortComparator(DOSSIER_SCHEMA, one.query as never);
  const found = [...state.values()].filter((document) => matches(document as never)).sort(compare);
  const { skip, limit } = one.query;
  return found.slice(skip, skip + (limit ?? Number.POSITIVE_INFINITY));
}

async function compareWrites(instances: readonly TestInstance[], rows: WriteRow[], state: Map<string, StoredDocument>) {
  const results = await Promise.all(instances.map((instance) => instance.bulkWrite(structuredClone(rows), 'test')));
  expect(results[0]).toEqual(results[1]);
  const refused = new Set(results[0]?.error.map((error) => error.documentId));
  for (const { document } of rows) {
    const key = document.id as string;
    if (!refused.has(key)) state.set(key, document as StoredDocument);
  }
}

async function compareQuery(
  ours: TestInstance,
  memory: TestInstance | undefined,
  input: object,
  state: Map<string, StoredDocument>,
) {
  const one = prepared(input);
  const { documents } = await ours.query(one);
  expect(documents).toEqual(byDefinition(state, one));
  if (memory !== undefined) expect(documents).toEqual((await memory.query(prepared(input))).documents);
  const whole = prepared({ selector: (input as { selector: object }).selector });
  expect((await ours.count(whole)).count).toBe(byDefinition(state, whole).length);
}

it('answers random writes, queries and counts as the memory storage and the definition do', async () => {
  const { storage, databaseFile } = openTestStorage();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(runs, async ({ steps, paddable }) => {
      run += 1;
      const name = `dossiers_r${run}`;
      const ours = await createInstance(storage, DOSSIER_SCHEMA, name);
      const memory = await createInstance(getRxStorageMemory() as never, DOSSIER_SCHEMA, name, `memory${run}`);
      const state = new Map<string, StoredDocument>();
      for (const one of steps) {
        if ('writes' in one) await compareWrites([ours, memory], rowsOf(one.writes, state), state);
        else for (const input of one.queries) await compareQuery(ours, paddable ? memory : undefined, input, state);
      }
      const all = await ours.findDocumentsById([...state.keys()], true);
      expect(all).toEqual([...state.values()]);
      const changes = await ours.getChangedDocumentsSince?.(1000);
      expect(changes?.documents.map((document) => (document as DocumentFields).id)).toEqual(
        [...state.values()].sort((one, other) => one._meta.lwt - other._meta.lwt).map((document) => document.id),
      );
      await ours.remove();
      await memory.remove();
    }),
    { numRuns: 400, interruptAfterTimeLimit: TIME_LIMIT_MILLISECONDS },
  );
  databaseFile.close();
  expect(run).toBeGreaterThan(FEWEST_RUNS);
}, 60_000);
