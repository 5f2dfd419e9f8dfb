import { parseIban } from '@onthaal/contract/rules/identifiers/index.ts';
import { epcPayload } from '@onthaal/contract/rules/money/index.ts';
import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { EpcCode } from './epc-code.tsx';
import { InvitationPart } from './invitation-part.tsx';

interface TransferPartProps {
  readonly payment: PaymentRow;
  readonly onPrinted: () => void;
}

/** The code that the citizen scans with the app of their bank, and the same in figures for who cannot. */
export function TransferPart({ payment, onPrinted }: TransferPartProps) {
  const t = useText();
  const formats = useFormats();
  const [account] = useReferences('paymentAccount');
  if (account === undefined) return <Banner tone="caution" title={t('payments.noAccount')} />;
  const { beneficiaryName, iban, bic } = account.data;
  const { amountCents, reference } = payment;
  const payload = epcPayload({ beneficiaryName, iban, bic, amountCents, ogm: reference });
  const parsed = parseIban(iban);
  return (
    <div className="transfer">
      {payload.ok && <EpcCode payload={payload.value} label={t('payments.code')} />}
      <div className="stack">
        <p>{t('payments.scan')}</p>
        <DataList
          items={[
            { label: t('payments.beneficiary'), value: beneficiaryName },
            {
              label: t('payments.account'),
              value: <span className="number">{parsed.ok ? parsed.value.formatted : iban}</span>,
            },
            { label: t('payments.amount'), value: <span className="number">{formats.money(amountCents)}</span> },
            { label: t('payments.reference'), value: <span className="number">{reference}</span> },
          ]}
        />
        <InvitationPart payment={payment} account={account.data} onPrinted={onPrinted} />
      </div>
    </div>
  );
}
