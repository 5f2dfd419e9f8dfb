import { unfinished } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { stateText, stateTone } from './payment-words.ts';
import '../dossier/lists/record-lists.css';

interface PaymentLinesProps {
  readonly payments: readonly PaymentRow[];
  /** Absent for who may only look. */
  readonly onOpen: ((paymentId: string) => void) | undefined;
  /** Absent for who may only look. */
  readonly onRefund?: ((payment: PaymentRow) => void) | undefined;
}

/** Payments below each other; one that is not finished opens where it stands. */
export function PaymentLines({ payments, onOpen, onRefund }: PaymentLinesProps) {
  const t = useText();
  const formats = useFormats();
  return (
    <ul className="lines">
      {payments.map((payment) => (
        <li key={payment.id} className="line">
          <div className="line-text">
            <p className="line-title number">
              {formats.money(payment.kind === 'refund' ? -payment.amountCents : payment.amountCents)}
              {payment.dossierNumber === undefined ? '' : ` · ${payment.dossierNumber}`}
            </p>
            <p className="line-meta">
              {[
                t.word('paymentMethod', payment.method),
                formats.dayTime(payment.begunAt),
                payment.lines.map(({ name }) => name).join(', '),
                payment.reason,
                payment.byName,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <div className="line-end">
            <Tag tone={stateTone(payment.state)}>{stateText(payment, t, formats)}</Tag>
            {onRefund && payment.refundableCents > 0 && (
              <Button size="small" variant="quiet" onPress={() => onRefund(payment)}>
                {t('payments.refund')}
              </Button>
            )}
            {onOpen && unfinished.includes(payment.state) && (
              <Button size="small" onPress={() => onOpen(payment.id)}>
                {t(payment.state === 'unknown' ? 'payments.lookUp' : 'payments.open')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
