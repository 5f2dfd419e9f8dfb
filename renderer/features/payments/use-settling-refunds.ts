import { terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useEffect } from 'react';
import { type AppDispatch, useAppDispatch } from '../../app/store.ts';
import { readNow } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';
import { useDeskDevices } from '../devices/use-devices.ts';
import { askOperation, record } from './terminal-flow.ts';

let isLooking = false;

/** Looks one refund up. Only the service's own word on that very refund counts: one that is not found may be with another key. */
async function failsNow(dispatch: AppDispatch, refund: PaymentRow): Promise<boolean> {
  const { terminal } = refund;
  if (terminal?.reference === undefined) return false;
  const answer = await askOperation(refund, terminal);
  if (!answer.ok) return false;
  const { state, reference, reason } = answer.value;
  const hasFailed = (state === 'declined' || state === 'cancelled') && reference === terminal.reference;
  if (!hasFailed) return false;
  const kept = await dispatch(record(refund, 'failedLater', terminal, reason));
  return kept.ok;
}

/** Refunds that seemed done and failed afterwards; one after the other, and never two looks at one time. */
async function failedRefunds(dispatch: AppDispatch): Promise<readonly PaymentRow[]> {
  if (isLooking) return [];
  isLooking = true;
  try {
    const settling = await dispatch(readNow('settlingRefunds', {}));
    const failed: PaymentRow[] = [];
    for (const refund of settling.ok ? settling.value : []) if (await failsNow(dispatch, refund)) failed.push(refund);
    return failed;
  } finally {
    isLooking = false;
  }
}

/** Nobody calls a desk back: where the money of a day is looked at, what a service gave back is looked at too. */
export function useSettlingRefunds(): void {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const { settings } = useDeskDevices();
  const isAsked = (settings && terminalInUse(settings))?.kind === 'mollie';
  useEffect(() => {
    if (!isAsked) return;
    void failedRefunds(dispatch).then((failed) => {
      for (const { amountCents } of failed) {
        const title = t('payments.refund.failedLater', { amount: formats.money(amountCents) });
        showNotice({ tone: 'danger', title, detail: t('payments.refund.failedLaterNext') });
      }
    });
  }, [dispatch, isAsked, t, formats]);
}
