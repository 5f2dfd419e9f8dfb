import { drawerPrinter } from '@onthaal/contract/devices/desk-devices.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { runCommand } from '../../../bridge/run-command.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { useDeskDevices } from '../../devices/use-devices.ts';

/** The cash drawer of this desk, when it has one. */
export function useDrawer() {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const { settings } = useDeskDevices();
  const hasDrawer = settings !== undefined && drawerPrinter(settings) !== undefined;

  /** At cash that comes or goes: the payment says why. A drawer that stays shut stops no payment. */
  const openAtCash = async (): Promise<void> => {
    if (!hasDrawer) return;
    const opened = await desktop().request('devices:openDrawer', {});
    if (!opened.ok) tell(opened.error);
  };

  /** Without a payment: written down with its reason before it opens, and then whether it did. */
  const openBecause = async (id: string, reason: string): Promise<Result<unknown>> => {
    const written = await dispatch(runCommand('openDrawer', { id, reason }));
    if (!written.ok) return written;
    const opened = await desktop().request('devices:openDrawer', {});
    const step = opened.ok
      ? { event: 'confirmed' as const }
      : { event: 'withdrawn' as const, reason: opened.error.code };
    const kept = await dispatch(runCommand('recordPaymentEvent', { paymentId: id, stepId: v7(), ...step }));
    return opened.ok ? kept : opened;
  };

  return { hasDrawer, openAtCash, openBecause };
}
