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

const tables = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });

it('comes back as it was, but for what would be a formula, which has an apostrophe before it', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const back = read(csvTable(rows));
      expect(back.map((row) => row.map((value) => value.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(rows);
      for (const value of back.flat()) expect(value).not.toMatch(/^(?:[=+@\t\r]|-(?!\d+,\d{2}$))/);
    }),
  );
});

it('leaves an amount below zero a number', () => {
  expect(csvTable([['-2,50', '-2,50+1', '=1+1']])).toBe('"-2,50";"\'-2,50+1";"\'=1+1"\r\n');
});
