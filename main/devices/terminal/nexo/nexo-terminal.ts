import { randomBytes } from 'node:crypto';
import type { NexoSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentTerminal, SentPayment, SentRefund } from '../payment-terminal.ts';
import {
  abortRequest,
  paymentRequest,
  readPayment,
  readReversal,
  readStatus,
  reversalRequest,
  statusRequest,
} from './nexo-messages.ts';
import { askTerminal, tellTerminal } from './nexo-session.ts';

export interface NexoTimes {
  /** A citizen looks for their card, types a code, and the bank answers. */
  readonly payMilliseconds: number;
  readonly askMilliseconds: number;
}

export interface NexoOptions {
  /** What the passphrase of the shared key is; needed when the settings name a key. */
  readonly passphrase?: string | undefined;
  readonly times?: NexoTimes;
  /** The terminal tells that a card is before it; only over a connection that stays. */
  readonly onCard?: () => void;
}

const usualTimes: NexoTimes = { payMilliseconds: 180_000, askMilliseconds: 15_000 };

/** Ten letters and digits: a question about an operation has a number of its own. */
function newServiceId(): string {
  return randomBytes(5).toString('hex');
}

/** A terminal that speaks nexo Retailer (Terminal API) in JSON, over HTTP or a connection of its own, sealed or not. */
export function nexoTerminal(settings: NexoSettings, options: NexoOptions = {}): PaymentTerminal {
  const { passphrase = '', times = usualTimes, onCard = () => undefined } = options;
  const security = settings.key && { ...settings.key, passphrase };
  const parts = { settings, security, newServiceId, onCard: () => undefined };
  const operate = async (
    request: object,
    onShown: () => void,
    read: (message: unknown) => TerminalOutcome,
  ): Promise<TerminalOutcome> => {
    const found = await askTerminal({ ...parts, onCard: onShown }, request, times.payMilliseconds);
    if (found.kind === 'notReached') return { state: 'cancelled', reason: 'neverReached' };
    if (found.kind === 'refused') return { state: 'cancelled', reason: found.reason };
    return found.kind === 'lost' ? { state: 'unknown', reason: found.reason } : read(found.message);
  };
  const lookUp = async (sent: SentPayment | SentRefund, category: 'Payment' | 'Reversal'): Promise<TerminalOutcome> => {
    const serviceId = newServiceId();
    const request = statusRequest(settings, sent, serviceId, category);
    const found = await askTerminal(parts, request, times.askMilliseconds);
    if (found.kind === 'answer') return readStatus(found.message, sent, serviceId, category);
    return { state: 'unknown', reason: found.kind === 'notReached' ? 'noAnswer' : found.reason };
  };
  return {
    pay: (payment) =>
      operate(paymentRequest(settings, payment, new Date()), onCard, (message) => readPayment(message, payment)),
    refund: (refund) =>
      operate(reversalRequest(settings, refund, new Date()), onCard, (message) => readReversal(message, refund)),
    lookUp: (payment) => lookUp(payment, 'Payment'),
    lookUpRefund: (refund) => lookUp(refund, 'Reversal'),
    cancel: async (operationId: string): Promise<void> => {
      await tellTerminal(parts, abortRequest(settings, operationId, newServiceId()), times.askMilliseconds);
    },
  };
}
