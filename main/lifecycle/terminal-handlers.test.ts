import { expect, test } from 'vitest';
import { knownTerminal } from './terminal-handlers.ts';

const nexo = (terminalId: string) =>
  ({ kind: 'nexo', url: `tcp://terminal-${terminalId}:9990`, saleId: 'KASSA2', terminalId }) as const;
const mollie = { kind: 'mollie', terminalId: 'term_a' } as const;
const keyOf = (terminalId: string) => `nexo ${terminalId} tcp://terminal-${terminalId}:9990`;

test('a desk looks up what another one left at a terminal that it uses, has, or was told of, and at no other', () => {
  const choices = {
    terminal: nexo('own'),
    standIns: { terminal: { deskName: 'Loket 3', settings: nexo('lent') } },
  };
  const neighbours = [
    { deviceId: 'device-1', name: 'Loket 1', printers: [] },
    { deviceId: 'device-2', name: 'Loket 2', printers: [], terminal: null },
    { deviceId: 'device-4', name: 'Loket 4', printers: [], terminal: nexo('theirs') },
  ];
  for (const id of ['own', 'lent', 'theirs']) {
    expect(knownTerminal(keyOf(id), choices, neighbours)).toEqual(nexo(id));
  }
  expect(knownTerminal('mollie term_a', { terminal: mollie }, [])).toEqual(mollie);
  expect(knownTerminal(keyOf('elsewhere'), choices, neighbours)).toBeUndefined();
  expect(knownTerminal('manual', {}, [])).toBeUndefined();
});
