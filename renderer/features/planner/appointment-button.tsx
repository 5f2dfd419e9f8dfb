import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useReceivesVisitors } from '../queue/use-queue.ts';
import { AppointmentDialog } from './appointment-dialog.tsx';
import type { AppointmentSubject } from './use-book.ts';

/** "Afspraak maken (F8)" beside whom or what it is for. */
export function AppointmentButton(props: { readonly subject: AppointmentSubject; readonly size?: 'small' | 'medium' }) {
  const t = useText();
  const receives = useReceivesVisitors();
  const [isOpen, setOpen] = useState(false);
  if (!receives) return null;
  return (
    <>
      <Button icon={CalendarPlus} size={props.size ?? 'small'} keyAction="newAppointment" onPress={() => setOpen(true)}>
        {t('planner.title')}
      </Button>
      {isOpen && <AppointmentDialog subject={props.subject} onClose={() => setOpen(false)} />}
    </>
  );
}
