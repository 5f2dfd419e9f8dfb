import fc from 'fast-check';
import type { DocumentFields, StoredSchema } from '../types.ts';
import { DOSSIER_SCHEMA, filled } from './test-database.ts';

/** What the generated queries may ask of a path. */
export type PathKind = 'text' | 'number' | 'boolean' | 'texts' | 'numbers' | 'booleans' | 'objects' | 'object';

/** A schema with documents and paths for the differential test. */
export interface Subject {
  readonly name: string;
  readonly schema: StoredSchema;
  readonly fields: fc.Arbitrary<DocumentFields>;
  readonly paths: Readonly<Record<string, PathKind>>;
  /** Paths inside the objects of lists. */
  readonly inside: Readonly<Record<string, PathKind>>;
  readonly sortable: readonly string[];
  /** RxDB's memory storage can hold it: it needs a plain value in every indexed field. */
  readonly memory: boolean;
  /** What may be asked beside the memory storage: it takes a number outside of an index's range for its begin or end. */
  readonly inRange: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** The memory storage pads indexed texts with spaces and ends its ranges at U+FFFF, so it mixes some of them up. */
const PADDABLE = /^[!-\ufffe]*$/;

/** Whether a text has no half of a surrogate pair. */
export function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value);
}

const everyText = fc.oneof(
  fc.constantFrom(
    'open',
    'closed',
    'Éva',
    'eva',
    '',
    ' ',
    '10',
    '9',
    "o'x",
    '"',
    '\u0000',
    '%',
    '_',
    'o.x',
    'opa',
    'Open',
  ),
  // Where UTF-8 and UTF-16 order differently, and what neither can say.
  fc.constantFrom(
    '😀',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\ufffd',
    '\ud800',
    'a\udfff',
    '\ud83d',
    '𐀀',
    '\u{10ffff}',
    'a😀',
    'a\uffee',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ unit: fc.constantFrom('a', 'o', 'p', '\ud83d', '\ude00', '\uff00', 'é'), maxLength: 3 }),
);
const plainText = everyText.filter((value) => PADDABLE.test(value) && isWellFormed(value));
const hundredths = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100);
const priority = fc.oneof(fc.constantFrom(0, 1, 2, 2.5, -1, 0.1), hundredths);
const count = fc.oneof(fc.constantFrom(0, 1, 2, 3, -1), fc.maxSafeInteger());
/** Above 2^53 JSON text holds a shortest decimal, which SQLite reads as another 64-bit integer. */
const weight = fc.oneof(
  fc.constantFrom(0.5, 1, 2, 0.1, 0.30000000000000004, 0.3, 274_513_680_274_849_340, 2_037_046_911_928_488_400, 1e21),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);

/** Values of a kind, as operands. */
export const operands: Readonly<Record<'text' | 'number' | 'boolean', fc.Arbitrary<unknown>>> = {
  text: everyText,
  number: fc.oneof(priority, count, weight),
  boolean: fc.boolean(),
};

/** The same without texts that the memory storage mixes up. */
export const plainOperands: typeof operands = { ...operands, text: plainText };

function dossiers(memory: boolean): Subject {
  const indexed = memory ? plainText : everyText;
  return {
    name: memory ? 'dossiers, beside the memory storage' : 'dossiers, with every text',
    schema: DOSSIER_SCHEMA,
    memory,
    inRange: { priority },
    fields: fc.record(
      {
        status: indexed,
        priority,
        count,
        weight,
        urgent: fc.boolean(),
        note: everyText,
        remark: fc.option(everyText, { nil: null }),
        applicant: fc.record({ name: indexed, city: everyText }, { noNullPrototype: true, requiredKeys: ['name'] }),
        labels: fc.array(everyText, { maxLength: 3 }),
      },
      { noNullPrototype: true, requiredKeys: ['status', 'priority', 'urgent', 'applicant'] },
    ),
    paths: {
      ...{
        id: 'text',
        status: 'text',
        note: 'text',
        remark: 'text',
        'applicant.name': 'text',
        'applicant.city': 'text',
      },
      ...{ priority: 'number', count: 'number', weight: 'number', urgent: 'boolean', applicant: 'object' },
      ...{ labels: 'texts', 'labels.0': 'text', 'labels.1': 'text' },
    },
    inside: {},
    sortable: [
      ...[
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
      ],
      ...['labels.0', '_meta.lwt'],
    ],
  };
}

const party = fc.record(
  {
    role: fc.constantFrom('owner', 'architect', 'open'),
    name: everyText,
    age: fc.option(count, { nil: null }),
    tags: fc.array(everyText, { maxLength: 2 }),
    contact: fc.record({ mail: everyText }, { noNullPrototype: true, requiredKeys: [] }),
  },
  { noNullPrototype: true, requiredKeys: ['role'] },
);

