import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedTerminal } from '../../../simulators/payment-terminal/payment-terminal.ts';
import { terminalRoom } from './terminal-room.ts';

const payment = { operationId: 'A1B2C3D4E5', amountCents: 2500 };
const other = { operationId: 'F6G7H8J9K2', amountCents: 100 };
const logged: unknown[] = [];

let simulator: SimulatedTerminal;
beforeEach(async () => {
  simulator = await SimulatedTerminal.start();
});
afterEach(() => simulator.stop());

const settings = () => ({ kind: 'nexo', url: simulator.url, saleId: 'LOKET-1', terminalId: 'SIM-400' }) as const;
const room = () => terminalRoom({ log: (...line) => void logged.push(line) }).handlers;

it('takes one payment at a time, and says of the one that runs that it does', async () => {
  simulator.behaviour = 'wait';
  const { 'terminal:pay': pay, 'terminal:lookUp': lookUp, 'terminal:cancel': cancel } = room();
  const terminal = settings();
  const asked = simulator.nextPayment();
  const paying = pay({ terminal, payment });
  await asked;
  expect(await pay({ terminal, payment: other })).toMatchObject({ error: { code: 'TERMINAL_BUSY' } });
  expect(await pay({ terminal, payment })).toMatchObject({ error: { code: 'TERMINAL_BUSY' } });
  expect(await lookUp({ terminal, payment })).toMatchObject({ value: { state: 'unknown', reason: 'stillBusy' } });
  await cancel({ terminal, operationId: payment.operationId });
  expect(await paying).toMatchObject({ value: { state: 'cancelled' } });
  simulator.behaviour = 'approve';
  expect(await pay({ terminal, payment: other })).toMatchObject({ value: { state: 'paid' } });
  expect(simulator.timesTaken).toBe(1);
  expect(JSON.stringify(logged)).not.toContain('9999');
});

it('asks nothing of a terminal that is worked by hand', async () => {
  const terminal = { kind: 'manual' } as const;
  const refused = { error: { code: 'TERMINAL_BY_HAND' } };
  expect(await room()['terminal:pay']({ terminal, payment })).toMatchObject(refused);
  expect(await room()['terminal:lookUp']({ terminal, payment })).toMatchObject(refused);
  expect(await room()['terminal:cancel']({ terminal, operationId: payment.operationId })).toMatchObject({ ok: true });
});

it('finds after kill -9 in the middle what the terminal did meanwhile, and takes nothing twice', async () => {
  simulator.behaviour = 'wait';
  const asked = simulator.nextPayment();
  const child = fork(new URL('../testing/paying-child.ts', import.meta.url), [simulator.url, JSON.stringify(payment)]);
  expect(await asked).toBe(payment.operationId);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const { 'terminal:lookUp': lookUp } = room();
  expect(await lookUp({ terminal: settings(), payment })).toMatchObject({ value: { reason: 'stillBusy' } });
  simulator.present(payment.operationId, 'approve');
  await expect.poll(() => simulator.timesTaken).toBe(1);
  expect(await lookUp({ terminal: settings(), payment })).toMatchObject({
    value: { state: 'paid', reference: 'SIM-1' },
  });
  expect(simulator.timesTaken).toBe(1);
});
