import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

/** The state of a payment as one plain line. */
export function stateText(payment: Pick<PaymentRow, 'state' | 'stateSince'>, t: Translate, formats: Formats): string {
  return t(`payments.state.${payment.state}`, { moment: formats.time(payment.stateSince) });
}

/** How a state looks beside others. */
export function stateTone(state: PaymentRow['state']): 'positive' | 'caution' | 'neutral' {
  if (state === 'paid') return 'positive';
  return state === 'unknown' || state === 'declined' ? 'caution' : 'neutral';
}
