import { centsOf, changeCents } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { TextField } from '../../ui/text-field.tsx';

/** What a citizen gave, and what they get back. */
export function CashPart({ payment }: { readonly payment: PaymentRow }) {
  const t = useText();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const received = centsOf(typed);
  const change = received === undefined ? undefined : changeCents(payment.amountCents, received);
  const isTooLittle = received !== undefined && change === undefined;
  return (
    <>
      <TextField
        label={t('payments.received')}
        isRequired={false}
        autoFocus
        inputMode="decimal"
        value={typed}
        onChange={setTyped}
        error={isTooLittle ? t('payments.tooLittle') : undefined}
      />
      {change !== undefined && (
        <p className="basket-total" aria-live="polite">
          <span>{t('payments.change')}</span>
          <strong className="number">{formats.money(change)}</strong>
        </p>
      )}
    </>
  );
}
