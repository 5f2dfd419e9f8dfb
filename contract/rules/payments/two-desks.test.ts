import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaymentEvent, type PaymentStep, paymentEvents } from '../../entities/payment.ts';
import { nextPaymentState, paymentStateAfter } from './payment-states.ts';
import { eventsOfHolder, paymentAfterBoth } from './two-desks.ts';

const card = { kind: 'payment', method: 'card' } as const;
const by = { memberId: 'member-els', name: 'Els Peeters' };
let count = 0;

function step(event: PaymentEvent): PaymentStep {
  count += 1;
  return { id: `step-${count}`, at: '2026-11-27T10:00:00.000Z', by, event };
}

function way(steps: readonly PaymentStep[]) {
  const state = paymentStateAfter(
    steps.map(({ event }) => event),
    card,
  );
  if (state === undefined) throw new Error('These steps lead nowhere');
  return { state, steps };
}

/** What a desk may do after these steps, event by event; what cannot happen is left out. */
function goOn(steps: readonly PaymentStep[], wanted: readonly PaymentEvent[], allowed = paymentEvents) {
  let { state } = way(steps);
  const done = [...steps];
  for (const event of wanted) {
    const next = nextPaymentState(state, event, card);
    if (next === undefined || !(allowed as readonly PaymentEvent[]).includes(event)) continue;
    state = next;
    done.push(step(event));
  }
  return way(done);
}

const atTerminal = () => [step('begun'), step('sentToTerminal')];

describe('a payment that two desks wrote about', () => {
  it.each<[string, PaymentEvent[], PaymentEvent[], PaymentEvent[]]>([
    ['a computer that comes back after another desk looked it up', ['lostTrack', 'foundPaid'], ['lostTrack'], []],
    ['an answer that came while another desk lost track', ['lostTrack'], ['approved'], ['foundPaid']],
    ['a card that was there before', ['lostTrack', 'foundDeclined'], ['cardPresented', 'declined'], []],
    ['the same end, seen twice', ['lostTrack', 'foundPaid'], ['approved'], []],
  ])('%s', (_name, theirEvents, myEvents, added) => {
    const base = atTerminal();
    const theirs = goOn(base, theirEvents);
    const both = paymentAfterBoth(theirs, goOn(base, myEvents), card);
    expect(both?.steps.slice(theirs.steps.length).map(({ event }) => event)).toEqual(added);
  });

  it('is for a person to decide when they saw different ends', () => {
    const base = atTerminal();
    const theirs = goOn(base, ['lostTrack', 'foundCancelled']);
    expect(paymentAfterBoth(theirs, goOn(base, ['approved']), card)).toBeUndefined();
  });

  it('has one way that leads somewhere, keeps what the centre has, and never leaves an end', () => {
    const events = fc.array(fc.constantFrom(...paymentEvents), { maxLength: 6 });
    fc.assert(
      fc.property(events, events, events, (common, theirEvents, myEvents) => {
        const base = goOn(atTerminal(), common).steps;
        const theirs = goOn(base, theirEvents, eventsOfHolder as typeof paymentEvents);
        const mine = goOn(base, myEvents);
        const both = paymentAfterBoth(theirs, mine, card);
        if (both === undefined) {
          expect(mine.state).not.toBe(theirs.state);
          return;
        }
        expect(way(both.steps).state).toBe(both.state);
        expect(both.steps.slice(0, theirs.steps.length)).toEqual(theirs.steps);
        if (['paid', 'cancelled'].includes(theirs.state)) expect(both.state).toBe(theirs.state);
      }),
      { numRuns: 2_000 },
    );
  });
});
