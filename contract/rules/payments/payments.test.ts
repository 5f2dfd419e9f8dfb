import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PaymentEvent,
  type PaymentState,
  paymentEvents,
  paymentMethods,
  paymentStates,
} from '../../entities/payment.ts';
import {
  atTerminal,
  basketCents,
  cashDifferenceCents,
  centsOf,
  changeCents,
  dayTotals,
  expectedCashCents,
  isLeftBehind,
  nextPaymentState,
  paymentStateAfter,
  paymentTransitions,
  unfinished,
} from './index.ts';

const state = fc.constantFrom(...paymentStates);
const event = fc.constantFrom(...paymentEvents);
const payment = { kind: 'payment', method: 'card' } as const;

/** A payment that lives at random: only what can happen does. */
const life = fc.array(event, { minLength: 60, maxLength: 60 }).map((tried) => {
  const events: PaymentEvent[] = ['begun'];
  const states: PaymentState[] = ['open'];
  for (const next of tried) {
    const reached = nextPaymentState(states.at(-1) ?? 'open', next, payment);
    if (reached === undefined) continue;
    events.push(next);
    states.push(reached);
  }
  return { events, states };
});

describe('the states of a payment', () => {
  it('has a line for every state, and leads to states only', () => {
    expect(Object.keys(paymentTransitions).sort()).toEqual([...paymentStates].sort());
    for (const from of paymentStates) {
      for (const to of Object.values(paymentTransitions[from])) expect(paymentStates).toContain(to);
    }
  });

  it.each(['paid', 'cancelled'] as const)('ends with %s', (from) => {
    for (const any of paymentEvents) expect(nextPaymentState(from, any, payment)).toBeUndefined();
  });

  it('never tries again from unknown without a look-up', () => {
    fc.assert(
      fc.property(life, ({ events, states }) => {
        for (const [index, reached] of states.entries()) {
          if (reached !== 'unknown' || index + 1 >= events.length) continue;
          expect(['foundPaid', 'foundDeclined', 'foundCancelled']).toContain(events[index + 1]);
        }
      }),
    );
  });

  it('never charges twice: after an approval or a find nothing goes to a terminal any more', () => {
    fc.assert(
      fc.property(life, ({ events, states }) => {
        const paidAt = states.indexOf('paid');
        if (paidAt !== -1) expect(events.length).toBe(paidAt + 1);
      }),
    );
  });

  it('is only paid by an approval, a find or somebody who saw the money', () => {
    fc.assert(
      fc.property(state, event, (from, any) => {
        if (nextPaymentState(from, any, payment) === 'paid')
          expect(['approved', 'foundPaid', 'confirmed']).toContain(any);
      }),
    );
    for (const from of atTerminal) expect(nextPaymentState(from, 'confirmed', payment)).toBeUndefined();
  });

  it('is always left somewhere: who is not finished has a next event', () => {
    for (const from of unfinished) expect(Object.keys(paymentTransitions[from]).length).toBeGreaterThan(0);
    for (const from of atTerminal) expect(nextPaymentState(from, 'lostTrack', payment)).toBe('unknown');
  });

  it('is left behind once no desk can still be waiting for its terminal: the clock alone tells', () => {
    const stateSince = '2026-11-27T10:00:00.000Z';
    const leftAfter = (minutes: number) =>
      paymentStates.filter((one) =>
        isLeftBehind({ state: one, stateSince }, Date.parse(stateSince) + minutes * 60_000),
      );
    expect(leftAfter(4)).toEqual(['unknown']);
    expect(leftAfter(6)).toEqual(['waitingForCard', 'busy', 'unknown']);
  });

  it('lets a refund to a card fail later, to be tried again or given up; nothing else', () => {
    const refund = { kind: 'refund', method: 'card' } as const;
    const failed = ['begun', 'sentToTerminal', 'approved', 'failedLater'] as const;
    expect(paymentStateAfter(failed, refund)).toBe('declined');
    expect(paymentStateAfter([...failed, 'sentToTerminal', 'approved'], refund)).toBe('paid');
    expect(paymentStateAfter([...failed, 'withdrawn'], refund)).toBe('cancelled');
    expect(paymentStateAfter(failed, payment)).toBeUndefined();
    expect(paymentStateAfter(['begun', 'confirmed', 'failedLater'], { ...refund, method: 'cash' })).toBeUndefined();
    expect(paymentStateAfter(['begun', 'sentToTerminal', 'failedLater'], refund)).toBeUndefined();
  });

  it('tells the state after what happened', () => {
    fc.assert(
      fc.property(life, ({ events, states }) => {
        expect(paymentStateAfter(events, payment)).toBe(states.at(-1));
      }),
    );
    expect(paymentStateAfter([], payment)).toBeUndefined();
    expect(paymentStateAfter(['approved'], payment)).toBeUndefined();
    expect(paymentStateAfter(['begun', 'approved'], payment)).toBeUndefined();
    expect(paymentStateAfter(['begun', 'sentToTerminal', 'lostTrack', 'sentToTerminal'], payment)).toBeUndefined();
    expect(paymentStateAfter(['begun', 'begun'], payment)).toBeUndefined();
  });
});

