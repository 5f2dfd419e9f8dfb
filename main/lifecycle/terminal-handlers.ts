import { terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { TerminalAccess, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import type { TerminalKind } from '@onthaal/contract/entities/payment.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { Desk } from './desk.ts';
import type { HandlersOf } from './handlers.ts';

type TerminalChannel =
  | 'devices:payAtTerminal'
  | 'devices:lookUpPayment'
  | 'devices:refundAtTerminal'
  | 'devices:lookUpRefund'
  | 'devices:cancelPayment'
  | 'devices:writeTerminalSecret'
  | 'devices:terminalSecrets'
  | 'devices:testTerminal';

interface Asked {
  readonly terminal: TerminalSettings;
  readonly access: TerminalAccess;
}

/** What a page may ask of the payment terminal of the desk, with the secret that only main reads. */
export function terminalHandlers(desk: Desk): Pick<HandlersOf<'devices'>, TerminalChannel> {
  const { link, choices, terminalSecrets, terminalOperations } = desk.devices;
  const atTerminal = async <Value>(
    work: (asked: Asked) => Promise<Result<Value>>,
    terminal = terminalInUse(choices.read()),
  ): Promise<Result<Value>> => {
    if (terminal === undefined) return failure('TERMINAL_NOT_SET');
    const access = await accessOf(desk, terminal);
    return access.ok ? work({ terminal, access: access.value }) : access;
  };
  // Another terminal knows nothing of an earlier operation, and would say so.
  const atItsTerminal = <Value>(
    { kind, operationId }: { readonly kind: TerminalKind; readonly operationId: string },
    work: (asked: Asked) => Promise<Result<Value>>,
  ) =>
    atTerminal(
      async (asked) => (asked.terminal.kind === kind ? work(asked) : failure('TERMINAL_CHANGED')),
      terminalOperations.terminalOf(operationId),
    );
  /** Sends an operation; where it goes is kept first, so that it is looked up there and nowhere else. */
  const send = <Value>(operationId: string, work: (asked: Asked) => Promise<Result<Value>>) =>
    atTerminal(async (asked) => {
      const kept = await terminalOperations.keep(operationId, asked.terminal);
      return kept.ok ? work(asked) : kept;
    });
  return {
    'devices:payAtTerminal': (payment) =>
      send(payment.operationId, (asked) => link.ask('terminal:pay', { ...asked, payment })),
    'devices:lookUpPayment': ({ kind, ...payment }) =>
      atItsTerminal({ kind, operationId: payment.operationId }, (asked) =>
        link.ask('terminal:lookUp', { ...asked, payment }),
      ),
    'devices:refundAtTerminal': ({ kind, ...refund }) =>
      send(refund.operationId, async (asked) =>
        asked.terminal.kind === kind ? link.ask('terminal:refund', { ...asked, refund }) : failure('TERMINAL_CHANGED'),
      ),
    'devices:lookUpRefund': ({ kind, ...refund }) =>
      atItsTerminal({ kind, operationId: refund.operationId }, (asked) =>
        link.ask('terminal:lookUpRefund', { ...asked, refund }),
      ),
    'devices:cancelPayment': ({ operationId }) =>
      atTerminal(
        (asked) => link.ask('terminal:cancel', { ...asked, operationId }),
        terminalOperations.terminalOf(operationId),
      ),
    'devices:writeTerminalSecret': ({ kind, secret }) => terminalSecrets.write(kind, secret),
    'devices:terminalSecrets': () => terminalSecrets.known(),
    'devices:testTerminal': () => atTerminal(({ terminal }) => link.ask('health:testTerminal', { terminal })),
  };
}

/** What a terminal is asked with beside its settings. */
async function accessOf(desk: Desk, terminal: TerminalSettings): Promise<Result<TerminalAccess>> {
  if (terminal.kind === 'manual') return success({});
  if (terminal.kind === 'nexo' && terminal.key === undefined) return success({});
  const secret = await desk.devices.terminalSecrets.read(terminal.kind);
  if (!secret.ok) return secret;
  const { mollieUrl } = desk.environment;
  return success({
    ...(secret.value !== undefined && { secret: secret.value }),
    ...(mollieUrl !== undefined && { mollieUrl }),
  });
}
