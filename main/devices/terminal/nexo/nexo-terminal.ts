import { randomBytes } from 'node:crypto';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { NexoSettings, TerminalOutcome } from '@onthaal/contract/devices/terminal.ts';
import type { PaymentTerminal, TerminalPayment } from '../payment-terminal.ts';
import { abortRequest, paymentRequest, readPayment, readStatus, statusRequest } from './nexo-messages.ts';

export interface NexoTimes {
  /** A citizen looks for their card, types a code, and the bank answers. */
  readonly payMilliseconds: number;
  readonly askMilliseconds: number;
}

const usualTimes: NexoTimes = { payMilliseconds: 180_000, askMilliseconds: 15_000 };
const mostAnswerBytes = 256 * 1024;

/** What came of one exchange. */
type Exchange =
  | { readonly kind: 'answer'; readonly message: unknown }
  /** The terminal was not reached: it knows nothing of the question. */
  | { readonly kind: 'notReached' }
  /** It may have heard the question: the line broke, time was up, or the answer could not be read. */
  | { readonly kind: 'lost'; readonly reason: 'noAnswer' | 'answerUnreadable' };

const notConnected: readonly string[] = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

function parsed(text: string): Exchange {
  try {
    return { kind: 'answer', message: JSON.parse(text) };
  } catch {
    return { kind: 'lost', reason: 'answerUnreadable' };
  }
}

function exchange(url: string, body: object, milliseconds: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? requestSecure : requestPlain)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(milliseconds),
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      const isReached = !notConnected.includes(error.code ?? '');
      resolve(isReached ? { kind: 'lost', reason: 'noAnswer' } : { kind: 'notReached' });
    });
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostAnswerBytes) response.destroy();
        else chunks.push(chunk);
      });
      response.once('error', () => resolve({ kind: 'lost', reason: 'noAnswer' }));
      response.once('close', () => {
        const isWhole = response.complete && size <= mostAnswerBytes && response.statusCode === 200;
        resolve(isWhole ? parsed(Buffer.concat(chunks).toString()) : { kind: 'lost', reason: 'answerUnreadable' });
      });
    });
    request.end(JSON.stringify(body));
  });
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
