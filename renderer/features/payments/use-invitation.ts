import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { InvitationTemplate } from '@onthaal/contract/letters/invitation.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { addressLines, dayFormat } from '../printing/letter-values.ts';
import { usePrintActions } from '../printing/use-print-actions.ts';

/** Where the municipality is paid. */
export interface Account {
  readonly beneficiaryName: string;
  readonly iban: string;
  readonly bic?: string | undefined;
}

interface Recipient {
  readonly recipient?: string;
  readonly addressLines: string[];
}

/** To whom a letter goes: who prints somebody's address looks at it, and the look is written down first. */
function useRecipient({ personId, dossierId }: PaymentRow) {
  const dispatch = useAppDispatch();
  return async (): Promise<Result<Recipient>> => {
    if (personId === undefined) return success({ addressLines: [] });
    const about =
      dossierId === undefined
        ? { purpose: 'counterService' as const }
        : { purpose: 'dossierHandling' as const, dossierId };
    const look = await dispatch(runCommand('consultPerson', { personId, ...about, reveal: false }));
    if (!look.ok) return look;
    const consultationId = look.value.written[0]?.documentId;
    if (consultationId === undefined) return failure('CONSULTATION_REQUIRED');
    const found = await dispatch(readNow('personCard', { personId, consultationId }));
    if (!found.ok) return found;
    const { displayName, address } = found.value.person;
    return success({ recipient: displayName, addressLines: address ? addressLines(address) : [] });
  };
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
    const { lines, amountCents, reference, dossierNumber } = payment;
    const { beneficiaryName, iban, bic } = account;
    return desktop().request('printing:makeInvitation', {
      template,
      language,
      values: {
        ...recipient.value,
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
    const about = { template, dossierId, personId, number: dossierNumber ?? reference, order: 'first' as const };
    const isBegun = made.ok && (await actions.print({ letterId: made.value.letterId, ...about }));
    if (made.ok && !isBegun) void desktop().request('printing:forget', { letterId: made.value.letterId });
    setPending(undefined);
    return isBegun;
  };
  return { print, pending, error };
}
