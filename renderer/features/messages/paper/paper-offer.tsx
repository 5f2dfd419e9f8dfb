import { skipToken } from '@reduxjs/toolkit/query';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { useAppointmentPaperQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { paperOffered } from '../../printing/printing-slice.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { PaperSubject } from './paper-subject.tsx';

/**
 * Offers to print what was booked, moved or cancelled a moment ago, once the centre has said that this citizen gets it on paper, or that
 * the paper they have is so no longer.
 */
export function PaperOffer() {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const appointmentId = useAppSelector(({ printing }) => printing.offeredId);
  // What is on its way to paper waits for its own question; when it did not come out, it is offered again.
  const isPrinting = useAppSelector(({ printing }) =>
    printing.items.some(({ told }) => told?.appointmentId === printing.offeredId),
  );
  const { data: appointment } = useAppointmentPaperQuery(appointmentId === undefined ? skipToken : { appointmentId });
  const [openId, setOpenId] = useState<string>();
  const forget = () => void dispatch(paperOffered(undefined));
  if (!appointment?.toPrint || appointment.shielded || isPrinting) return null;
  return (
    <section className="frame-notice" aria-label={t('messages.paper.offer')}>
      <Banner
        tone="information"
        icon={Printer}
        live="status"
        title={t(`messages.paper.offer.${appointment.toPrint}`, { when: formats.dayTime(appointment.startsAt) })}
        actions={
          <>
            <Button
              size="small"
              variant="primary"
              icon={Printer}
              keyAction="printAppointment"
              keyYields
              onPress={() => setOpenId(appointment.id)}
            >
              {t('messages.paper.print')}
            </Button>
            <Button size="small" variant="quiet" onPress={forget}>
              {t('messages.paper.notNow')}
            </Button>
          </>
        }
      >
        <PaperSubject appointment={appointment} />
      </Banner>
      {openId === appointment.id && <PaperDialog appointment={appointment} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}
