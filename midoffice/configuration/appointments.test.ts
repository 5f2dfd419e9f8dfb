import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { productIdOf, productOf } from '../appointment-master/mapping.ts';
import { readAppointments } from './appointments.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-appointments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const jcc = {
  ONTHAAL_APPOINTMENTS_MASTER: 'jcc',
  ONTHAAL_JCC_URL: 'https://jcc.example/G-Plan/api/api/warp/v1/',
  ONTHAAL_JCC_CLIENT_ID: 'onthaal',
  ONTHAAL_JCC_CLIENT_SECRET: 'a secret that only tests use',
};

function read(mapping: string | undefined, more: Readonly<Record<string, string>> = jcc) {
  const path = join(folder, 'mapping.yaml');
  if (mapping !== undefined) writeFileSync(path, mapping);
  const sentences: string[] = [];
  const file = mapping === undefined ? {} : { ONTHAAL_APPOINTMENTS_MAPPING: path };
  return { value: readAppointments({ ...more, ...file }, sentences), sentences };
}

describe('who gives out time', () => {
  it('is Onthaal itself unless another system is named', () => {
    expect(read(undefined, {})).toEqual({ value: undefined, sentences: [] });
    expect(read(undefined, { ONTHAAL_APPOINTMENTS_MASTER: 'builtIn' }).sentences).toEqual([]);
    expect(read(undefined, { ONTHAAL_APPOINTMENTS_MASTER: 'JCC' }).sentences).toEqual([
      expect.stringContaining('qmatic'),
    ]);
  });

  it('is read with its mapping, another product for each way or one for all', () => {
    const { value, sentences } = read('locations: { hall: l-1 }\nproducts: { card: a-1, permit: { digital: a-2 } }');
    expect(sentences).toEqual([]);
    if (value === undefined) throw new Error('Not read');
    const { mapping } = value;
    expect(mapping.locations).toEqual(new Map([['hall', 'l-1']]));
    expect([productIdOf(mapping, 'card', 'hybrid'), productIdOf(mapping, 'permit', 'physical')]).toEqual([
      'a-1',
      undefined,
    ]);
    expect(productOf(mapping, 'a-2')).toEqual({ code: 'permit', mode: 'digital' });
  });

  it.each([
    ['locations: { hall: l-1 }', 'has a mistake'],
    ['locations: { hall: 1 }\nproducts: { card: a-1 }', 'has a mistake at "locations.hall"'],
    ['locations: {}\nproducts: {}', 'is empty'],
    ['locations: { hall: l-1, annex: l-1 }\nproducts: { card: a-1 }', 'names the location l-1 twice'],
    ['a: {', 'cannot be read'],
  ])('has a plain sentence about the mapping %j', (mapping, sentence) => {
    expect(read(mapping).sentences).toEqual([expect.stringContaining(sentence)]);
  });

  it('has a plain sentence for all that is missing, and never repeats a secret', () => {
    const { sentences } = read(undefined, {
      ONTHAAL_APPOINTMENTS_MASTER: 'qmatic',
      ONTHAAL_QMATIC_URL: 'http://far.example/',
    });
    expect(sentences).toEqual([
      expect.stringContaining('ONTHAAL_APPOINTMENTS_MAPPING is missing'),
      'ONTHAAL_QMATIC_URL must be an https address.',
      expect.stringContaining('ONTHAAL_QMATIC_TOKEN is missing'),
    ]);
    const slow = read('locations: { hall: l-1 }\nproducts: { card: a-1 }', {
      ...jcc,
      ONTHAAL_APPOINTMENTS_TIMEOUT_SECONDS: '0',
    });
    expect(slow.sentences).toEqual([expect.stringContaining('from 1 to 60')]);
  });
});
