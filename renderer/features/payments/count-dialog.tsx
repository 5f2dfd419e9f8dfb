import { cashDifferenceCents, centsOf, expectedCashCents } from '@onthaal/contract/rules/payments/index.ts';
import type { PaymentDay } from '@onthaal/contract/store/payments.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSettlingRefunds } from './use-settling-refunds.ts';

function useCount(day: PaymentDay) {
  const [float, setFloat] = useState('');
  const [counted, setCounted] = useState('');
  const [reason, setReason] = useState('');
  const [id] = useState(() => v7());
  const floatCents = centsOf(float);
  const countedCents = centsOf(counted);
  const expected = floatCents === undefined ? undefined : expectedCashCents(floatCents, day.totals);
  const difference =
    expected === undefined || countedCents === undefined ? undefined : cashDifferenceCents(expected, countedCents);
  const isReasonMissing = difference !== undefined && difference !== 0 && reason.trim() === '';
  return {
    ...{ float, setFloat, counted, setCounted, reason, setReason, id },
    ...{ floatCents, countedCents, expected, difference, isReasonMissing },
  };
}

/** Counts the drawer: what must be in it, what is in it, and why the two differ. */
export function CountDialog({ day, onClose }: { readonly day: PaymentDay; readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const count = useCount(day);
  useSettlingRefunds();
  const [isTried, setTried] = useState(false);
  const [write, { isPending }] = useCommand('countCash');
  const amountError = (cents: number | undefined) =>
    isTried && cents === undefined ? t('payments.noAmount') : undefined;
  const save = async () => {
    setTried(true);
    const { id, floatCents, countedCents, reason, isReasonMissing } = count;
    if (floatCents === undefined || countedCents === undefined || isReasonMissing) return;
    const why = reason.trim();
    const written = await write({ id, floatCents, countedCents, ...(why === '' ? {} : { reason: why }) });
    if (written.ok) onClose();
  };
  return (
    <SaveDialog
      title={t('payments.count')}
      saveLabel={t('payments.countSave')}
      isPending={isPending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="stack">
        <TextField
          label={t('payments.float')}
          isRequired
          autoFocus
          inputMode="decimal"
          value={count.float}
          onChange={count.setFloat}
          error={amountError(count.floatCents)}
        />
        <TextField
          label={t('payments.counted')}
          isRequired
          inputMode="decimal"
          value={count.counted}
          onChange={count.setCounted}
          error={amountError(count.countedCents)}
        />
        {count.expected !== undefined && (
          <p className="basket-total">
            <span>{t('payments.expected')}</span>
            <strong className="number">{formats.money(count.expected)}</strong>
          </p>
        )}
        {count.difference !== undefined && (
          <p className="basket-total" aria-live="polite">
            <span>{t('payments.difference')}</span>
            <strong className="number">{formats.money(count.difference)}</strong>
          </p>
        )}
        {count.difference !== undefined && count.difference !== 0 && (
          <TextField
            label={t('payments.differenceReason')}
            isRequired
            value={count.reason}
            onChange={count.setReason}
            maxLength={500}
            error={isTried && count.isReasonMissing ? t('field.required') : undefined}
          />
        )}
      </div>
    </SaveDialog>
  );
}
