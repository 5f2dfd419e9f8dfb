import type { TerminalAccess, TerminalOutcome, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { mollieTerminal } from '../terminal/mollie/mollie-terminal.ts';
import { nexoTerminal } from '../terminal/nexo/nexo-terminal.ts';
import type { PaymentTerminal } from '../terminal/payment-terminal.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

/** The terminal that settings name; TERMINAL_BY_HAND for one that answers nothing, TERMINAL_KEY_MISSING without its secret. */
function terminalOf(
  settings: TerminalSettings,
  { secret, mollieUrl }: TerminalAccess,
  onCard = () => {},
): Result<PaymentTerminal> {
  if (settings.kind === 'manual') return failure('TERMINAL_BY_HAND');
  if (settings.kind === 'nexo' && settings.key === undefined) return success(nexoTerminal(settings, { onCard }));
  if (secret === undefined) return failure('TERMINAL_KEY_MISSING');
  if (settings.kind === 'nexo') return success(nexoTerminal(settings, { passphrase: secret, onCard }));
  return success(mollieTerminal(settings, { key: secret, url: mollieUrl }));
}

/** The terminal, with what the room that watches it needs. */
export interface TerminalRoom extends DeviceRoom<'terminal'> {
  /** Whether it takes a payment now. */
  readonly isBusy: () => boolean;
}

/**
 * The payment terminal of the desk. It takes one payment at a time, and says of one that still runs that it does: a look-up of the desk
 * then never answers before the operation itself.
 */
export function terminalRoom({ log, tell }: DeviceSurroundings): TerminalRoom {
  const running = new Set<string>();
  const told = (what: string, { state, reason }: TerminalOutcome) =>
    log('info', 'terminal', `${what} ended`, { state, reason: reason ?? 'none' });
  /** One operation at a time, whatever it is. */
  const operate = async (
    port: Result<PaymentTerminal>,
    operationId: string,
    what: string,
    work: (terminal: PaymentTerminal) => Promise<TerminalOutcome>,
  ): Promise<Result<TerminalOutcome>> => {
    if (!port.ok) return port;
    if (running.size > 0) return failure('TERMINAL_BUSY');
    running.add(operationId);
    try {
      const outcome = await work(port.value);
      told(what, outcome);
      return success(outcome);
    } finally {
      running.delete(operationId);
    }
  };
  const lookUp = async (
    port: Result<PaymentTerminal>,
    operationId: string,
    work: (terminal: PaymentTerminal) => Promise<TerminalOutcome>,
  ): Promise<Result<TerminalOutcome>> => {
    if (running.has(operationId)) return success({ state: 'unknown', reason: 'stillBusy' });
    if (!port.ok) return port;
    const outcome = await work(port.value);
    told('a look-up', outcome);
    return success(outcome);
  };
  return {
    isBusy: () => running.size > 0,
    handlers: {
      'terminal:pay': ({ terminal, access, payment }) => {
        const { operationId } = payment;
        const port = terminalOf(terminal, access, () => tell('terminal:cardShown', { operationId }));
        return operate(port, operationId, 'a payment', (one) => one.pay(payment));
      },
      'terminal:refund': ({ terminal, access, refund }) =>
        operate(terminalOf(terminal, access), refund.operationId, 'a refund', (one) => one.refund(refund)),
      'terminal:lookUp': ({ terminal, access, payment }) =>
        lookUp(terminalOf(terminal, access), payment.operationId, (one) => one.lookUp(payment)),
      'terminal:lookUpRefund': ({ terminal, access, refund }) =>
        lookUp(terminalOf(terminal, access), refund.operationId, (one) => one.lookUpRefund(refund)),
      'terminal:cancel': async ({ terminal, access, operationId }) => {
        const port = terminalOf(terminal, access);
        if (port.ok) await port.value.cancel(operationId);
        return success(null);
      },
    },
    start: () => undefined,
    stop: () => undefined,
  };
}
