import { isInTheNetwork } from '@onthaal/contract/devices/neighbours.ts';
import { expect, test } from 'vitest';
import { reachedFrom } from './reached-neighbours.ts';

test('of what another desk shares, what would be something else from here is not kept', () => {
  const printer = (address: string) => ({
    kind: 'a4' as const,
    place: { name: 'Printer', address, fingerprint: null },
  });
  const shared = (address: string, scanner: string) => ({
    deviceId: 'device-h1',
    name: 'Loket 1',
    printers: [printer(address)],
    scanner: { name: scanner, label: 'Scanner' },
  });
  const honest = shared('ipp://balie-1/ipp/print', 'net:loket-1:test:0');
  expect(reachedFrom(honest, isInTheNetwork)).toEqual(honest);
  for (const scanner of ['test:0', 'genesys:libusb:001:004', 'net:localhost:test:0']) {
    const hostile = shared('ipp://localhost/printers/balie1', scanner);
    expect(reachedFrom(hostile, isInTheNetwork)).toMatchObject({ name: 'Loket 1', printers: [], scanner: null });
  }
});
