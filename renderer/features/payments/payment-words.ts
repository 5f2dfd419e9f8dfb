import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

/** The state of a payment as one plain line. */
export function stateText(
  payment: Pick<PaymentRow, 'kind' | 'state' | 'stateSince'>,
  t: Translate,
  formats: Formats,
): string {
  const moment = formats.time(payment.stateSince);
  return payment.kind === 'refund'
    ? t(`payments.refundState.${payment.state}`, { moment })
    : t(`payments.state.${payment.state}`, { moment });
}

/** How a state looks beside others. */
export function stateTone(state: PaymentRow['state']): 'positive' | 'caution' | 'neutral' {
  if (state === 'paid') return 'positive';
  return state === 'unknown' || state === 'declined' ? 'caution' : 'neutral';
}

/** Whether the drawer opened, in words. */
export function drawerStateText(state: PaymentRow['state'], t: Translate): string {
  if (state === 'paid' || state === 'cancelled') return t(`payments.drawer.state.${state}`);
  return t('payments.drawer.state.open');
}
