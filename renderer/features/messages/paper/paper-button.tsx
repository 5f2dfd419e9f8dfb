import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { PaperDialog } from './paper-dialog.tsx';

/** Prints an appointment for its citizen; anew when the paper that they have is so no longer. */
export function PaperButton(props: { readonly appointment: AppointmentRow; readonly withKey: boolean }) {
  const { appointment, withKey } = props;
  const t = useText();
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const isAnew = appointment.messages?.some(({ isOutOfDate }) => isOutOfDate) === true;
  return (
    <>
      <Button
        size="small"
        variant={appointment.toPrint ? 'secondary' : 'quiet'}
        icon={Printer}
        {...(withKey ? { keyAction: 'printAppointment' as const } : {})}
        aria-label={t('messages.paper.of', { when: formats.dayTime(appointment.startsAt) })}
        onPress={() => setOpen(true)}
      >
        {t(appointment.toPrint && isAnew ? 'messages.paper.anew' : 'messages.paper.print')}
      </Button>
      {isOpen && <PaperDialog appointment={appointment} onClose={() => setOpen(false)} />}
    </>
  );
}
