import { Forward } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { currentOf, useOpenVisits } from '../visit/use-open-visits.ts';
import { HandoverDialog } from './handover-dialog.tsx';
import type { HandoverSubject } from './handover-form.ts';

/** "Doorgeven (F6)" beside the visitor at the desk. */
export function HandoverButton(props: { readonly subject: HandoverSubject; readonly size?: 'small' | 'medium' }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={Forward} size={props.size ?? 'medium'} keyAction="handOver" onPress={() => setOpen(true)}>
        {t('handover.open')}
      </Button>
      {isOpen && <HandoverDialog subject={props.subject} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The same on a card, while nobody is at the desk: a visitor's own button knows of the card too. */
export function CardHandoverButton({ subject }: { readonly subject: HandoverSubject }) {
  const isWithVisitor = currentOf(useOpenVisits()) !== undefined;
  return isWithVisitor ? null : <HandoverButton subject={subject} />;
}
