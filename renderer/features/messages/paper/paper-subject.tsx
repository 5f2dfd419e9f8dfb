import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useFormats } from '../../../i18n/use-formats.ts';

type PaperSubjectProps = { readonly appointment: Pick<AppointmentRow, 'startsAt' | 'subject' | 'personName'> };

/** Whose appointment goes on paper, when and for what: the offer may come while another citizen stands at the desk. */
export function PaperSubject({ appointment: { startsAt, subject, personName } }: PaperSubjectProps) {
  const formats = useFormats();
  return <p>{[personName, formats.dayTime(startsAt), subject].filter(Boolean).join(' · ')}</p>;
}
