import { randomBytes } from 'node:crypto';
import type { NexoSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentTerminal, TerminalPayment } from '../payment-terminal.ts';
import { abortRequest, paymentRequest, readPayment, readStatus, statusRequest } from './nexo-messages.ts';
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
  return {
    pay: async (payment: TerminalPayment): Promise<TerminalOutcome> => {
      const request = paymentRequest(settings, payment, new Date());
      const found = await askTerminal({ ...parts, onCard }, request, times.payMilliseconds);
      if (found.kind === 'notReached') return { state: 'cancelled', reason: 'neverReached' };
      if (found.kind === 'refused') return { state: 'cancelled', reason: found.reason };
      return found.kind === 'lost' ? { state: 'unknown', reason: found.reason } : readPayment(found.message, payment);
    },
    lookUp: async (payment): Promise<TerminalOutcome> => {
      const serviceId = newServiceId();
      const request = statusRequest(settings, payment.operationId, serviceId);
      const found = await askTerminal(parts, request, times.askMilliseconds);
      if (found.kind === 'answer') return readStatus(found.message, payment, serviceId);
      return { state: 'unknown', reason: found.kind === 'notReached' ? 'noAnswer' : found.reason };
    },
    cancel: async (operationId: string): Promise<void> => {
      const request = abortRequest(settings, operationId, newServiceId());
      await tellTerminal(parts, request, times.askMilliseconds);
    },
  };
}
