import { type DeskDevices, terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import { type NeighbouringDesk, terminalKey } from '@onthaal/contract/devices/neighbours.ts';
import type { TerminalAccess, TerminalPlace, TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
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

interface SentBefore {
  readonly kind: TerminalKind;
  readonly operationId: string;
  /** Where it was sent, as it is written down with it. */
  readonly place?: TerminalPlace | undefined;
}

interface Asked {
  readonly terminal: TerminalSettings;
  readonly access: TerminalAccess;
}

/** What a page may ask of the payment terminal of the desk, with the secret that only main reads. */
export function terminalHandlers(desk: Desk): Pick<HandlersOf<'devices'>, TerminalChannel> {
  const { link, choices, neighbours, terminalSecrets, terminalOperations } = desk.devices;
  const atTerminal = async <Value>(
    work: (asked: Asked) => Promise<Result<Value>>,
    terminal = terminalInUse(choices.read()),
  ): Promise<Result<Value>> => {
    if (terminal === undefined) return failure('TERMINAL_NOT_SET');
    const access = await accessOf(desk, terminal);
    return access.ok ? work({ terminal, access: access.value }) : access;
  };
  // Another terminal knows nothing of an earlier operation, and would say so.
  const atItsTerminal = async <Value>(
    { kind, operationId, place }: SentBefore,
    work: (asked: Asked) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const kept = terminalOperations.terminalOf(operationId);
    // What another desk sent is asked at that very terminal, which this desk has or was told of by its neighbours.
    const told = place && knownTerminal(place.terminalKey, choices.read(), neighbours.read());
    if (kept === undefined && place !== undefined && told === undefined) return failure('TERMINAL_CHANGED');
    return atTerminal(
      async (asked) => (asked.terminal.kind === kind ? work(asked) : failure('TERMINAL_CHANGED')),
      kept ?? told,
    );
  };
  const sentFrom = (operationId: string, place: TerminalPlace | undefined) =>
    terminalOperations.terminalOf(operationId) === undefined && place !== undefined ? { sentFrom: place } : {};
  /** Sends an operation to the terminal that was written down; where it goes is kept first, so that it is looked up there and nowhere else. */
  const send = <Value>(
    { operationId, terminalKey: written }: { readonly operationId: string; readonly terminalKey: string },
    work: (asked: Asked) => Promise<Result<Value>>,
  ) =>
    atTerminal(async (asked) => {
      if (terminalKey(asked.terminal) !== written) return failure('TERMINAL_CHANGED');
      const kept = await terminalOperations.keep(operationId, asked.terminal);
      return kept.ok ? work(asked) : kept;
    });
  return {
    'devices:payAtTerminal': ({ terminalKey: key, ...payment }) =>
      send({ operationId: payment.operationId, terminalKey: key }, (asked) =>
        link.ask('terminal:pay', { ...asked, payment }),
      ),
    'devices:lookUpPayment': ({ kind, place, ...payment }) =>
      atItsTerminal({ kind, operationId: payment.operationId, place }, (asked) =>
        link.ask('terminal:lookUp', { ...asked, payment: { ...payment, ...sentFrom(payment.operationId, place) } }),
      ),
    'devices:refundAtTerminal': ({ kind, terminalKey: key, ...refund }) =>
      send({ operationId: refund.operationId, terminalKey: key }, async (asked) =>
        asked.terminal.kind === kind ? link.ask('terminal:refund', { ...asked, refund }) : failure('TERMINAL_CHANGED'),
      ),
    'devices:lookUpRefund': ({ kind, place, ...refund }) =>
      atItsTerminal({ kind, operationId: refund.operationId, place }, (asked) =>
        link.ask('terminal:lookUpRefund', { ...asked, refund: { ...refund, ...sentFrom(refund.operationId, place) } }),
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

/** The terminal of this name among those that a desk uses, has or could borrow; undefined when it knows none. */
export function knownTerminal(
  key: string,
  choices: DeskDevices,
  neighbours: readonly NeighbouringDesk[],
): TerminalSettings | undefined {
  const known = [
    terminalInUse(choices),
    choices.terminal,
    choices.standIns?.terminal?.settings,
    ...neighbours.map(({ terminal }) => terminal),
  ];
  return known.find((terminal) => terminal != null && terminalKey(terminal) === key) ?? undefined;
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
