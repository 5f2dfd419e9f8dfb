import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { PaymentDialog } from './pay-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';

/** What is open about the payments of a list. */
export type ShownPayment = { readonly paymentId: string } | { readonly refund: PaymentRow };

interface PaymentDialogsProps {
  readonly shown: ShownPayment | undefined;
  readonly onShow: (next: ShownPayment | undefined) => void;
}

/** The payment that is open, or the question how much of one goes back; a refund that was begun is a payment that is open. */
export function PaymentDialogs({ shown, onShow }: PaymentDialogsProps) {
  const close = () => onShow(undefined);
  if (shown === undefined) return null;
  if ('paymentId' in shown) return <PaymentDialog paymentId={shown.paymentId} onClose={close} />;
  return <RefundDialog payment={shown.refund} onBegun={(paymentId) => onShow({ paymentId })} onClose={close} />;
}
