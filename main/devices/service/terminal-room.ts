import type { TerminalOutcome, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { nexoTerminal } from '../terminal/nexo/nexo-terminal.ts';
import type { PaymentTerminal, TerminalPayment } from '../terminal/payment-terminal.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

interface Asked {
  readonly terminal: TerminalSettings;
  readonly payment: TerminalPayment;
}

/** The terminal, with what the room that watches it needs. */
export interface TerminalRoom extends DeviceRoom<'terminal'> {
  /** Whether it takes a payment now. */
  readonly isBusy: () => boolean;
}

/** The terminal that settings name; one that is worked by hand answers nothing. */
function terminalOf(settings: TerminalSettings): PaymentTerminal | undefined {
  return settings.kind === 'nexo' ? nexoTerminal(settings) : undefined;
}

/**
 * The payment terminal of the desk. It takes one payment at a time, and says of one that still runs that it does: a look-up of the desk
 * then never answers before the operation itself.
 */
export function terminalRoom({ log }: Pick<DeviceSurroundings, 'log'>): TerminalRoom {
  const running = new Set<string>();
  const told = (what: string, { state, reason }: TerminalOutcome) =>
    log('info', 'terminal', `${what} ended`, { state, reason: reason ?? 'none' });
  const pay = async ({ terminal, payment }: Asked): Promise<Result<TerminalOutcome>> => {
    const port = terminalOf(terminal);
    if (port === undefined) return failure('TERMINAL_BY_HAND');
    if (running.size > 0) return failure('TERMINAL_BUSY');
    running.add(payment.operationId);
    try {
      const outcome = await port.pay(payment);
      told('a payment', outcome);
      return success(outcome);
    } finally {
      running.delete(payment.operationId);
    }
  };
  return {
    isBusy: () => running.size > 0,
    handlers: {
      'terminal:pay': pay,
      'terminal:lookUp': async ({ terminal, payment }) => {
        if (running.has(payment.operationId)) return success({ state: 'unknown', reason: 'stillBusy' });
        const port = terminalOf(terminal);
        if (port === undefined) return failure('TERMINAL_BY_HAND');
        const outcome = await port.lookUp(payment);
        told('a look-up', outcome);
        return success(outcome);
      },
      'terminal:cancel': async ({ terminal, operationId }) => {
        await terminalOf(terminal)?.cancel(operationId);
        return success(null);
      },
    },
    start: () => undefined,
    stop: () => undefined,
  };
}
