import { basename } from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { AppointmentFile } from '@onthaal/contract/store/appointment-file.ts';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';

/** An appointment as iCalendar (RFC 5545). Its times are in UTC, so that no calendar has to know how clocks change here. */
export function appointmentCalendar(appointment: AppointmentFile): string {
  const { id, code, title, startsAt, endsAt, location, description, link } = appointment;
  const calendar = ical({
    prodId: { company: 'Onthaal', product: 'Onthaal', language: 'NL' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${id}@onthaal`,
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: title,
    location,
    description: [description, code].filter(Boolean).join('\n'),
    ...(link === undefined ? {} : { url: link }),
  });
  return calendar.toString();
}

/**
 * Writes an appointment to a file that calendars open, which only the user of this computer may read.
 *
 * @param chooseFile asks the person at the desk; undefined when they changed their mind
 * @returns null when no file was chosen; DISK_FULL, DISK_READ_ONLY
 */
export async function saveAppointment(
  chooseFile: (suggestedName: string) => Promise<string | undefined>,
  appointment: AppointmentFile,
): Promise<Result<{ readonly fileName: string } | null>> {
  const file = await chooseFile(`afspraak-${appointment.code}.ics`);
  if (file === undefined) return success(null);
  try {
    await writeFileAtomically(file, appointmentCalendar(appointment));
  } catch (error) {
    return failure(diskErrorCode(error));
  }
  return success({ fileName: basename(file) });
}
