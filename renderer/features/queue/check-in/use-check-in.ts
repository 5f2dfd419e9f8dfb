import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import type { CheckInRow } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { useCardAtDesk } from '../../card/card-context.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { useQueueBoard } from '../use-queue.ts';

/** Goes before who came in without an appointment, as the planned hour was promised; behind who cannot stand long. */
const APPOINTMENT_PRIORITY = 5;
const USUAL_PRIORITY = 3;

/** Gives who comes for an appointment their ticket; pressed twice it is one. Who was identified with their card is known as such. */
export function useCheckIn(desk: ReferenceOf<'desk'>) {
  const location = useReferences('location').find(({ data }) => data.building === desk.data.building);
  const { data: sync } = useSyncStatusQuery({});
  const [id, setId] = useState(() => v7());
  const { wasIdentified } = useCardAtDesk();
  const [isGiven, setGiven] = useState(false);
  const [write, { isPending }] = useCommand('registerVisit');
  const given = useQueueBoard()?.waiting.find((visit) => visit.id === id);
  const checkIn = async ({ id: appointmentId, personId, productCode, outcome }: CheckInRow): Promise<boolean> => {
    if (location === undefined || isPending) return false;
    const own = sync?.phase === 'offline' ? { reserveForDeskId: desk.id } : {};
    const written = await write({
      ...{ id, locationId: location.id, productCodes: [productCode], appointmentId },
      // Who is late lost the hour that was kept, and goes with the others.
      priority: outcome === 'late' ? USUAL_PRIORITY : APPOINTMENT_PRIORITY,
      ...(personId === undefined ? {} : { personId }),
      ...(personId !== undefined && wasIdentified(personId) ? { assurance: 'eIdRead' as const } : {}),
      ...own,
    });
    setGiven(written.ok);
    return written.ok;
  };
  /** For somebody else, or another appointment. */
  const renew = () => {
    setId(v7());
    setGiven(false);
  };
  return { checkIn, isPending, isGiven, given: isGiven ? given : undefined, renew };
}
