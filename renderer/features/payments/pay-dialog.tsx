import { terminalInUse } from '@onthaal/contract/devices/desk-devices.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { usePaymentQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { BasketForm } from './basket-form.tsx';
import { PaymentView } from './payment-view.tsx';
import { useBasket } from './use-basket.ts';
import './payments.css';

type Method = 'card' | 'cash' | 'transfer';
const methods: readonly Method[] = ['card', 'cash', 'transfer'];

/** Who pays, and for which dossier if any. */
export interface PaidFor {
  readonly personId: string;
  readonly dossierId?: string;
  /** What costs something first. */
  readonly type?: DossierCard['type'];
}

interface NewPaymentProps {
  readonly paidFor: PaidFor;
  readonly onBegun: (paymentId: string) => void;
  readonly onClose: () => void;
}

function NewPayment({ paidFor, onBegun, onClose }: NewPaymentProps) {
  const t = useText();
  const formats = useFormats();
  const basket = useBasket(paidFor.type);
  const { settings } = useDeskDevices();
  const [chosen, setChosen] = useState<Method>();
  const [isTried, setTried] = useState(false);
  // Made once per dialog: pressed twice, it is one payment.
  const [id] = useState(() => v7());
  const [begin, { isPending }] = useCommand('beginPayment');
  const hasTerminal = settings !== undefined && terminalInUse(settings) !== undefined;
  const method = chosen ?? (hasTerminal ? 'card' : 'cash');
  const isEmpty = basket.totalCents === 0;
  const save = async () => {
    setTried(true);
    if (isEmpty) return;
    const { dossierId, personId } = paidFor;
    const about = dossierId === undefined ? { personId } : { dossierId, personId };
    const begun = await begin({ id, ...about, lines: [...basket.lines], method });
    if (begun.ok) onBegun(id);
  };
  const options = methods
    .filter((one) => one !== 'card' || hasTerminal)
    .map((one) => ({ id: one, label: t(`payments.method.${one}`) }));
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('payments.new')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" keyAction="save" isPending={isPending} onPress={() => void save()}>
            {t('payments.begin', { amount: formats.money(basket.totalCents) })}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <BasketForm basket={basket} error={isTried && isEmpty ? t('payments.empty') : undefined} />
        <RadioGroupField
          label={t('payments.how')}
          options={options}
          value={method}
          onChange={(one) => setChosen(one as Method)}
        />
        {!hasTerminal && <p className="muted">{t('payments.noTerminal')}</p>}
      </div>
    </Dialog>
  );
}

/** A payment that was begun, until it is paid or given up. Closing the dialog does not stop it. */
export function PaymentDialog(props: { readonly paymentId: string; readonly onClose: () => void }) {
  const { data: payment } = usePaymentQuery({ paymentId: props.paymentId });
  return payment === undefined ? null : <PaymentView payment={payment} onClose={props.onClose} />;
}

/** "Betalen": what, how, and then the payment itself. */
export function PayDialog({ paidFor, onClose }: { readonly paidFor: PaidFor; readonly onClose: () => void }) {
  const [paymentId, setPaymentId] = useState<string>();
  if (paymentId !== undefined) return <PaymentDialog paymentId={paymentId} onClose={onClose} />;
  return <NewPayment paidFor={paidFor} onBegun={setPaymentId} onClose={onClose} />;
}