describe('amounts', () => {
  it.each<[string, number | undefined]>([
    ['12,50', 1250],
    ['12.5', 1250],
    ['12', 1200],
    ['€ 1.234,50', 123_450],
    ['1.234', 123_400],
    ['0,05', 5],
    ['12,505', undefined],
    ['-5', undefined],
    ['', undefined],
    ['twaalf', undefined],
    ['1,2,3', undefined],
    ['1e3', undefined],
  ])('reads %j', (typed, cents) => {
    expect(centsOf(typed)).toBe(cents);
  });

  it('reads back every amount that is written with two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
        const written = `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
        expect(centsOf(written)).toBe(cents);
      }),
    );
  });

  it('adds up a basket in whole cents', () => {
    expect(
      basketCents([
        { quantity: 3, unitCents: 710 },
        { quantity: 1, unitCents: 5 },
      ]),
    ).toBe(2135);
    expect(basketCents([])).toBe(0);
  });

  it('gives change, never less than nothing', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (amount, received) => {
        const change = changeCents(amount, received);
        if (received < amount) expect(change).toBeUndefined();
        else expect(amount + (change ?? -1)).toBe(received);
      }),
    );
  });
});

describe('the totals of a day', () => {
  const payment = fc.record({
    kind: fc.constantFrom('payment' as const, 'cashCount' as const),
    amountCents: fc.integer({ min: 1, max: 100_000 }),
    method: fc.constantFrom(...paymentMethods),
    state,
  });

  it('counts what is paid, once, under its method', () => {
    fc.assert(
      fc.property(fc.array(payment), (payments) => {
        const totals = dayTotals(payments);
        const real = payments.filter(({ kind }) => kind === 'payment');
        const paid = real.filter((one) => one.state === 'paid').reduce((sum, one) => sum + one.amountCents, 0);
        expect(totals.reduce((sum, total) => sum + total.amountCents, 0)).toBe(paid);
        const open = real.filter((one) => unfinished.includes(one.state)).length;
        expect(totals.reduce((sum, total) => sum + total.unfinished, 0)).toBe(open);
      }),
    );
  });

  it('is the same in whatever order they came', () => {
    fc.assert(
      fc.property(fc.array(payment), (payments) => {
        expect(dayTotals([...payments].reverse())).toEqual(dayTotals(payments));
      }),
    );
  });

  it('expects in the drawer what was in it and what was paid in cash', () => {
    const kind = 'payment';
    const totals = dayTotals([
      { kind: 'cashCount', amountCents: 5000, method: 'cash', state: 'paid' },
      { kind, amountCents: 1200, method: 'cash', state: 'paid' },
      { kind, amountCents: 500, method: 'cash', state: 'cancelled' },
      { kind, amountCents: 900, method: 'card', state: 'paid' },
      { kind, amountCents: 300, method: 'cash', state: 'open' },
    ]);
    expect(totals).toEqual([
      { method: 'card', count: 1, amountCents: 900, refundedCents: 0, unfinished: 0 },
      { method: 'cash', count: 1, amountCents: 1200, refundedCents: 0, unfinished: 1 },
    ]);
    expect(expectedCashCents(10_000, totals)).toBe(11_200);
    expect(cashDifferenceCents(11_200, 11_000)).toBe(-200);
    expect(expectedCashCents(10_000, [])).toBe(10_000);
  });
});
