import type { PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { DossierCard, PersonCard } from '@onthaal/contract/store/reads.ts';
import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useDossierPaymentsQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type PaidFor, PayDialog } from './pay-dialog.tsx';
import { PaymentDialogs, type ShownPayment } from './payment-dialogs.tsx';
import { PaymentLines } from './payment-lines.tsx';

const none: readonly PaymentRow[] = [];
/** Roles that take payments (policy: `payments`, `create`). */
const takers: readonly string[] = ['clerk', 'caseHandler', 'teamLead'];

interface PaymentsCardProps {
  readonly title: string;
  readonly empty: string;
  readonly payments: readonly PaymentRow[];
  readonly paidFor: PaidFor;
}

function PaymentsCard({ title, empty, payments, paidFor }: PaymentsCardProps) {
  const t = useText();
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
    <Card title={title} count={payments.length} isFlush {...(mayTake ? { actions: pay } : {})}>
      {payments.length === 0 && <EmptyState isCompact title={empty} />}
      <PaymentLines
        payments={payments}
        onOpen={mayTake ? (paymentId) => setShown({ paymentId }) : undefined}
        onRefund={mayTake ? (refund) => setShown({ refund }) : undefined}
      />
      {shown === 'new' && <PayDialog paidFor={paidFor} onClose={close} />}
      <PaymentDialogs shown={shown === 'new' ? undefined : shown} onShow={setShown} />
    </Card>
  );
}

/** What was paid at a desk for a dossier, and "Betalen". */
export function DeskPaymentsCard({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const { id: dossierId, applicantId: personId } = card.dossier;
  const { data: payments = none } = useDossierPaymentsQuery({ dossierId });
  const paidFor = { dossierId, personId, type: card.type };
  return <PaymentsCard title={t('payments.atDesk')} empty={t('payments.none')} payments={payments} paidFor={paidFor} />;
}

/** What somebody paid at a desk without a dossier, and "Betalen". */
export function PersonPaymentsCard({ card }: { readonly card: PersonCard }) {
  const t = useText();
  const paidFor = { personId: card.person.id };
  return (
    <PaymentsCard
      title={t('payments.withoutDossier')}
      empty={t('payments.noneWithoutDossier')}
      payments={card.payments}
      paidFor={paidFor}
    />
  );
}
