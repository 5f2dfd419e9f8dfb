import { expect, test } from 'vitest';
import { isInTheNetwork, sharedPrinters } from './neighbours.ts';

test.each([
  ['ipp://printer-balie-3/ipp/print', true],
  ['ipps://192.0.2.7:631/ipp/print', true],
  ['192.0.2.7:9100', true],
  ['localhost-of-the-hall:9100', true],
  ['ipp://localhost/printers/balie3', false],
  ['IPP://LOCALHOST:631/printers/balie3', false],
  ['ipp://127.0.0.1:631/ipp/print', false],
  ['127.0.0.2:9100', false],
  ['localhost:9100', false],
  ['ipp://[::1]/ipp/print', false],
])('%s is reached by other computers: %s', (address, is) => {
  expect(isInTheNetwork(address)).toBe(is);
});

test('a desk shares the first printer of each kind that others reach, and nothing else', () => {
  const place = (address: string) => ({ name: 'Printer', address, fingerprint: null });
  const first = place('ipp://balie-3/ipp/print');
  const printers = {
    a4: { first: { ...first, hasDrawer: true }, second: place('ipp://gang/ipp/print') },
    ticket: { first: place('localhost:9100') },
    label: { second: place('192.0.2.9:9100') },
  };
  expect(sharedPrinters(printers, isInTheNetwork)).toEqual([{ kind: 'a4', place: first }]);
  expect(sharedPrinters(undefined, isInTheNetwork)).toEqual([]);
});
