import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvTable } from './csv.ts';

/** Reads what was written, as a spreadsheet does. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /"((?:[^"]|"")*)"(;|\r\n)/gy;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    rows.at(-1)?.push((found[1] ?? '').replaceAll('""', '"'));
    if (found[2] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** What a spreadsheet would calculate; an amount below zero is a number. */
function isLikeFormula(value: string): boolean {
  return ['=', '+', '-', '@', '\t', '\r'].includes(value.charAt(0)) && !/^-\d+,\d{2}$/.test(value);
}

// Half of the values begin with what matters here, which chance alone would seldom draw.
const values = fc.oneof(
  fc.string(),
  fc
    .tuple(fc.constantFrom("'", "'=", '=', '-', '-1,00', '+', '@', '\t', '\r'), fc.string())
    .map((parts) => parts.join('')),
);
const tables = fc.array(fc.array(values, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });

it('comes back as it was, but for what would be a formula, which has an apostrophe before it', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const back = read(csvTable(rows));
      // A value that begins with an apostrophe by itself keeps that one only.
      expect(back).toEqual(rows.map((row) => row.map((value) => (isLikeFormula(value) ? `'${value}` : value))));
      for (const value of back.flat()) expect(isLikeFormula(value)).toBe(false);
    }),
  );
});

it('leaves an amount below zero a number', () => {
  expect(csvTable([['-2,50', '-2,50+1', '=1+1']])).toBe('"-2,50";"\'-2,50+1";"\'=1+1"\r\n');
});
