import { PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CallSheetDialog } from './call-sheet-dialog.tsx';
import { useCallSheet } from './use-call-sheet.ts';
import '../planner.css';

/** On the first screen: how many did not come, and how many must be called. */
export function CallSheetCard() {
  const t = useText();
  const sheet = useCallSheet();
  const [isOpen, setOpen] = useState(false);
  const count = (sheet?.missed.length ?? 0) + (sheet?.toCall.length ?? 0) + (sheet?.untold.length ?? 0);
  if (sheet === undefined || (count === 0 && !isOpen)) return null;
  return (
    <Card title={t('calls.title')} count={count}>
      <div className="stack call-sheet-card">
        <p>{t('calls.counts', { missed: sheet.missed.length, calls: sheet.toCall.length + sheet.untold.length })}</p>
        <Button icon={PhoneOutgoing} size="small" keyAction="callSheet" onPress={() => setOpen(true)}>
          {t('calls.open')}
        </Button>
      </div>
      {isOpen && <CallSheetDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}
