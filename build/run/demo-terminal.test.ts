import { afterEach, beforeEach, expect, test } from 'vitest';
import { nexoTerminal } from '../../main/devices/terminal/nexo/nexo-terminal.ts';
import { type DemoTerminal, startDemoTerminal } from './demo-terminal.ts';

let terminal: DemoTerminal;
beforeEach(async () => {
  terminal = await startDemoTerminal();
});
afterEach(() => terminal.stop());

async function payAfter(id: string, operationId: string): Promise<string> {
  const found = terminal.group.switches.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no switch ${id}`);
  await found.press();
  const times = { payMilliseconds: id === 'terminal-silent' ? 300 : 60_000, askMilliseconds: 60_000 };
  const { state, reason = '' } = await nexoTerminal(terminal.settings, { times }).pay({
    operationId,
    amountCents: 100,
  });
  return `${state} ${reason}`;
}

test('the switches of the panel do to the real terminal what they say, and it comes back at the same address', async () => {
  expect(await payAfter('terminal-approve', 'DEMO0001')).toBe('paid ');
  expect(await payAfter('terminal-decline', 'DEMO0002')).toBe('declined refusedByBank');
  expect(await payAfter('terminal-unreachable', 'DEMO0003')).toBe('cancelled neverReached');
  expect(terminal.group.state()).toContain('niet bereikbaar');
  expect(await payAfter('terminal-silent', 'DEMO0004')).toBe('unknown noAnswer');
  expect(await payAfter('terminal-unreachable', 'DEMO0005')).toBe('cancelled neverReached');
  expect(await payAfter('terminal-approve', 'DEMO0006')).toBe('paid ');
  expect(terminal.group.state()).toContain('goedgekeurd');
});
