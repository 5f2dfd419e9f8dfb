import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paymentStates, terminalKinds } from '../../entities/payment.ts';
import { dayTotals, expectedCashCents, givenBackCents, refundableCents, refundMethods } from './index.ts';

const cents = fc.integer({ min: 1, max: 1_000_000_000 });
const refund = fc.record({ amountCents: cents, state: fc.constantFrom(...paymentStates) });

it('lets go back what was paid and is not gone yet, never less than nothing, and nothing of what was not paid', () => {
  fc.assert(
    fc.property(cents, fc.array(refund), (amountCents, refunds) => {
      const left = refundableCents({ state: 'paid', amountCents }, refunds);
      expect(Number.isSafeInteger(left)).toBe(true);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBe(Math.max(0, amountCents - givenBackCents(refunds)));
      for (const state of paymentStates.filter((one) => one !== 'paid')) {
        expect(refundableCents({ state, amountCents }, refunds)).toBe(0);
      }
    }),
  );
});

it('never lets more go back than was paid, in whatever pieces it is asked and however each ends', () => {
  const ask = fc.record({ amountCents: cents, state: fc.constantFrom(...paymentStates) });
  fc.assert(
    fc.property(cents, fc.array(ask, { maxLength: 30 }), (amountCents, asked) => {
      const made: { readonly amountCents: number; readonly state: (typeof paymentStates)[number] }[] = [];
      for (const one of asked) {
        if (one.amountCents <= refundableCents({ state: 'paid', amountCents }, made)) made.push(one);
      }
      const gone = made.filter(({ state }) => state !== 'cancelled').reduce((sum, one) => sum + one.amountCents, 0);
      expect(gone).toBeLessThanOrEqual(amountCents);
    }),
  );
});

it('counts what is unknown or declined as gone until somebody gives it up', () => {
  const payment = { state: 'paid', amountCents: 1000 } as const;
  expect(refundableCents(payment, [{ amountCents: 600, state: 'unknown' }])).toBe(400);
  expect(refundableCents(payment, [{ amountCents: 600, state: 'declined' }])).toBe(400);
  expect(refundableCents(payment, [{ amountCents: 600, state: 'cancelled' }])).toBe(1000);
});

it('gives back to a card only at a terminal of the kind that took it and that knows the payment', () => {
  for (const kind of terminalKinds) {
    const known = { method: 'card', terminal: { kind, reference: 'SIM-1' } } as const;
    expect(refundMethods(known, kind)).toEqual(['card', 'cash']);
    expect(refundMethods(known, undefined)).toEqual(['cash']);
    for (const other of terminalKinds.filter((one) => one !== kind))
      expect(refundMethods(known, other)).toEqual(['cash']);
    expect(refundMethods({ ...known, method: 'cash' }, kind)).toEqual(['cash']);
  }
  expect(refundMethods({ method: 'card', terminal: { kind: 'nexo' } }, 'nexo')).toEqual(['cash']);
  expect(refundMethods({ method: 'card', terminal: { kind: 'manual' } }, 'manual')).toEqual(['card', 'cash']);
});

it('takes what went back from the totals of its method and from the drawer, to the cent', () => {
  const money = fc.record({
    kind: fc.constantFrom('payment' as const, 'refund' as const),
    amountCents: fc.integer({ min: 1, max: 100_000 }),
    method: fc.constantFrom('cash' as const, 'card' as const),
    state: fc.constantFrom(...paymentStates),
  });
  fc.assert(
    fc.property(fc.array(money), (all) => {
      const totals = dayTotals(all);
      const sum = all
        .filter(({ state }) => state === 'paid')
        .reduce((total, { kind, amountCents }) => total + (kind === 'refund' ? -amountCents : amountCents), 0);
      expect(totals.reduce((total, { amountCents }) => total + amountCents, 0)).toBe(sum);
      const cash = totals.find(({ method }) => method === 'cash')?.amountCents ?? 0;
      expect(expectedCashCents(5000, totals)).toBe(5000 + cash);
    }),
  );
});
