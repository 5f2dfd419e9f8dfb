import { randomBytes } from 'node:crypto';
import type { NexoSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import { type Exchange, exchangeJson } from '../exchange/json-exchange.ts';
import type { PaymentTerminal, TerminalPayment } from '../payment-terminal.ts';
import { abortRequest, paymentRequest, readPayment, readStatus, statusRequest } from './nexo-messages.ts';

export interface NexoTimes {
  /** A citizen looks for their card, types a code, and the bank answers. */
  readonly payMilliseconds: number;
  readonly askMilliseconds: number;
}

const usualTimes: NexoTimes = { payMilliseconds: 180_000, askMilliseconds: 15_000 };

async function exchange(url: string, body: object, milliseconds: number): Promise<Exchange> {
  const found = await exchangeJson({ url, method: 'POST', body, milliseconds });
  return found.kind === 'answer' && found.status !== 200 ? { kind: 'lost', reason: 'answerUnreadable' } : found;
}

/** Ten letters and digits: a question about an operation has a number of its own. */
function newServiceId(): string {
  return randomBytes(5).toString('hex');
}

/** A terminal that speaks nexo Retailer (Terminal API) in JSON over HTTP. */
export function nexoTerminal(settings: NexoSettings, times: NexoTimes = usualTimes): PaymentTerminal {
  const send = (body: object, milliseconds: number) => exchange(settings.url, body, milliseconds);
  return {
    pay: async (payment: TerminalPayment): Promise<TerminalOutcome> => {
      const found = await send(paymentRequest(settings, payment, new Date()), times.payMilliseconds);
      if (found.kind === 'notReached') return { state: 'cancelled', reason: 'neverReached' };
      return found.kind === 'lost' ? { state: 'unknown', reason: found.reason } : readPayment(found.message, payment);
    },
    lookUp: async (payment: TerminalPayment): Promise<TerminalOutcome> => {
      const serviceId = newServiceId();
      const found = await send(statusRequest(settings, payment.operationId, serviceId), times.askMilliseconds);
      if (found.kind === 'answer') return readStatus(found.message, payment, serviceId);
      return { state: 'unknown', reason: found.kind === 'lost' ? found.reason : 'noAnswer' };
    },
    cancel: async (operationId: string): Promise<void> => {
      await send(abortRequest(settings, operationId, newServiceId()), times.askMilliseconds);
    },
  };
}
