import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useDossierPaymentsQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { PaymentDialogs, type ShownPayment } from './payment-dialogs.tsx';
import { PaymentLines } from './payment-lines.tsx';

const none: readonly PaymentRow[] = [];
/** Roles that take payments (policy: `payments`, `create`). */
const takers: readonly string[] = ['clerk', 'caseHandler', 'teamLead'];

/** What was paid at a desk for a dossier, and "Betalen". */
export function DeskPaymentsCard({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const { data: payments = none } = useDossierPaymentsQuery({ dossierId: card.dossier.id });
  const role = useAppSelector((state) => state.session.member?.role ?? 'guest');
  const [shown, setShown] = useState<'new' | ShownPayment>();
  const mayTake = takers.includes(role);
  if (!mayTake && payments.length === 0) return null;
  const close = () => setShown(undefined);
  const pay = (
    <Button size="small" icon={Banknote} keyAction="pay" onPress={() => setShown('new')}>
      {t('payments.pay')}
    </Button>
  );
  return (
    <Card title={t('payments.atDesk')} count={payments.length} isFlush {...(mayTake ? { actions: pay } : {})}>
      {payments.length === 0 && <EmptyState isCompact title={t('payments.none')} />}
      <PaymentLines
        payments={payments}
        onOpen={mayTake ? (paymentId) => setShown({ paymentId }) : undefined}
        onRefund={mayTake ? (refund) => setShown({ refund }) : undefined}
      />
      {shown === 'new' && <PayDialog card={card} onClose={close} />}
      <PaymentDialogs shown={shown === 'new' ? undefined : shown} onShow={setShown} />
    </Card>
  );
}
