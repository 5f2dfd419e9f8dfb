import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { schemaChange } from './schema-change.ts';

type Schema = Record<string, unknown>;

const NAMES = ['a', 'b', 'c', 'd'];
const WORDS = ['x', 'yy', 'zzz'];
const RUNS = 2000;

const text = fc.record(
  { minLength: fc.integer({ min: 0, max: 2 }), maxLength: fc.integer({ min: 2, max: 5 }) },
  { requiredKeys: [] },
);
const numbers = fc.record(
  { minimum: fc.integer({ min: -3, max: 0 }), maximum: fc.integer({ min: 1, max: 4 }) },
  { requiredKeys: [] },
);

const { schema: anySchema } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    text.map((limits) => ({ type: 'string', ...limits })),
    fc.subarray(WORDS, { minLength: 1 }).map((words) => ({ type: 'string', enum: words })),
    fc.constantFrom(...WORDS).map((word) => ({ const: word })),
    numbers.map((limits) => ({ type: 'integer', ...limits })),
    numbers.map((limits) => ({ type: 'number', ...limits })),
    fc.constantFrom({ type: 'boolean' }, { type: ['string', 'boolean'] }, {}),
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.integer({ min: 0, max: 3 }) }),
    tie('object'),
  ),
  object: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 3 }),
      fc.subarray(NAMES),
      fc.oneof(fc.boolean(), tie('schema')),
    )
    .map(([properties, required, additionalProperties]) => ({
      type: 'object',
      properties,
      required: required.filter((name) => name in properties),
      additionalProperties,
    })),
}));

/** Changes one keyword somewhere in a schema, in any direction. */
function changed(schema: Schema, random: (below: number) => number, other: Schema): Schema {
  const keys = Object.keys(schema);
  const key = keys[random(keys.length)];
  if (key === undefined) return other;
  const value = schema[key];
  if (key === 'properties') return { ...schema, properties: changedProperties(value as Schema, random, other) };
  if (key === 'items') return { ...schema, items: changed(value as Schema, random, other) };
  if (key === 'required') {
    const properties = Object.keys(schema.properties as Schema);
    return { ...schema, required: properties.filter(() => random(2) === 0) };
  }
  if (key === 'enum') return { ...schema, enum: WORDS.slice(0, 1 + random(3)) };
  if (typeof value === 'number') return { ...schema, [key]: Math.max(0, value + random(3) - 1) };
  if (key === 'additionalProperties') return { ...schema, additionalProperties: [true, false, other][random(3)] };
  const { [key]: _gone, ...rest } = schema;
  return random(2) === 0 ? rest : other;
}

function changedProperties(properties: Schema, random: (below: number) => number, other: Schema): Schema {
  const name = NAMES[random(NAMES.length)] ?? 'a';
  if (!(name in properties)) return { ...properties, [name]: other };
  const { [name]: before, ...rest } = properties;
  return random(3) === 0 ? rest : { ...rest, [name]: changed(before as Schema, random, other) };
}