const permits: Subject = {
  name: 'permits, with lists of objects',
  schema: filled({
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 60 },
      state: { type: 'string', maxLength: 40 },
      level: { type: 'integer', minimum: 0, maximum: 10, multipleOf: 1 },
      address: {
        type: 'object',
        properties: {
          street: { type: 'string', maxLength: 60 },
          number: { type: 'integer' },
          zip: { type: ['string', 'null'] },
          geo: { type: 'object', properties: { x: { type: 'number' }, "o'x": { type: 'number' } } },
        },
        required: ['street'],
      },
      parties: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            role: { type: 'string' },
            name: { type: 'string' },
            age: { type: ['integer', 'null'] },
            tags: { type: 'array', items: { type: 'string' } },
            contact: { type: 'object', properties: { mail: { type: 'string' } } },
          },
          required: ['role'],
        },
      },
      scores: { type: 'array', items: { type: 'number' } },
      flags: { type: 'array', items: { type: 'boolean' } },
      marks: { type: ['array', 'null'], items: { type: ['string', 'null'] } },
      owner: { type: ['object', 'null'], properties: { name: { type: 'string' } } },
      extra: { type: 'object', additionalProperties: true },
    },
    required: ['id', 'state', 'level', 'address'],
    indexes: ['address.street', ['level', 'address.street'], ['state', 'level']],
  }),
  memory: true,
  inRange: { level: fc.nat({ max: 10 }) },
  fields: fc.record(
    {
      state: plainText,
      level: fc.nat({ max: 10 }),
      address: fc.record(
        {
          street: plainText,
          number: count,
          zip: fc.option(everyText, { nil: null }),
          geo: fc.record({ x: weight, "o'x": priority }, { noNullPrototype: true, requiredKeys: [] }),
        },
        { noNullPrototype: true, requiredKeys: ['street'] },
      ),
      parties: fc.array(party, { maxLength: 3 }),
      scores: fc.array(weight, { maxLength: 3 }),
      flags: fc.array(fc.boolean(), { maxLength: 2 }),
      marks: fc.option(fc.array(fc.option(everyText, { nil: null }), { maxLength: 3 }), { nil: null }),
      owner: fc.option(fc.record({ name: everyText }, { noNullPrototype: true, requiredKeys: [] }), { nil: null }),
      extra: fc.record(
        { a: fc.oneof(everyText, count, fc.constant(null)), b: fc.oneof(everyText, count, fc.array(count)) },
        { noNullPrototype: true, requiredKeys: [] },
      ),
    },
    { noNullPrototype: true, requiredKeys: ['state', 'level', 'address'] },
  ),
  paths: {
    ...{ state: 'text', level: 'number', 'address.street': 'text', 'address.number': 'number', 'address.zip': 'text' },
    ...{
      'address.geo.x': 'number',
      "address.geo.o'x": 'number',
      address: 'object',
      owner: 'object',
      'owner.name': 'text',
    },
    ...{ parties: 'objects', 'parties.role': 'texts', 'parties.name': 'texts', 'parties.age': 'numbers' },
    ...{
      'parties.contact.mail': 'texts',
      'parties.0.name': 'text',
      'parties.tags': 'texts',
      'parties.contact': 'objects',
    },
    ...{
      scores: 'numbers',
      flags: 'booleans',
      marks: 'texts',
      'marks.0': 'text',
      'extra.a': 'text',
      'extra.b': 'number',
    },
  },
  inside: { role: 'text', name: 'text', age: 'number', tags: 'texts', 'contact.mail': 'text', contact: 'object' },
  // Not whole lists and objects: RxDB leaves the order of two equal ones open.
  sortable: ['state', 'level', 'address.street', 'address.zip', 'address.geo.x', 'owner.name', 'marks.0', 'extra.a'],
};

const reminders: Subject = {
  name: 'reminders, with null and missing in indexes',
  schema: filled({
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 60 },
      title: { type: ['string', 'null'], maxLength: 40 },
      due: { type: 'string', maxLength: 40 },
      amount: { type: ['number', 'null'], minimum: -1000, maximum: 1000, multipleOf: 0.01 },
      done: { type: 'boolean' },
      big: { type: 'integer', minimum: 0, maximum: 1e21, multipleOf: 1 },
      who: { type: ['object', 'null'], properties: { name: { type: 'string', maxLength: 40 } } },
    },
    required: ['id'],
    indexes: ['title', ['done', 'due'], ['title', 'amount'], 'who.name', 'big', ['amount', 'who.name']],
  }),
  memory: false,
  inRange: {},
  fields: fc.record(
    {
      title: fc.option(everyText, { nil: null }),
      due: everyText,
      amount: fc.option(priority, { nil: null }),
      done: fc.boolean(),
      big: fc.oneof(weight.map(Math.trunc).map(Math.abs), count),
      who: fc.option(fc.record({ name: everyText }, { noNullPrototype: true, requiredKeys: [] }), { nil: null }),
    },
    { noNullPrototype: true, requiredKeys: [] },
  ),
  paths: {
    ...{ id: 'text', title: 'text', due: 'text', amount: 'number', done: 'boolean', big: 'number', who: 'object' },
    ...{ 'who.name': 'text', '_meta.lwt': 'number' },
  },
  inside: {},
  sortable: ['title', 'due', 'amount', 'done', 'big', 'who.name', 'id'],
};

/** What the differential test runs on. */
export const subjects: readonly Subject[] = [dossiers(false), dossiers(true), permits, reminders];
