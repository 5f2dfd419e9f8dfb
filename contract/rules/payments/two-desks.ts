import type { PaymentEvent, PaymentState, PaymentStep } from '../../entities/payment.ts';
import { type MoneyWay, nextPaymentState, paymentStateAfter } from './payment-states.ts';

/** What another desk than the one that began a payment may write down: how it ended, once it holds the terminal. */
export const eventsOfHolder: readonly PaymentEvent[] = ['lostTrack', 'foundPaid', 'foundDeclined', 'foundCancelled'];

/** An answer of a terminal that comes after a desk lost track of the operation is what a look-up would have found. */
export const foundInstead: Readonly<Partial<Record<PaymentEvent, PaymentEvent>>> = {
  approved: 'foundPaid',
  declined: 'foundDeclined',
  aborted: 'foundCancelled',
};

interface Way {
  readonly state: PaymentState;
  readonly steps: readonly PaymentStep[];
}

function stateOf(steps: readonly PaymentStep[], way: MoneyWay): PaymentState | undefined {
  return paymentStateAfter(
    steps.map(({ event }) => event),
    way,
  );
}

/** Nothing new: it only says that nobody knew, or that a card was there, of what has ended since. */
const passing: readonly PaymentEvent[] = ['lostTrack', 'cardPresented'];

/**
 * What two desks wrote about the same payment, one behind the other: what the centre has stays, and of this desk what can still happen
 * after it, an answer that came late as what was found. The centre refuses whatever leads nowhere.
 *
 * @returns undefined when this desk saw another end than the centre has: a person decides
 */
export function paymentAfterBoth(theirs: Way, mine: Way, way: MoneyWay): Way | undefined {
  const known = new Set(theirs.steps.map(({ id }) => id));
  let { state } = theirs;
  const steps = [...theirs.steps];
  const own = mine.steps.filter(({ id }) => !known.has(id));
  const end = stateOf(mine.steps, way);
  for (const step of own) {
    const late = state === 'unknown' ? foundInstead[step.event] : undefined;
    const event = late ?? step.event;
    const next = nextPaymentState(state, event, way);
    if (next !== undefined) {
      state = next;
      steps.push({ ...step, event });
    } else if (!passing.includes(step.event) && end !== state) return undefined;
  }
  return { state, steps };
}
