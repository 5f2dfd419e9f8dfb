import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { InvitationTemplate } from '@onthaal/contract/letters/invitation.ts';
import { type OnthaalError, success } from '@onthaal/contract/result.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { dayFormat } from '../printing/letter-values.ts';
import { usePrintActions } from '../printing/use-print-actions.ts';
import { type Recipient, useRecipient } from '../printing/use-recipient.ts';

/** Where the municipality is paid. */
export interface Account {
  readonly beneficiaryName: string;
  readonly iban: string;
  readonly bic?: string | undefined;
}

/** Prints an invitation to pay, and says what went wrong. */
export function useInvitation(payment: PaymentRow, account: Account) {
  const recipientOf = useRecipient(payment);
  const actions = usePrintActions();
  const [pending, setPending] = useState<InvitationTemplate>();
  const [error, setError] = useState<OnthaalError>();
  const make = async (template: InvitationTemplate, language: Language) => {
    const recipient = template === 'invitation' ? await recipientOf() : success<Recipient>({ addressLines: [] });
    if (!recipient.ok) return recipient;
    const { language: _preferred, ...to } = recipient.value;
    const { lines, amountCents, reference, dossierNumber } = payment;
    const { beneficiaryName, iban, bic } = account;
    return desktop().request('printing:makeInvitation', {
      template,
      language,
      values: {
        ...to,
        today: dayFormat(language).format(new Date()),
        ...{ lines: [...lines], amountCents, reference, beneficiaryName, iban },
        ...(dossierNumber === undefined ? {} : { dossierNumber }),
        ...(bic === undefined ? {} : { bic }),
      },
    });
  };
  const print = async (template: InvitationTemplate, language: Language): Promise<boolean> => {
    if (pending !== undefined) return false;
    setPending(template);
    const made = await make(template, language);
    setError(made.ok ? undefined : made.error);
    const { dossierId, personId, dossierNumber, reference } = payment;
    const about = { template, dossierId, personId, number: dossierNumber ?? reference };
    const isBegun = made.ok && (await actions.print({ letterId: made.value.letterId, ...about }));
    if (made.ok && !isBegun) void desktop().request('printing:forget', { letterId: made.value.letterId });
    setPending(undefined);
    return isBegun;
  };
  return { print, pending, error };
}
