import { terminalReasons } from '@onthaal/contract/devices/terminal.ts';
import { expect, it } from 'vitest';
import { maySayElsewhere } from './terminal-flow.ts';

const unknown = { state: 'unknown' } as const;

it('lets nobody say how a payment of another desk ended while its terminal may still end it', () => {
  expect(maySayElsewhere(unknown, undefined)).toBe(false);
  expect(maySayElsewhere({ state: 'busy' }, unknown)).toBe(false);
  expect(maySayElsewhere(unknown, unknown)).toBe(true);
  const silent = terminalReasons.filter((reason) => !maySayElsewhere(unknown, { state: 'unknown', reason }));
  expect(silent).toEqual(['terminalBusy', 'stillBusy', 'notSeenYet']);
});
