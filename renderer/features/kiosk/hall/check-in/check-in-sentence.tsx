import type { KioskCheckInAnswer } from '@onthaal/contract/ipc/kiosk-channels.ts';
import { useFormats } from '../../../../i18n/use-formats.ts';
import { useText } from '../../../../i18n/use-text.ts';

/** What is said to whoever comes for an appointment: a time, never a name or what it is about. */
export function CheckInSentence({ said }: { readonly said: KioskCheckInAnswer }) {
  const t = useText();
  const formats = useFormats();
  const { outcome, startsAt, building = '' } = said;
  const time = startsAt === undefined ? '' : formats.time(startsAt);
  return <p className="hall-said">{t(`kiosk.checkIn.outcome.${outcome}`, { time, building })}</p>;
}
