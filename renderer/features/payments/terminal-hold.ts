import { type DeskDevices, terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import { terminalKey } from '@onthaal/contract/devices/neighbours.ts';
import type { AppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';

/** A terminal that more than one desk may use, as the centre is told of it. */
export interface SharedTerminalHold {
  readonly terminal: string;
  readonly deskId: string | null;
}

/** The hold that a payment needs at this desk; undefined where no other desk can reach its terminal. */
export function sharedHold(settings: DeskDevices): SharedTerminalHold | undefined {
  const terminal = terminalInUse(settings);
  const isShared = settings.standIns?.terminal !== undefined || settings.name !== undefined;
  if (!isShared || terminal === undefined || terminal.kind === 'manual') return undefined;
  return { terminal: terminalKey(terminal), deskId: settings.deskId ?? null };
}

/**
 * Asks for a terminal that others use too.
 *
 * @returns false only when another desk has a payment there. Without a line nobody knows: the terminal itself takes one at a time
 */
export function takeHold(hold: SharedTerminalHold) {
  return async (dispatch: AppDispatch): Promise<boolean> => {
    const answer = await dispatch(askCentre('holdTerminal', { ...hold, isHeld: true }));
    return !answer.ok || answer.value;
  };
}

/** Lets it go; a hold of which the centre did not hear ends by itself. */
export function letHoldGo(hold: SharedTerminalHold) {
  return async (dispatch: AppDispatch): Promise<void> => {
    await dispatch(askCentre('holdTerminal', { ...hold, isHeld: false }));
  };
}
