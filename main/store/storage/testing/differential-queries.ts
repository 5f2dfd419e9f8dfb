import fc from 'fast-check';
import { operands, type PathKind, plainOperands, type Subject } from './differential-schemas.ts';

const SCALAR_KINDS = {
  text: 'text',
  texts: 'text',
  number: 'number',
  numbers: 'number',
  boolean: 'boolean',
  booleans: 'boolean',
} as const;
const anyScalar = fc.oneof(operands.text, operands.number, operands.boolean);
const pattern = fc.oneof(
  fc.constantFrom(
    '^[ae]',
    '^op',
    '^open$',
    'x',
    '^é',
    '^😀',
    '^a|b',
    '^op?',
    '^o\\.',
    '^',
    '$',
    '^opq*',
    '^\ud83d',
    '^\uffee',
    '',
    '^o',
  ),
  fc.string({ unit: fc.constantFrom('^', 'o', 'p', 'a', '.', '😀', '\\.', '+'), maxLength: 4 }).filter(isPattern),
);
const regex = fc.record(
  { $regex: pattern, $options: fc.constantFrom('', 'i', 'm', 's', 'u') },
  { noNullPrototype: true, requiredKeys: ['$regex'] },
);
const typeName = fc.constantFrom<unknown>(
  ...[
    'string',
    'number',
    'int',
    'long',
    'double',
    'bool',
    'null',
    'array',
    'object',
    'undefined',
    'date',
    2,
    1,
    16,
    10,
    4,
    6,
    8,
    3,
  ],
);
const modulo = fc.constantFrom(
  [2, 1],
  [2, 0],
  [0.5, 0],
  [-3, -1],
  [3, 0],
  [1, 0],
  [0, 0],
  [2],
  [7, 2],
  [0.1, 0],
  [4, -1],
);

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/** One to three conditions on a value of a kind, without `$elemMatch`. */
function plainCondition(kind: PathKind, strict: boolean, inRange?: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const own =
    inRange ??
    (kind in SCALAR_KINDS
      ? (strict ? plainOperands : operands)[SCALAR_KINDS[kind as keyof typeof SCALAR_KINDS]]
      : anyScalar);
  const operand = strict ? own : fc.oneof({ weight: 8, arbitrary: own }, { weight: 1, arbitrary: anyScalar });
  const orNull = strict
    ? own
    : fc.oneof({ weight: 6, arbitrary: operand }, { weight: 1, arbitrary: fc.constant(null) });
  const list = fc.oneof(fc.array(orNull, { maxLength: 4 }), fc.array(orNull, { minLength: 51, maxLength: 60 }));
  const equal = strict
    ? own
    : fc.oneof({ weight: 8, arbitrary: orNull }, { weight: 1, arbitrary: fc.array(orNull, { maxLength: 2 }) });
  const comparison = fc.constantFrom('$gt', '$gte', '$lt', '$lte');
  return fc.oneof(
    { weight: 4, arbitrary: equal.map((value) => ({ $eq: value })) },
    { weight: 2, arbitrary: equal.map((value) => ({ $ne: value })) },
    fc.boolean().map((value) => ({ $exists: value })),
    { weight: 4, arbitrary: fc.tuple(comparison, orNull).map(([key, value]) => ({ [key]: value })) },
    { weight: 2, arbitrary: fc.tuple(operand, operand).map(([low, high]) => ({ $gte: low, $lt: high })) },
    { weight: 2, arbitrary: list.map((values) => ({ $in: values })) },
    { weight: 2, arbitrary: list.map((values) => ({ $nin: values })) },
    { weight: 2, arbitrary: regex },
    fc.oneof(typeName, fc.array(typeName, { maxLength: 3 })).map((type) => ({ $type: type })),
    fc.oneof(fc.nat({ max: 3 }), fc.constantFrom<unknown>('1', null, 0.5)).map((size) => ({ $size: size })),
    modulo.map((operand) => ({ $mod: operand })),
    ...(strict ? [] : [fc.constant({})]),
    fc.tuple(operand, fc.boolean()).map(([value, present]) => ({ $ne: value, $exists: present })),
  );
}

function condition(
  kind: PathKind,
  inside: Subject['inside'],
  depth: number,
  strict: boolean,
  inRange?: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const plain = plainCondition(kind, strict, inRange);
  const withNot = fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: plain.map((value) => ({ $not: value })) },
    { weight: 1, arbitrary: fc.tuple(plain, plain).map(([value, other]) => ({ ...value, $not: other })) },
  );
  if (depth > 1) return withNot;
  const element = elementCondition(kind, inside, depth, strict);
  return fc.oneof(
    { weight: 6, arbitrary: withNot },
    { weight: kind.endsWith('s') ? 3 : 1, arbitrary: element.map((criteria) => ({ $elemMatch: criteria })) },
    { weight: 1, arbitrary: element.map((criteria) => ({ $not: { $elemMatch: criteria } })) },
  );
}

function elementCondition(
  kind: PathKind,
  inside: Subject['inside'],
  depth: number,
  strict: boolean,
): fc.Arbitrary<object> {
  if (kind !== 'objects' || Object.keys(inside).length === 0) {
    const plain = plainCondition(kind, strict);
    return fc.oneof(
      plain,
      // RxDB turns the pattern into { $eq: pattern } there, and then refuses it.
      plain.filter((value) => !('$regex' in value)).map((value) => ({ $not: value })),
    );
  }
  return selector(inside, {}, depth + 1, strict);
}

function selector(
  paths: Subject['paths'],
  inside: Subject['inside'],
  depth: number,
  strict: boolean,
  inRange: Subject['inRange'] = {},
): fc.Arbitrary<object> {
  const onPath = fc.oneof(
    ...Object.entries(paths).map(([path, kind]) =>
      condition(kind, inside, depth, strict, inRange[path]).map((matcher): object => ({ [path]: matcher })),
    ),
  );
  return fc.letrec<{ node: object }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      onPath,
      fc.tuple(onPath, onPath).map(([one, other]) => ({ ...one, ...other })),
      fc
        .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
        .map(([key, parts]) => ({ [key]: parts })),
    ),
  })).node;
}

function sort(paths: readonly string[]): fc.Arbitrary<object[]> {
  return fc
    .uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 3 })
    .chain((chosen) =>
      fc
        .array(fc.constantFrom('asc', 'desc'), { minLength: chosen.length, maxLength: chosen.length })
        .map((directions) => chosen.map((path, index) => ({ [path]: directions[index] }))),
    );
}

/**
 * Mango queries about the documents of a subject.
 * @param strict operands have the type of their field: others the memory storage takes for the begin or end of an index,
 * unlike RxDB's matcher
 */
export function queriesAbout(
  { paths, inside, sortable, inRange }: Subject,
  strict: boolean,
): fc.Arbitrary<{ readonly selector: object }> {
  const part = fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 9, arbitrary: selector(paths, inside, 0, strict, strict ? inRange : {}) },
  );
  const live = { _deleted: { $eq: false } };
  return fc.record(
    {
      selector: fc
        .tuple(part, fc.constantFrom('live', 'all', 'flat'))
        .map(([one, which]) =>
          which === 'flat' ? { ...one, ...live } : { $and: [one, which === 'live' ? live : {}] },
        ),
      sort: sort(sortable),
      skip: fc.nat({ max: 5 }),
      limit: fc.nat({ max: 8 }),
    },
    { noNullPrototype: true, requiredKeys: ['selector'] },
  );
}
