import { printerFor } from '@onthaal/contract/devices/desk-devices.ts';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { InvitationTemplate } from '@onthaal/contract/letters/invitation.ts';
import { officialLetterLanguage } from '@onthaal/contract/rules/letters/letter-language.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { Printer, Receipt } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useDeskDevices } from '../devices/use-devices.ts';
import { type Account, useInvitation } from './use-invitation.ts';

interface InvitationPartProps {
  readonly payment: PaymentRow;
  readonly account: Account;
  /** It is on its way to paper: the strip of prints tells the rest. */
  readonly onPrinted: () => void;
}

/** The invitation to pay on paper: for who has no phone at hand, or pays at home. */
export function InvitationPart({ payment, account, onPrinted }: InvitationPartProps) {
  const t = useText();
  const { settings } = useDeskDevices();
  const [language, setLanguage] = useState<Language>(officialLetterLanguage);
  const { print, pending, error } = useInvitation(payment, account);
  if (settings === undefined) return null;
  const has = (template: InvitationTemplate) => printerFor(settings, template) !== undefined;
  if (!has('invitation') && !has('invitationTicket')) return <p className="muted">{t('printing.noPrinter')}</p>;
  const begin = async (template: InvitationTemplate) => {
    if (await print(template, language)) onPrinted();
  };
  return (
    <>
      {error && <ErrorMessage error={error} />}
      <SelectField
        label={t('payments.invitation.language')}
        isRequired
        options={languages.map((id) => ({ id, label: t.word('language', id) }))}
        value={language}
        onChange={(chosen) => setLanguage(chosen as Language)}
      />
      <div className="row">
        {has('invitation') && (
          <Button
            icon={Printer}
            keyAction="printLetter"
            isPending={pending === 'invitation'}
            onPress={() => void begin('invitation')}
          >
            {t('payments.invitation.letter')}
          </Button>
        )}
        {has('invitationTicket') && (
          <Button
            icon={Receipt}
            isPending={pending === 'invitationTicket'}
            onPress={() => void begin('invitationTicket')}
          >
            {t('payments.invitation.ticket')}
          </Button>
        )}
      </div>
    </>
  );
}
