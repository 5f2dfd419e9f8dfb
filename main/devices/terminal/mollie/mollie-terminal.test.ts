import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MollieBehaviour, SimulatedMollie, simulatedCardDigits } from '../../../../simulators/mollie/mollie.ts';
import { amountText, outcomeOf, readMolliePage, readMolliePayment } from './mollie-messages.ts';
import { mollieTerminal } from './mollie-terminal.ts';

const payment = { operationId: 'A1B2C3D4E5', amountCents: 1099 };
const longAgo = { ...payment, sentAt: '2026-01-01T10:00:00.000Z' };
const times = { payMilliseconds: 60_000, askMilliseconds: 30_000, pollMilliseconds: 5, settleMilliseconds: 60_000 };
const short = { ...times, payMilliseconds: 200 };

let mollie: SimulatedMollie;
beforeEach(async () => {
  mollie = await SimulatedMollie.start();
});
afterEach(() => mollie.stop());

const terminal = (used = times, key = mollie.key, terminalId = mollie.terminalId) =>
  mollieTerminal({ kind: 'mollie', terminalId }, { key, url: mollie.url }, used);
const reference = expect.stringMatching(/^tr_\w+$/);

describe('a terminal of Mollie', () => {
  it.each<[MollieBehaviour, TerminalOutcome, TerminalOutcome, number]>([
    ['approve', { state: 'paid', reference }, { state: 'paid', reference }, 1],
    [
      'decline',
      { state: 'declined', reason: 'refusedByBank', reference },
      { state: 'declined', reason: 'refusedByBank', reference },
      0,
    ],
    [
      'expire',
      { state: 'cancelled', reason: 'timedOut', reference },
      { state: 'cancelled', reason: 'timedOut', reference },
      0,
    ],
    ['approveAndDrop', { state: 'paid', reference }, { state: 'paid', reference }, 1],
    [
      'otherAmount',
      { state: 'unknown', reason: 'otherAmount', reference },
      { state: 'unknown', reason: 'otherAmount', reference },
      1,
    ],
  ])('%s', async (behaviour, outcome, found, paid) => {
    mollie.behaviour = behaviour;
    const answer = await terminal().pay(payment);
    expect(answer).toEqual(outcome);
    const later = await terminal().lookUp(longAgo);
    expect(later).toEqual(found);
    expect(mollie.counts).toEqual({ made: 1, paid });
    expect(JSON.stringify([answer, later])).not.toContain(simulatedCardDigits);
  });

  it('makes one payment when its answer was unreadable, and asks for it instead of for another', async () => {
    mollie.behaviour = 'garbage';
    const asked = mollie.nextPayment();
    const paying = terminal().pay(payment);
    mollie.present(await asked, 'paid');
    expect(await paying).toMatchObject({ state: 'paid' });
    expect(mollie.counts).toEqual({ made: 1, paid: 1 });
  });

  it('gives back in parts what was paid, once, and never more; what was lost is looked up', async () => {
    const { reference: id = '' } = await terminal().pay(payment);
    const part = (operationId: string, amountCents: number) => ({
      ...{ operationId, amountCents, sentAt: longAgo.sentAt },
      original: { reference: id, at: longAgo.sentAt },
    });
    const done = { state: 'paid', reference: expect.stringMatching(/^re_\w+$/) };
    expect(await terminal().refund(part('REFUND01', 600))).toEqual(done);
    expect(await terminal().refund(part('REFUND02', 600))).toMatchObject({ state: 'cancelled' });
    mollie.behaviour = 'approveAndDrop';
    expect(await terminal().refund(part('REFUND03', 499))).toEqual(done);
    expect(await terminal().lookUpRefund(part('REFUND03', 499))).toEqual(done);
    expect(await terminal().lookUpRefund(part('REFUND04', 1))).toEqual({ state: 'cancelled', reason: 'neverReached' });
    mollie.failRefunds();
    expect(await terminal().lookUpRefund(part('REFUND03', 499))).toEqual({
      ...done,
      state: 'declined',
      reason: 'refusedByBank',
    });
    mollie.behaviour = 'approve';
    expect(await terminal().refund(part('REFUND06', 1099))).toEqual(done);
    mollie.behaviour = 'broken';
    expect(await terminal().refund(part('REFUND05', 1))).toMatchObject({ state: 'unknown' });
    expect(await terminal().lookUpRefund(part('REFUND05', 1))).toMatchObject({ state: 'unknown' });
    expect(mollie.givenBack).toEqual([1099]);
  });

  it('waits for the card, and stops when it is asked to', async () => {
    mollie.behaviour = 'wait';
    const asked = mollie.nextPayment();
    const paying = terminal().pay(payment);
    await asked;
    await terminal().cancel(payment.operationId);
    expect(await paying).toMatchObject({ state: 'cancelled', reason: 'cancelledAtTerminal' });
    expect(mollie.counts).toEqual({ made: 1, paid: 0 });
    await terminal().cancel(payment.operationId);
    await terminal().cancel('NEVERSENT');
  });

  it('ends in unknown when time is up, and finds an approval that came later', async () => {
    mollie.behaviour = 'wait';
    expect(await terminal(short).pay(payment)).toMatchObject({ state: 'unknown', reason: 'stillBusy' });
    expect(await terminal().lookUp(longAgo)).toMatchObject({ state: 'unknown', reason: 'stillBusy' });
    mollie.present(payment.operationId, 'pending');
    expect(await terminal().lookUp(longAgo)).toMatchObject({ state: 'unknown', reason: 'stillBusy' });
    mollie.present(payment.operationId, 'paid');
    expect(await terminal().lookUp(longAgo)).toEqual({ state: 'paid', reference });
  });

  it('is unknown while the service answers errors, and made nothing then', async () => {
    mollie.behaviour = 'broken';
    expect(await terminal().pay(payment)).toMatchObject({ state: 'unknown' });
    expect(await terminal().lookUp(longAgo)).toEqual({ state: 'unknown', reason: 'noAnswer' });
    mollie.behaviour = 'approve';
    expect(await terminal().lookUp(longAgo)).toEqual({ state: 'cancelled', reason: 'neverReached' });
    expect(mollie.counts.made).toBe(0);
  });

  it('does not say "never reached" of what was sent just now: it may still arrive', async () => {
    const justNow = { ...payment, sentAt: new Date().toISOString() };
    expect(await terminal().lookUp(justNow)).toEqual({ state: 'unknown', reason: 'notSeenYet' });
  });

  it('gives another desk’s clock two minutes more before it says "never reached", and finds what is there at once', async () => {
    const [sentAt, sentFrom] = [new Date(Date.now() - 90_000).toISOString(), {}];
    expect(await terminal().lookUp({ ...payment, sentAt })).toMatchObject({ reason: 'neverReached' });
    expect(await terminal().lookUp({ ...payment, sentAt, sentFrom })).toMatchObject({ reason: 'notSeenYet' });
    await terminal().pay(payment);
    const other = await terminal().lookUp({ ...payment, sentAt: new Date().toISOString(), sentFrom });
    expect(other).toEqual({ state: 'paid', reference });
    expect(mollie.counts).toEqual({ made: 1, paid: 1 });
  });

  it('knows that a service which is away made nothing, but not how an earlier payment ended', async () => {
    const away = terminal();
    await mollie.stop();
    expect(await away.pay(payment)).toEqual({ state: 'cancelled', reason: 'neverReached' });
    expect(await away.lookUp(longAgo)).toEqual({ state: 'unknown', reason: 'noAnswer' });
    mollie = await SimulatedMollie.start();
  });

  it('says that a wrong key or a terminal of others was refused, and took nothing', async () => {
    expect(await terminal(times, 'test_wrong').pay(payment)).toEqual({ state: 'cancelled', reason: 'keyRefused' });
    expect(await terminal(times, mollie.key, 'term_other').pay(payment)).toEqual({
      state: 'cancelled',
      reason: 'terminalNotReady',
    });
    expect(await terminal(times, 'test_wrong').lookUp(longAgo)).toEqual({ state: 'unknown', reason: 'noAnswer' });
    expect(mollie.counts.made).toBe(0);
  });

  it('finds a payment behind pages of others', async () => {
    await terminal().pay(payment);
    for (let number = 0; number < 230; number += 1) {
      const operationId = `OTHER${number}`;
      mollie.behaviour = 'decline';
      await terminal().pay({ operationId, amountCents: 100 });
    }
    expect(await terminal().lookUp(longAgo)).toEqual({ state: 'paid', reference });
  });

  it.each([
    ['nothing', 200, ''],
    ['an endless answer', 200, ' '.repeat(3_000_000)],
    ['a list', 201, '[]'],
    ['a payment without a number', 201, '{"resource":"payment"}'],
  ])('takes %s for unknown', async (_name, status, body) => {
    const server = createServer((_request, response) => void response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const strange = mollieTerminal({ kind: 'mollie', terminalId: 'term_1' }, { key: 'test_1', url }, short);
    expect(await strange.pay(payment)).toMatchObject({ state: 'unknown' });
    expect(await strange.lookUp(longAgo)).toMatchObject({ state: 'unknown' });
    server.closeAllConnections();
    server.close();
  });

  it('never says paid to what is no payment of this amount and number, whatever comes', () => {
    const made = { resource: 'payment', id: 'tr_1', createdAt: '2026-11-26T10:00:00Z', status: 'paid' };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (anything, other) => {
        for (const message of [anything, { ...made, amount: anything, metadata: other }]) {
          const found = readMolliePayment(message);
          if (found !== undefined) expect(outcomeOf(found, payment).state).not.toBe('paid');
        }
        readMolliePage(anything);
      }),
    );
  });

  it('writes every amount with two decimals, and reads it back to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (amountCents) => {
        const value = amountText(amountCents);
        expect(value).toMatch(/^\d+\.\d{2}$/);
        const made = { resource: 'payment', id: 'tr_1', createdAt: '2026-11-26T10:00:00Z', status: 'paid' };
        const found = readMolliePayment({ ...made, amount: { currency: 'EUR', value } });
        expect(found?.amountCents).toBe(amountCents);
      }),
    );
  });
});
