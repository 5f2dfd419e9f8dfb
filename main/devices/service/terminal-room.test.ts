import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedMollie } from '../../../simulators/mollie/mollie.ts';
import { SimulatedTerminal } from '../../../simulators/payment-terminal/payment-terminal.ts';
import { terminalRoom } from './terminal-room.ts';

const payment = { operationId: 'A1B2C3D4E5', amountCents: 2500 };
const other = { operationId: 'F6G7H8J9K2', amountCents: 100 };
const access = {};
const sentAt = '2026-11-26T10:00:00.000Z';
const logged: unknown[] = [];
const told: unknown[] = [];

let simulator: SimulatedTerminal;
beforeEach(async () => {
  simulator = await SimulatedTerminal.start();
});
afterEach(() => simulator.stop());

const settings = () => ({ kind: 'nexo', url: simulator.url, saleId: 'LOKET-1', terminalId: 'SIM-400' }) as const;
const room = () =>
  terminalRoom({ log: (...line) => void logged.push(line), tell: (...notice) => void told.push(notice) }).handlers;

it('takes one payment at a time, and says of the one that runs that it does', async () => {
  simulator.behaviour = 'wait';
  const { 'terminal:pay': pay, 'terminal:lookUp': lookUp, 'terminal:cancel': cancel } = room();
  const terminal = settings();
  const asked = simulator.nextPayment();
  const paying = pay({ terminal, access, payment });
  await asked;
  expect(await pay({ terminal, access, payment: other })).toMatchObject({ error: { code: 'TERMINAL_BUSY' } });
  expect(await pay({ terminal, access, payment })).toMatchObject({ error: { code: 'TERMINAL_BUSY' } });
  expect(await lookUp({ terminal, access, payment: { ...payment, sentAt } })).toMatchObject({
    value: { state: 'unknown', reason: 'stillBusy' },
  });
  await cancel({ terminal, access, operationId: payment.operationId });
  expect(await paying).toMatchObject({ value: { state: 'cancelled' } });
  simulator.behaviour = 'approve';
  expect(await pay({ terminal, access, payment: other })).toMatchObject({ value: { state: 'paid' } });
  expect(simulator.timesTaken).toBe(1);
  expect(JSON.stringify(logged)).not.toContain('9999');
});

it('asks nothing of a terminal that is worked by hand', async () => {
  const terminal = { kind: 'manual' } as const;
  const refused = { error: { code: 'TERMINAL_BY_HAND' } };
  expect(await room()['terminal:pay']({ terminal, access, payment })).toMatchObject(refused);
  expect(await room()['terminal:lookUp']({ terminal, access, payment: { ...payment, sentAt } })).toMatchObject(refused);
  expect(await room()['terminal:cancel']({ terminal, access, operationId: payment.operationId })).toMatchObject({
    ok: true,
  });
});

it('tells that a card is before the terminal, for the operation that waits for it', async () => {
  const terminal = { ...settings(), url: simulator.tcpUrl };
  told.length = 0;
  expect(await room()['terminal:pay']({ terminal, access, payment })).toMatchObject({ value: { state: 'paid' } });
  expect(told[0]).toEqual(['terminal:cardShown', { operationId: payment.operationId }]);
});

it('asks no terminal of Mollie without its key', async () => {
  const terminal = { kind: 'mollie', terminalId: 'term_1' } as const;
  expect(await room()['terminal:pay']({ terminal, access, payment })).toMatchObject({
    error: { code: 'TERMINAL_KEY_MISSING' },
  });
});

/** Begins a payment in a process of its own, and kills it when the other side has the payment. */
async function payAndKill(question: object, asked: Promise<string>): Promise<void> {
  const child = fork(new URL('../testing/paying-child.ts', import.meta.url), [JSON.stringify(question)]);
  expect(await asked).toBe(payment.operationId);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

it('finds after kill -9 in the middle what the terminal did meanwhile, and takes nothing twice', async () => {
  simulator.behaviour = 'wait';
  const terminal = settings();
  await payAndKill({ terminal, access, payment }, simulator.nextPayment());
  const lookUp = () => room()['terminal:lookUp']({ terminal, access, payment: { ...payment, sentAt } });
  expect(await lookUp()).toMatchObject({ value: { reason: 'stillBusy' } });
  simulator.present(payment.operationId, 'approve');
  await expect.poll(() => simulator.timesTaken).toBe(1);
  expect(await lookUp()).toMatchObject({ value: { state: 'paid', reference: 'SIM-1' } });
  expect(simulator.timesTaken).toBe(1);
});

it('finds after kill -9 in the middle what Mollie did meanwhile, and takes nothing twice', async () => {
  const mollie = await SimulatedMollie.start();
  mollie.behaviour = 'wait';
  const question = {
    terminal: { kind: 'mollie', terminalId: mollie.terminalId } as const,
    access: { secret: mollie.key, mollieUrl: mollie.url },
  };
  await payAndKill({ ...question, payment }, mollie.nextPayment());
  const lookUp = () => room()['terminal:lookUp']({ ...question, payment: { ...payment, sentAt } });
  expect(await lookUp()).toMatchObject({ value: { reason: 'stillBusy' } });
  mollie.present(payment.operationId, 'paid');
  expect(await lookUp()).toMatchObject({ value: { state: 'paid' } });
  expect(mollie.counts).toEqual({ made: 1, paid: 1 });
  expect(JSON.stringify(logged)).not.toContain(mollie.key);
  await mollie.stop();
});
