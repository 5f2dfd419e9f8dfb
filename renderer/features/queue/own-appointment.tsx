import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import type { NextAppointment } from './next-appointment.ts';

/** "Uw afspraak: 10:20 · Rijbewijs, over 12 min", on every screen: the hour and what it is for, and nobody's name. */
export function OwnAppointment({ next }: { readonly next: NextAppointment }) {
  const t = useText();
  const formats = useFormats();
  const { startsAt, productName, minutes, isClose } = next;
  const what = [formats.time(startsAt), productName].filter(Boolean).join(' · ');
  const when = minutes < 0 ? 'late' : minutes === 0 ? 'now' : 'soon';
  return <p className={isClose ? 'own-appointment-close' : 'muted'}>{t(`waiting.own.${when}`, { what, minutes })}</p>;
}
