import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { documentsOf, kindOfDocument, printedDocuments } from '../letters/printed-documents.ts';
import { DeskDevices, orderFor, printerFor } from './desk-devices.ts';
import { printKinds } from './printing.ts';

const place = (name: string) => ({ name, address: `ipp://${name}/ipp/print`, fingerprint: null });
const choice = (kind: string) =>
  fc.record(
    { first: fc.constant(place(`${kind}-first`)), second: fc.constant(place(`${kind}-second`)) },
    { requiredKeys: [] },
  );
const standIn = (kind: string) => fc.constant({ deskName: 'Loket 3', place: place(`${kind}-of-loket-3`) });
const perKind = <Value>(make: (kind: string) => fc.Arbitrary<Value>) =>
  fc.record({ a4: make('a4'), ticket: make('ticket'), label: make('label') }, { requiredKeys: [] });
const desks: fc.Arbitrary<DeskDevices> = fc.record(
  {
    printers: perKind(choice),
    standIns: perKind(standIn),
    onSecondPrinter: fc.subarray([...printedDocuments]),
  },
  { requiredKeys: [] },
);

test('each document comes out of one kind of printer', () => {
  expect(printKinds.flatMap((kind) => [...documentsOf(kind)]).sort()).toEqual([...printedDocuments].sort());
  expect(documentsOf('label')).toEqual(['label']);
  expect(kindOfDocument('visitTicket')).toBe('ticket');
});

test('a document comes out of the second printer only when that was chosen for it and is there, else out of the first or what stands in for it', () => {
  fc.assert(
    fc.property(desks, fc.constantFrom(...printedDocuments), (desk, document) => {
      expect(Value.Check(DeskDevices, desk)).toBe(true);
      const kind = kindOfDocument(document);
      const { first, second } = desk.printers?.[kind] ?? {};
      const isChosen = desk.onSecondPrinter?.includes(document) === true && second !== undefined;
      expect(orderFor(desk, document)).toBe(isChosen ? 'second' : 'first');
      expect(printerFor(desk, document)).toEqual(isChosen ? second : (desk.standIns?.[kind]?.place ?? first));
    }),
  );
});

test('no document is on the second printer of which nobody has heard', () => {
  expect(Value.Check(DeskDevices, { onSecondPrinter: ['receipt', 'passport'] })).toBe(false);
});
