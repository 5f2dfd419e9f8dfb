import { setTimeout as wait } from 'node:timers/promises';
import type { MollieSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentTerminal, SentPayment, TerminalPayment, TerminalRefund } from '../payment-terminal.ts';
import {
  findMollieRefund,
  type MolliePayment,
  outcomeOf,
  paymentRequest,
  readMolliePayment,
  readMollieRefund,
  refundRequest,
} from './mollie-messages.ts';
import { type MollieDoor, MollieService } from './mollie-service.ts';

export interface MollieTimes {
  /** A citizen looks for their card, types a code, and the bank answers. */
  readonly payMilliseconds: number;
  readonly askMilliseconds: number;
  readonly pollMilliseconds: number;
  /** So long a question that was under way may still arrive: before, "there is none" says nothing. */
  readonly settleMilliseconds: number;
}

const usualTimes: MollieTimes = {
  payMilliseconds: 180_000,
  askMilliseconds: 15_000,
  pollMilliseconds: 1_000,
  settleMilliseconds: 60_000,
};
const MOST_TRIES = 3;
/** So much two desks' clocks may differ before somebody is told. */
const OTHER_CLOCK = 120_000;

/** What the service's refusal of something new means: it made nothing. Undefined where that is not sure. */
function refusalOf(status: number): TerminalOutcome | undefined {
  if (status === 401 || status === 403) return { state: 'cancelled', reason: 'keyRefused' };
  if (status === 429) return { state: 'cancelled', reason: 'terminalBusy' };
  return status >= 400 && status < 500 && status !== 408 && status !== 409
    ? { state: 'cancelled', reason: 'terminalNotReady' }
    : undefined;
}

/** How something new is made at the service, and found again. */
interface Making<Made> {
  /** Anything but what was made, and it is asked for again. */
  readonly find: () => Promise<Made | 'none' | 'unsure' | undefined>;
  readonly ask: () => ReturnType<MollieService['create']>;
  /** What an answer says was made. */
  readonly read: (message: unknown) => Made | undefined;
}

/** Makes something once: what may exist already is looked for before it is asked for again. */
async function makeOnce<Made extends object>(
  { find, ask, read }: Making<Made>,
  pause: number,
): Promise<Made | TerminalOutcome> {
  let mayExist = false;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = mayExist ? await find() : 'none';
    if (typeof found === 'object') return found;
    const answer = await ask();
    if (answer.kind === 'answer') {
      const made = answer.status === 201 ? read(answer.message) : undefined;
      if (made !== undefined) return made;
      const refusal = refusalOf(answer.status);
      if (refusal !== undefined && !mayExist) return refusal;
    }
    if (answer.kind === 'notReached' && !mayExist) return { state: 'cancelled', reason: 'neverReached' };
    mayExist = true;
    await wait(pause);
  }
  return { state: 'unknown', reason: 'noAnswer' };
}

function create(
  service: MollieService,
  settings: MollieSettings,
  payment: TerminalPayment,
  pause: number,
): Promise<MolliePayment | TerminalOutcome> {
  const startedAt = Date.now();
  const find = () => service.find(payment.operationId, startedAt);
  const ask = () => service.create(paymentRequest(settings, payment), payment.operationId);
  return makeOnce<MolliePayment>({ find, ask, read: readMolliePayment }, pause);
}

/** Asks for a payment until it ends or time is up. */
async function follow(
  service: MollieService,
  payment: TerminalPayment,
  id: string,
  { payMilliseconds, pollMilliseconds }: MollieTimes,
): Promise<TerminalOutcome> {
  const end = Date.now() + payMilliseconds;
  let last: TerminalOutcome = { state: 'unknown', reason: 'noAnswer', reference: id };
  while (Date.now() < end) {
    const found = await service.read(id);
    last = found === undefined ? { ...last, reason: 'noAnswer' } : outcomeOf(found, payment);
    if (last.state !== 'unknown' || last.reason === 'otherAmount') return last;
    await wait(pollMilliseconds);
  }
  return last;
}

async function findRefund(
  service: MollieService,
  refund: TerminalRefund,
): Promise<TerminalOutcome | 'none' | undefined> {
  const answer = await service.refunds(refund.original.reference);
  return answer.kind === 'answer' && answer.status === 200 ? findMollieRefund(answer.message, refund) : undefined;
}

function giveBack(service: MollieService, refund: TerminalRefund, pause: number): Promise<TerminalOutcome> {
  const find = () => findRefund(service, refund);
  const ask = () => service.refund(refund.original.reference, refundRequest(refund), refund.operationId);
  return makeOnce<TerminalOutcome>({ find, ask, read: (message) => readMollieRefund(message, refund) }, pause);
}

/** A terminal of Mollie: the service is asked, and drives the terminal. Status by asking; nothing calls a desk from outside. */
export function mollieTerminal(settings: MollieSettings, door: MollieDoor, times = usualTimes): PaymentTerminal {
  const service = new MollieService(door, times.askMilliseconds);
  const missing = ({ sentAt, sentFrom }: Pick<SentPayment, 'sentAt' | 'sentFrom'>): TerminalOutcome =>
    Date.now() - Date.parse(sentAt) > times.settleMilliseconds + (sentFrom === undefined ? 0 : OTHER_CLOCK)
      ? { state: 'cancelled', reason: 'neverReached' }
      : { state: 'unknown', reason: 'notSeenYet' };
  return {
    pay: async (payment) => {
      const made = await create(service, settings, payment, times.pollMilliseconds);
      return 'state' in made ? made : follow(service, payment, made.id, times);
    },
    lookUp: async (payment) => {
      const sentAt = Date.parse(payment.sentAt);
      const found = await service.find(payment.operationId, sentAt);
      if (typeof found === 'object') return outcomeOf(found, payment);
      if (found === 'unsure') return { state: 'unknown', reason: 'noAnswer' };
      return missing(payment);
    },
    refund: (refund) => giveBack(service, refund, times.pollMilliseconds),
    lookUpRefund: async (refund) => {
      const found = await findRefund(service, refund);
      if (typeof found === 'object') return found;
      return found === undefined ? { state: 'unknown', reason: 'noAnswer' } : missing(refund);
    },
    cancel: async (operationId) => {
      const found = await service.find(operationId, Date.now() - times.payMilliseconds);
      if (typeof found === 'object') await service.cancel(found.id);
    },
  };
}
