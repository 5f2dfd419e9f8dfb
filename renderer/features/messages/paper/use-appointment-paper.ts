import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { AppointmentTemplate } from '@onthaal/contract/letters/appointment-paper.ts';
import type { MadeLetter } from '@onthaal/contract/letters/letters.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { officialLetterLanguage } from '@onthaal/contract/rules/letters/letter-language.ts';
import { appointmentWords } from '@onthaal/contract/rules/products/appointment-words.ts';
import type { PaperTold } from '@onthaal/contract/store/messages.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { useReferences } from '../../dossier/use-references.ts';
import { useRecipient } from '../../printing/use-recipient.ts';

/** What somebody wants on paper. */
export interface AskedPaper {
  readonly template: AppointmentTemplate;
  /** Left out: that of the citizen. */
  readonly language?: Language | undefined;
}

/** A paper that was made, with what it says and in which language: known only now that somebody looked. */
export interface MadePaper extends MadeLetter {
  readonly told: Omit<PaperTold, 'id'>;
}

/** What there is to say of an appointment: what waits to be printed, else that it is there, or that it is no more. */
function purposeOf({ toPrint, state }: AppointmentRow): PaperTold['purpose'] {
  return toPrint ?? (state === 'cancelled' ? 'cancellation' : 'confirmation');
}

/** Makes the paper about an appointment for its citizen: the look at them is written down first. */
export function useAppointmentPaper(appointment: AppointmentRow) {
  const recipientOf = useRecipient(appointment);
  const locations = useReferences('location');
  const products = useReferences('product');
  return async (asked: AskedPaper): Promise<Result<MadePaper>> => {
    const found = await recipientOf();
    if (!found.ok) return found;
    const { language: preferred = officialLetterLanguage, ...to } = found.value;
    const { id: appointmentId, startsAt, code, productCode, persons, locationId, meetingLink } = appointment;
    const product = products.find((one) => one.code === productCode);
    const { subject, bring } = appointmentWords(appointment, product);
    const language = asked.language ?? preferred;
    const mode = appointment.mode as Appointment['mode'];
    const purpose = purposeOf(appointment);
    const printedAt = new Date().toISOString();
    const place = mode === 'digital' ? undefined : locations.find(({ id }) => id === locationId)?.name;
    const room = appointment.deskName ?? appointment.roomName;
    const made = await desktop().request('printing:makeAppointment', {
      template: asked.template,
      paper: {
        ...{ purpose, language, printedAt, startsAt, subject, code, mode, bring: [...bring] },
        ...(persons === undefined ? {} : { persons }),
        ...(place === undefined ? {} : { place }),
        ...(place === undefined || room === undefined ? {} : { room }),
        ...(mode === 'physical' || !meetingLink ? {} : { meetingLink }),
        ...(asked.template === 'appointment' ? to : { addressLines: [] }),
      },
    });
    if (!made.ok) return made;
    const about = locationId === undefined ? {} : { locationId };
    return success({ ...made.value, told: { appointmentId, purpose, language, startsAt, mode, printedAt, ...about } });
  };
}
