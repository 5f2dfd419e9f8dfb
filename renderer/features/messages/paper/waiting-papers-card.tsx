import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useWaitingPapers } from './use-waiting-papers.ts';
import { WaitingPapersDialog } from './waiting-papers-dialog.tsx';
import '../messages.css';

/** How many papers about appointments wait to be printed, with the way to them. Absent when there are none. */
export function WaitingPapersCard() {
  const t = useText();
  const papers = useWaitingPapers();
  const [isOpen, setOpen] = useState(false);
  const count = papers?.length ?? 0;
  if (count === 0 && !isOpen) return null;
  return (
    <Card title={t('messages.waiting.title')} count={count}>
      <div className="stack waiting-papers">
        <p>{t('messages.waiting.count', { count })}</p>
        <Button icon={Printer} size="small" keyAction="waitingPapers" keyYields onPress={() => setOpen(true)}>
          {t('messages.waiting.open')}
        </Button>
      </div>
      {isOpen && <WaitingPapersDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}
