import type { Payment, PaymentEvent, PaymentState } from '../../entities/payment.ts';

/**
 * Which event leads from which state to which. What is not here cannot happen: from `unknown` only a look-up leads on, never a second
 * try, and nothing leads out of `paid`, but for a refund that failed later (`nextPaymentState`).
 */
export const paymentTransitions: Readonly<Record<PaymentState, Readonly<Partial<Record<PaymentEvent, PaymentState>>>>> =
  {
    open: { sentToTerminal: 'waitingForCard', confirmed: 'paid', withdrawn: 'cancelled' },
    waitingForCard: {
      cardPresented: 'busy',
      approved: 'paid',
      declined: 'declined',
      aborted: 'cancelled',
      lostTrack: 'unknown',
    },
    busy: { approved: 'paid', declined: 'declined', aborted: 'cancelled', lostTrack: 'unknown' },
    unknown: { foundPaid: 'paid', foundDeclined: 'declined', foundCancelled: 'cancelled' },
    declined: { sentToTerminal: 'waitingForCard', withdrawn: 'cancelled' },
    paid: {},
    cancelled: {},
  };

/** States in which a terminal has the payment: the desk cannot say how it ends. */
export const atTerminal: readonly PaymentState[] = ['waitingForCard', 'busy'];

/** So long a desk holds a terminal at most. */
const LONGEST_AT_TERMINAL = 5 * 60_000;

/**
 * Whether nobody may be waiting at its desk any more for how a payment ends that a terminal had.
 *
 * @param now milliseconds since 1970
 */
export function isLeftBehind({ state, stateSince }: Pick<Payment, 'state' | 'stateSince'>, now: number): boolean {
  return state === 'unknown' || (atTerminal.includes(state) && Date.parse(stateSince) < now - LONGEST_AT_TERMINAL);
}

/** States that somebody must still do something about. */
export const unfinished: readonly PaymentState[] = ['open', ...atTerminal, 'declined', 'unknown'];

/** What of a document of money decides what may happen to it. */
export type MoneyWay = Pick<Payment, 'kind' | 'method'>;

/** Money that goes back to a card is taken on by a service, and may come back from the bank days later. Money that came in stays. */
function mayFailLater({ kind, method }: MoneyWay): boolean {
  return kind === 'refund' && method === 'card';
}

/** The state that an event leads to; undefined when it cannot happen now. */
export function nextPaymentState(state: PaymentState, event: PaymentEvent, way: MoneyWay): PaymentState | undefined {
  if (event === 'failedLater') return state === 'paid' && mayFailLater(way) ? 'declined' : undefined;
  const from = paymentTransitions[state];
  return Object.hasOwn(from, event) ? from[event] : undefined;
}

/** The state in which events leave a payment that begins as open; undefined when one of them could not happen. */
export function paymentStateAfter(events: readonly PaymentEvent[], way: MoneyWay): PaymentState | undefined {
  const [first, ...rest] = events;
  if (first !== 'begun') return undefined;
  let state: PaymentState | undefined = 'open';
  for (const event of rest) {
    state = nextPaymentState(state, event, way);
    if (state === undefined) return undefined;
  }
  return state;
}
