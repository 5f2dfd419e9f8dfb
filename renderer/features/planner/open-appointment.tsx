import { skipToken } from '@reduxjs/toolkit/query';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useDossierCardQuery } from '../../bridge/store-api.ts';
import { currentVisit, useQueueBoard, useReceivesVisitors } from '../queue/use-queue.ts';
import { AppointmentDialog } from './appointment-dialog.tsx';
import type { AppointmentSubject } from './use-book.ts';

/** Whom the appointment is for, as far as what is open says so: the person, the applicant of the dossier, or the visitor. */
function useSubject(): AppointmentSubject | undefined {
  const route = useAppSelector(selectRoute);
  const dossierId = route.name === 'dossier' ? route.dossierId : undefined;
  const { data, isFetching } = useDossierCardQuery(dossierId === undefined ? skipToken : { dossierId });
  const board = useQueueBoard(useReceivesVisitors());
  if (route.name === 'person') return { personId: route.personId };
  if (dossierId !== undefined) return isFetching ? undefined : { dossierId, personId: data?.applicant?.id };
  return { personId: currentVisit(board)?.personId };
}

/** "Afspraak (F8)" from wherever one is. */
export function OpenAppointment({ onClose }: { readonly onClose: () => void }) {
  const subject = useSubject();
  return subject && <AppointmentDialog subject={subject} onClose={onClose} />;
}