const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...WORDS, '', 'long text', true, false, 0.5),
    fc.integer({ min: -4, max: 5 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Values that a schema accepts, for the most part. */
function accepted(schema: unknown): fc.Arbitrary<unknown> {
  if (typeof schema !== 'object' || schema === null) return anyValue;
  const { type, properties, required, items, additionalProperties, ...rest } = schema as Schema;
  if (Array.isArray(rest.enum)) return fc.constantFrom(...(rest.enum as unknown[]));
  if (rest.const !== undefined) return fc.constant(rest.const);
  if (type === 'object') {
    const others = Object.fromEntries(NAMES.map((name) => [name, accepted(additionalProperties)]));
    const known = Object.entries(properties as Schema).map(([name, inner]) => [name, accepted(inner)] as const);
    const all =
      additionalProperties === false ? Object.fromEntries(known) : { ...others, ...Object.fromEntries(known) };
    return fc.record(all, { requiredKeys: required as string[] });
  }
  if (type === 'array') return fc.array(accepted(items), { maxLength: Number(rest.maxItems) });
  if (type === 'integer' || type === 'number') {
    return fc.integer({
      min: Number(rest.minimum ?? -4),
      max: Math.max(Number(rest.minimum ?? -4), Number(rest.maximum ?? 5)),
    });
  }
  if (type === 'string') {
    const minLength = Number(rest.minLength ?? 0);
    return fc.string({ minLength, maxLength: Math.max(minLength, Number(rest.maxLength ?? 6)) });
  }
  return anyValue;
}

const change = fc
  .tuple(anySchema, fc.array(fc.tuple(fc.infiniteStream(fc.nat()), anySchema), { minLength: 1, maxLength: 2 }))
  .map(([before, changes]) => {
    let after = before;
    for (const [stream, other] of changes) {
      after = changed(after, (below) => (below === 0 ? 0 : (stream.next().value ?? 0) % below), other);
    }
    return { before, after };
  });

describe('schemaChange', () => {
  it('never calls a change additive that refuses a document of the old schema', () => {
    const seen = { none: 0, additive: 0, breaking: 0, refused: 0 };
    fc.assert(
      fc.property(
        change.chain(({ before, after }) =>
          fc.record({
            before: fc.constant(before),
            after: fc.constant(after),
            values: fc.array(fc.oneof({ arbitrary: accepted(before), weight: 4 }, anyValue), {
              minLength: 6,
              maxLength: 10,
            }),
          }),
        ),
        ({ before, after, values }) => {
          const verdict = schemaChange(before, after);
          seen[verdict] += 1;
          const [then, now] = [Compile(before), Compile(after)];
          const refused = values.filter((value) => then.Check(value) && !now.Check(value));
          if (refused.length > 0) seen.refused += 1;
          if (verdict !== 'breaking') expect(refused).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
    // Otherwise the property above says nothing.
    expect(Math.min(seen.none, seen.additive, seen.breaking, seen.refused)).toBeGreaterThan(RUNS / 50);
  });

  it('does not mind the order of keys, of required fields or a title', () => {
    const person = rxdbSchemas.persons;
    const reordered = {
      ...Object.fromEntries(Object.entries(person).reverse()),
      required: [...person.required].reverse(),
    };
    expect(schemaChange(person, person)).toBe('none');
    expect(schemaChange(person, Object.fromEntries(Object.entries(person).reverse()))).toBe('none');
    expect(schemaChange(person, { ...reordered, title: 'Another' })).toBe('additive');
  });
});

describe('schemaChange of a real schema', () => {
  const dossier = rxdbSchemas.dossiers as unknown as Schema & {
    properties: Record<string, Schema>;
    required: string[];
  };
  const withProperty = (name: string, schema: unknown) => ({
    ...dossier,
    properties: { ...dossier.properties, [name]: schema },
  });
  const status = dossier.properties.status as { readonly enum: string[] };

  it.each([
    ['a new optional property', withProperty('colour', { type: 'string', maxLength: 20 })],
    ['a wider limit', withProperty('subject', { ...dossier.properties.subject, maxLength: 4000 })],
    ['one more value', withProperty('status', { ...status, enum: [...status.enum, 'archived'] })],
    ['another index', { ...dossier, indexes: [['parcel']] }],
    ['no index', { ...dossier, indexes: [] }],
    ['a field that may be left out', { ...dossier, required: dossier.required.filter((name) => name !== 'subject') }],
  ])('%s is additive', (_what, after) => {
    expect(schemaChange(dossier, after)).toBe('additive');
  });

  it.each([
    ['a new required property', { ...withProperty('colour', {}), required: [...dossier.required, 'colour'] }],
    ['a property that is gone', { ...dossier, properties: { id: dossier.properties.id } }],
    ['a narrower limit', withProperty('subject', { ...dossier.properties.subject, maxLength: 10 })],
    ['a value less', withProperty('status', { ...status, enum: status.enum.slice(1) })],
    ['another type', withProperty('subject', { type: 'integer' })],
    ['another pattern', withProperty('id', { ...dossier.properties.id, pattern: '^x' })],
    ['another version', { ...dossier, version: 1 }],
    ['another key', { ...dossier, primaryKey: 'number' }],
    ['attachments', { ...dossier, attachments: {} }],
    ['a keyword that it does not know', withProperty('subject', { ...dossier.properties.subject, format: 'uri' })],
  ])('%s is breaking', (_what, after) => {
    expect(schemaChange(dossier, after)).toBe('breaking');
  });
});
