import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SimulatedTerminal,
  simulatedMaskedPan,
  type TerminalBehaviour,
} from '../../../../simulators/payment-terminal/payment-terminal.ts';
import { readPayment, readStatus } from './nexo-messages.ts';
import { nexoTerminal } from './nexo-terminal.ts';

const names = { kind: 'nexo', saleId: 'LOKET-1', terminalId: 'SIM-400' } as const;
const payment = { operationId: 'a1b2c3d4e5', amountCents: 1099 };
const sent = { ...payment, sentAt: '2026-11-26T10:00:00.000Z' };
const short = { payMilliseconds: 300, askMilliseconds: 5_000 };
const long = { payMilliseconds: 60_000, askMilliseconds: 60_000 };

let simulator: SimulatedTerminal;
beforeEach(async () => {
  simulator = await SimulatedTerminal.start();
});
afterEach(() => simulator.stop());

const doors = ['HTTP', 'a connection'] as const;
const terminalAt = (door: (typeof doors)[number], times = long) =>
  nexoTerminal({ ...names, url: door === 'HTTP' ? simulator.url : simulator.tcpUrl }, { times });

describe.each(doors)('a nexo terminal over %s', (door) => {
  const terminal = (times = long) => terminalAt(door, times);

  it.each<[TerminalBehaviour, TerminalOutcome, TerminalOutcome, number]>([
    ['approve', { state: 'paid', reference: 'SIM-1' }, { state: 'paid', reference: 'SIM-1' }, 1],
    ['decline', { state: 'declined', reason: 'refusedByBank' }, { state: 'declined', reason: 'refusedByBank' }, 0],
    ['approveAndDrop', { state: 'unknown', reason: 'noAnswer' }, { state: 'paid', reference: 'SIM-1' }, 1],
    ['declineAndDrop', { state: 'unknown', reason: 'noAnswer' }, { state: 'declined', reason: 'refusedByBank' }, 0],
    ['garbage', { state: 'unknown', reason: 'answerUnreadable' }, { state: 'paid', reference: 'SIM-1' }, 1],
    ['busy', { state: 'cancelled', reason: 'terminalBusy' }, { state: 'cancelled', reason: 'neverReached' }, 0],
    [
      'otherAmount',
      { state: 'unknown', reason: 'otherAmount', reference: 'SIM-1' },
      { state: 'unknown', reason: 'otherAmount', reference: 'SIM-1' },
      1,
    ],
  ])('%s', async (behaviour, outcome, found, taken) => {
    simulator.behaviour = behaviour;
    const answer = await terminal().pay(payment);
    expect(answer).toEqual(outcome);
    const later = await terminal().lookUp(sent);
    expect(later).toEqual(found);
    expect(simulator.timesTaken).toBe(taken);
    expect(JSON.stringify([answer, later])).not.toContain('9999');
    expect(simulatedMaskedPan).toContain('9999');
  });

  it('ends in unknown when time is up, and says so while the terminal is still busy', async () => {
    simulator.behaviour = 'silent';
    expect(await terminal(short).pay(payment)).toEqual({ state: 'unknown', reason: 'noAnswer' });
    expect(await terminal().lookUp(sent)).toEqual({ state: 'unknown', reason: 'stillBusy' });
  });

  it('gives back in parts what was paid, once, and never more; what was lost is looked up', async () => {
    const { reference = '' } = await terminal().pay(payment);
    const part = (operationId: string, amountCents: number) => ({
      ...{ operationId, amountCents, sentAt: sent.sentAt },
      original: { reference, at: sent.sentAt },
    });
    expect(await terminal().refund(part('REFUND01', 600))).toEqual({ state: 'paid', reference: 'SIM-R1' });
    expect(await terminal().refund(part('REFUND02', 600))).toEqual({ state: 'cancelled', reason: 'terminalNotReady' });
    simulator.behaviour = 'approveAndDrop';
    expect(await terminal().refund(part('REFUND03', 499))).toEqual({ state: 'unknown', reason: 'noAnswer' });
    expect(await terminal().lookUpRefund(part('REFUND03', 499))).toEqual({ state: 'paid', reference: 'SIM-R2' });
    expect(await terminal().lookUpRefund(part('REFUND04', 1))).toEqual({ state: 'cancelled', reason: 'neverReached' });
    simulator.behaviour = 'decline';
    expect(await terminal().refund(part('REFUND05', 1))).toMatchObject({ state: 'declined' });
    expect([simulator.timesTaken, simulator.timesGivenBack]).toEqual([1, 2]);
  });

  it('is found by another cash register under the name of the one that sent it, and only so', async () => {
    simulator.behaviour = 'approveAndDrop';
    await terminal().pay(payment);
    const url = door === 'HTTP' ? simulator.url : simulator.tcpUrl;
    const other = nexoTerminal({ ...names, saleId: 'LOKET-2', url }, { times: long });
    expect(await other.lookUp(sent)).toMatchObject({ reason: 'neverReached' });
    const found = await other.lookUp({ ...sent, sentFrom: { saleId: names.saleId } });
    expect(found).toEqual({ state: 'paid', reference: 'SIM-1' });
    expect(simulator.timesTaken).toBe(1);
  });

  it('waits for the card, and stops when it is asked to', async () => {
    simulator.behaviour = 'wait';
    const asked = simulator.nextPayment();
    const paying = terminal().pay(payment);
    await asked;
    await terminal().cancel(payment.operationId);
    expect(await paying).toEqual({ state: 'cancelled', reason: 'cancelledAtTerminal' });
    expect(simulator.timesTaken).toBe(0);
  });

  it('finds an approval that came after its desk was gone', async () => {
    simulator.behaviour = 'wait';
    const asked = simulator.nextPayment();
    const paying = terminal(short).pay(payment);
    await asked;
    expect(await paying).toEqual({ state: 'unknown', reason: 'noAnswer' });
    simulator.present(payment.operationId, 'approve');
    await expect.poll(() => simulator.timesTaken).toBe(1);
    expect(await terminal().lookUp(sent)).toEqual({ state: 'paid', reference: 'SIM-1' });
  });

  it('knows that a terminal which is off took nothing, but not how an earlier payment ended', async () => {
    const off = terminal();
    await simulator.stop();
    expect(await off.pay(payment)).toEqual({ state: 'cancelled', reason: 'neverReached' });
    expect(await off.lookUp(sent)).toEqual({ state: 'unknown', reason: 'noAnswer' });
    simulator = await SimulatedTerminal.start();
  });
});

