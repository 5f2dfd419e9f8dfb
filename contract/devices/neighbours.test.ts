import { expect, test } from 'vitest';
import { scannerInUse } from './desk-devices.ts';
import { isInTheNetwork, sharedPrinters, sharedScanner, sharedTerminal, terminalKey } from './neighbours.ts';

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
  ['tcp://192.0.2.7:9990', true],
  ['tcp://127.0.0.1:9990', false],
  ['http://localhost:8080/nexo', false],
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

test('a desk shares a terminal that others reach and that answers itself, never one that is worked by hand', () => {
  const nexo = { kind: 'nexo', url: 'tcp://192.0.2.7:9990', saleId: 'KASSA1', terminalId: 'T1' } as const;
  const mollie = { kind: 'mollie', terminalId: 'term_1' } as const;
  expect(sharedTerminal(nexo, isInTheNetwork)).toEqual(nexo);
  expect(sharedTerminal({ ...nexo, url: 'tcp://localhost:9990' }, isInTheNetwork)).toBeNull();
  expect(sharedTerminal(mollie, isInTheNetwork)).toEqual(mollie);
  expect(sharedTerminal({ kind: 'manual' }, isInTheNetwork)).toBeNull();
  expect(sharedTerminal(undefined, isInTheNetwork)).toBeNull();
});

test('two desks that use one terminal call it the same, whatever their cash registers are called', () => {
  const nexo = { kind: 'nexo', url: 'tcp://192.0.2.7:9990', saleId: 'KASSA1', terminalId: 'T1' } as const;
  expect(terminalKey(nexo)).toBe(terminalKey({ ...nexo, saleId: 'KASSA2' }));
  expect(terminalKey(nexo)).not.toBe(terminalKey({ ...nexo, terminalId: 'T2' }));
  expect(terminalKey({ kind: 'mollie', terminalId: 'term_1' })).not.toBe(terminalKey(nexo));
});

test.each([
  ['net:loket-3:genesys:libusb:001:004', true],
  ['net:[2001:db8::7]:test:0', true],
  ['escl:http://192.0.2.7:80', true],
  ['epson2:net:192.0.2.7', true],
  ['hpaio:/net/officejet?ip=192.0.2.7', true],
  // On a cable, or of this computer: elsewhere the same name is another scanner or none.
  ['genesys:libusb:001:004', false],
  ['test:0', false],
  ['net:localhost:test:0', false],
  ['net:127.0.0.1:test:0', false],
  ['escl:http://localhost:8080', false],
  ['epson2:net:', false],
  ['net::test:0', false],
  ['net:loket-3', false],
  ['escl:file:///etc/passwd', false],
])('a scanner %s is shared: %s', (name, isShared) => {
  const scanner = { name, label: 'Scanner' };
  expect(sharedScanner(scanner, isInTheNetwork)).toEqual(isShared ? scanner : null);
});

test('a desk without a scanner shares none', () => {
  expect(sharedScanner(undefined, isInTheNetwork)).toBeNull();
});

test('a desk scans with the scanner that stands in, and with its own when that is given back', () => {
  const [own, theirs] = [
    { name: 'test:0', label: 'Own' },
    { name: 'net:loket-3:test:0', label: 'Theirs' },
  ] as const;
  const standIns = { scanner: { deskName: 'Loket 3', scanner: theirs } };
  expect(scannerInUse({ scanner: own, standIns })).toEqual(theirs);
  expect(scannerInUse({ standIns })).toEqual(theirs);
  expect(scannerInUse({ scanner: own, standIns: {} })).toEqual(own);
  expect(scannerInUse({})).toBeUndefined();
});
