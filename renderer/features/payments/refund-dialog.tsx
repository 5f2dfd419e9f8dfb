import { terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import { centsOf, refundMethods } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useDrawer } from './drawer/use-drawer.ts';

interface RefundProps {
  readonly payment: PaymentRow;
  readonly onBegun: (refundId: string) => void;
  readonly onClose: () => void;
}

type Method = ReturnType<typeof refundMethods>[number];

/** Cents as they are typed: "12,50". */
function typedAmount(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}

function useRefundForm({ payment, onBegun }: RefundProps) {
  const { settings } = useDeskDevices();
  const { openAtCash } = useDrawer();
  const methods = refundMethods(payment, settings && terminalInUse(settings)?.kind);
  const [amount, setAmount] = useState(() => typedAmount(payment.refundableCents));
  const [chosen, setChosen] = useState<Method>();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  // Made once per dialog: pressed twice, it is one refund.
  const [id] = useState(() => v7());
  const [begin, { isPending }] = useCommand('beginRefund');
  const amountCents = centsOf(amount) ?? 0;
  const isTooMuch = amountCents > payment.refundableCents;
  const isReasonMissing = reason.trim() === '';
  const method = chosen ?? methods[0] ?? 'cash';
  const save = async () => {
    setTried(true);
    if (amountCents < 1 || isTooMuch || isReasonMissing) return;
    const begun = await begin({ id, paymentId: payment.id, amountCents, method, reason: reason.trim() });
    if (!begun.ok) return;
    // The money for the citizen lies in it.
    if (method === 'cash') void openAtCash();
    onBegun(id);
  };
  return {
    ...{ methods, amount, setAmount, method, setChosen, reason, setReason, save, isPending },
    ...{ isTooMuch, isAmountMissing: isTried && amountCents < 1, isReasonMissing: isTried && isReasonMissing },
  };
}

/** "Terugbetalen": how much of a payment goes back, how, and why. */
export function RefundDialog(props: RefundProps) {
  const t = useText();
  const formats = useFormats();
  const form = useRefundForm(props);
  const left = formats.money(props.payment.refundableCents);
  const amountError = form.isTooMuch ? t('payments.refund.tooMuch', { left }) : undefined;
  return (
    <SaveDialog
      title={t('payments.refund.title', { amount: formats.money(props.payment.amountCents) })}
      saveLabel={t('payments.refund.begin')}
      isPending={form.isPending}
      onSave={() => void form.save()}
      onClose={props.onClose}
    >
      <div className="stack">
        <TextField
          label={t('payments.refund.amount')}
          help={t('payments.refund.left', { left })}
          isRequired
          autoFocus
          inputMode="decimal"
          value={form.amount}
          onChange={form.setAmount}
          error={amountError ?? (form.isAmountMissing ? t('payments.noAmount') : undefined)}
        />
        <RadioGroupField
          label={t('payments.refund.how')}
          options={form.methods.map((id) => ({ id, label: t(`payments.refund.method.${id}`) }))}
          value={form.method}
          onChange={(one) => form.setChosen(one as Method)}
        />
        <TextField
          label={t('payments.refund.reason')}
          isRequired
          value={form.reason}
          onChange={form.setReason}
          maxLength={500}
          error={form.isReasonMissing ? t('field.required') : undefined}
        />
      </div>
    </SaveDialog>
  );
}
