import { expect, it } from 'vitest';
import { joinExportPages } from './export-pages.ts';

it('a table has its head once, a list is one list', () => {
  const pages = ['sequence,at\r\n1,a\r\n2,b\r\n', 'sequence,at\r\n3,c\r\n'];
  expect(joinExportPages('csv', pages)).toBe('sequence,at\r\n1,a\r\n2,b\r\n3,c\r\n');
  expect(joinExportPages('csv', ['sequence,at\r\n'])).toBe('sequence,at\r\n');
  expect(JSON.parse(joinExportPages('json', ['[{"sequence":1}]', '[{"sequence":2}]']))).toEqual([
    { sequence: 1 },
    { sequence: 2 },
  ]);
  expect(joinExportPages('json', ['[]'])).toBe('[]\n');
});