describe('what a nexo terminal says', () => {
  it.each([
    ['an error', 500, '{}'],
    ['nothing', 200, ''],
    ['an endless answer', 200, ' '.repeat(3_000_000)],
    ['a list', 200, '[]'],
    [
      'the answer to another question',
      200,
      JSON.stringify({ SaleToPOIResponse: { MessageHeader: { ServiceID: 'x' } } }),
    ],
  ])('takes %s for unknown', async (_name, status, body) => {
    const server = createServer((_request, response) => void response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const strange = nexoTerminal({ ...names, url }, { times: long });
    expect(await strange.pay(payment)).toMatchObject({ state: 'unknown' });
    expect(await strange.lookUp(sent)).toMatchObject({ state: 'unknown' });
    server.closeAllConnections();
    server.close();
  });

  it('never says paid to what is no approval of this amount, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        const header = { MessageCategory: 'Payment', ServiceID: payment.operationId };
        const dressed = { SaleToPOIResponse: { MessageHeader: header, PaymentResponse: anything } };
        for (const message of [anything, dressed]) {
          expect(readPayment(message, payment).state).not.toBe('paid');
          expect(readStatus(message, payment, 'vraag').state).toBe('unknown');
        }
      }),
    );
  });

  it('keeps no number that could be a card’s, also where it does not belong', () => {
    for (const id of ['5413330089019999', '541333******9999', '541333XXXXXX9999', 'a b', '']) {
      const message = {
        SaleToPOIResponse: {
          MessageHeader: { MessageCategory: 'Payment', ServiceID: payment.operationId },
          PaymentResponse: {
            Response: { Result: 'Success' },
            POIData: { POITransactionID: { TransactionID: id } },
            PaymentResult: { AmountsResp: { Currency: 'EUR', AuthorizedAmount: 10.99 } },
          },
        },
      };
      expect(readPayment(message, payment)).toEqual({ state: 'paid' });
    }
  });
});
