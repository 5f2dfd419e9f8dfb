import type { TerminalAccess, TerminalOutcome, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { mollieTerminal } from '../terminal/mollie/mollie-terminal.ts';
import { nexoTerminal } from '../terminal/nexo/nexo-terminal.ts';
import type { PaymentTerminal, TerminalPayment } from '../terminal/payment-terminal.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';

interface Asked {
  readonly terminal: TerminalSettings;
  readonly access: TerminalAccess;
  readonly payment: TerminalPayment;
}

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
  const pay = async ({ terminal, access, payment }: Asked): Promise<Result<TerminalOutcome>> => {
    const { operationId } = payment;
    const port = terminalOf(terminal, access, () => tell('terminal:cardShown', { operationId }));
    if (!port.ok) return port;
    if (running.size > 0) return failure('TERMINAL_BUSY');
    running.add(payment.operationId);
    try {
      const outcome = await port.value.pay(payment);
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
      'terminal:lookUp': async ({ terminal, access, payment }) => {
        if (running.has(payment.operationId)) return success({ state: 'unknown', reason: 'stillBusy' });
        const port = terminalOf(terminal, access);
        if (!port.ok) return port;
        const outcome = await port.value.lookUp(payment);
        told('a look-up', outcome);
        return success(outcome);
      },
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
