import { type DeskDevices, terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import { terminalKey } from '@onthaal/contract/devices/neighbours.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { AppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';

/** A citizen stands there: no payment waits longer for the centre. */
const LONGEST_WAIT = 3_000;

/** A terminal that one desk at a time may use, as the centre is told of it. */
export interface TerminalHold {
  readonly terminal: string;
  readonly deskId: string | null;
}

/** The hold that a payment at this desk's terminal needs: another desk may use it, too, or look up what was left there. */
export function holdOf(settings: DeskDevices): TerminalHold | undefined {
  const terminal = terminalInUse(settings);
  return terminal && { terminal: terminalKey(terminal), deskId: settings.deskId ?? null };
}

/**
 * Asks for a terminal that others use too.
 *
 * @returns false only when another desk has a payment there. Without a line, or with one on which nothing comes, nobody knows: the terminal
 * itself takes one at a time
 */
export function takeHold(hold: TerminalHold) {
  return async (dispatch: AppDispatch): Promise<boolean> => {
    const asked = dispatch(askCentre('holdTerminal', { ...hold, isHeld: true })).then(
      (answer) => !answer.ok || answer.value,
    );
    const waited = new Promise<true>((resolve) => setTimeout(() => resolve(true), LONGEST_WAIT));
    return Promise.race([asked, waited]);
  };
}

/**
 * Asks for the terminal where another desk left a payment. Without a line nobody knows whether that desk still waits for it, so that
 * nothing is looked up.
 *
 * @returns the hold, TERMINAL_IN_USE while another desk has a payment there, PAYMENT_OTHER_DESK where this desk may not ask it
 */
export function holdForLookUp({ id, terminal }: Pick<PaymentRow, 'id' | 'terminal'>, deskId: string | null) {
  return async (dispatch: AppDispatch): Promise<Result<TerminalHold>> => {
    const key = terminal?.kind === 'manual' ? terminal.kind : terminal?.terminalKey;
    if (key === undefined) return failure('PAYMENT_OTHER_DESK');
    const hold = { terminal: key, deskId };
    const answer = await dispatch(askCentre('holdTerminal', { ...hold, isHeld: true, paymentId: id }));
    if (!answer.ok) return answer;
    return answer.value ? success(hold) : failure('TERMINAL_IN_USE');
  };
}

/** Lets it go; a hold of which the centre did not hear ends by itself. */
export function letHoldGo(hold: TerminalHold) {
  return async (dispatch: AppDispatch): Promise<void> => {
    await dispatch(askCentre('holdTerminal', { ...hold, isHeld: false }));
  };
}
