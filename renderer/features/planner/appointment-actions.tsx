import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { CalendarArrowDown, CalendarClock, CalendarX } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { AppointmentDialog } from './appointment-dialog.tsx';
import { CancelDialog, isCancellable } from './cancel-dialog.tsx';
import { useSaveAppointment } from './use-save-appointment.ts';

/** What one can do with an appointment in a list: give it another moment, or cancel it. */
export function AppointmentActions({ appointment }: { readonly appointment: AppointmentRow }) {
  const t = useText();
  const formats = useFormats();
  const [open, setOpen] = useState<'move' | 'cancel'>();
  const isCancelled = !isCancellable(appointment);
  const isMovable = !isCancelled || appointment.state === 'refused';
  const when = formats.dayTime(appointment.startsAt);
  const save = useSaveAppointment();
  const close = () => setOpen(undefined);
  if (!isMovable || appointment.shielded) return null;
  return (
    <div className="row appointment-actions">
      <Button
        size="small"
        icon={CalendarClock}
        aria-label={t('planner.moveOf', { when })}
        onPress={() => setOpen('move')}
      >
        {t(appointment.state === 'refused' ? 'planner.otherMoment' : 'planner.move')}
      </Button>
      {!isCancelled && (
        <Button
          size="small"
          variant="quiet"
          icon={CalendarX}
          aria-label={t('planner.cancelOf', { when })}
          onPress={() => setOpen('cancel')}
        >
          {t('planner.cancel')}
        </Button>
      )}
      {!isCancelled && (
        <Button
          size="small"
          variant="quiet"
          icon={CalendarArrowDown}
          aria-label={t('planner.saveOf', { when })}
          onPress={() => void save(appointment)}
        >
          {t('planner.save')}
        </Button>
      )}
      {open === 'move' && (
        <AppointmentDialog subject={{ personId: appointment.personId ?? '' }} moving={appointment} onClose={close} />
      )}
      {open === 'cancel' && <CancelDialog appointment={appointment} onClose={close} />}
    </div>
  );
}
