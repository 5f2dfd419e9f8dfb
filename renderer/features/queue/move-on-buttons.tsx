import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { CalendarClock, MoveRight } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CalendarReturnDialog } from './calendar-return-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** What sends a visitor somewhere else: to another desk or for something else, and back to the calendar. */
export function MoveOnButtons({ visit, isBeside }: { readonly visit: VisitRow; readonly isBeside: boolean }) {
  const t = useText();
  const [open, setOpen] = useState<'transfer' | 'calendar'>();
  const close = () => setOpen(undefined);
  const size = isBeside ? 'small' : 'medium';
  return (
    <>
      <Button size={size} icon={MoveRight} keyAction="transferVisit" onPress={() => setOpen('transfer')}>
        {t('queue.transfer')}
      </Button>
      {visit.appointmentId !== undefined && (
        <Button size={size} icon={CalendarClock} keyAction="returnToCalendar" onPress={() => setOpen('calendar')}>
          {t('queue.toCalendar')}
        </Button>
      )}
      {open === 'transfer' && <TransferDialog visit={visit} onClose={close} />}
      {open === 'calendar' && <CalendarReturnDialog visit={visit} onClose={close} />}
    </>
  );
}
