import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useReferences } from '../dossier/use-references.ts';

/** Writes an appointment to a file for the calendar of the citizen. */
export function useSaveAppointment() {
  const t = useText();
  const tell = useErrorNotice();
  const locations = useReferences('location');
  return async (row: AppointmentRow): Promise<void> => {
    const { id, code, subject: title, startsAt, endsAt, bring, meetingLink } = row;
    const place = locations.find((location) => location.id === row.locationId)?.name;
    const location = [place, row.deskName ?? row.roomName].filter(Boolean).join(', ');
    const link = meetingLink?.startsWith('https://') ? { link: meetingLink } : {};
    const description = bring.length === 0 ? '' : [`${t('planner.bring')}:`, ...bring].join('\n');
    const asked = { id, code, title, startsAt, endsAt, location, description, ...link };
    const saved = await desktop().request('appointments:save', asked);
    if (!saved.ok) tell(saved.error);
    else if (saved.value !== null) showDone(t('planner.savedFile', { file: saved.value.fileName }));
  };
}
