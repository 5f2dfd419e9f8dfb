import { heldMinutes } from '@onthaal/contract/rules/planner/index.ts';
import type { FreeSlot } from '@onthaal/contract/store/planner.ts';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import type { Asked } from './use-appointment-form.ts';

export interface Held {
  readonly slot: FreeSlot;
  /** Until when, by this computer's clock. */
  readonly until: number;
}

/** Holds one slot while people talk; choosing another lets the first go, and closing lets it go too. */
export function useHold(personId: string | undefined, insteadOfId: string | undefined, onTaken: () => void) {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const [holdId] = useState(() => v7());
  const [held, setHeld] = useState<Held>();
  const [isPending, setPending] = useState(false);
  const isHeld = useRef(false);
  const release = () => {
    setHeld(undefined);
    if (!isHeld.current) return;
    isHeld.current = false;
    // When this does not arrive, the hold ends by itself.
    void dispatch(askCentre('releaseAppointment', { holdId }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the dialog goes away
  useEffect(() => release, []);
  const hold = async (asked: Asked, slot: FreeSlot) => {
    setPending(true);
    const begun = Date.now();
    const more = {
      ...(personId === undefined ? {} : { personId }),
      ...(insteadOfId === undefined ? {} : { insteadOfId }),
    };
    const answer = await dispatch(askCentre('holdAppointment', { ...asked, ...more, holdId, startsAt: slot.startsAt }));
    setPending(false);
    if (answer.ok) {
      isHeld.current = true;
      setHeld({ slot, until: begun + heldMinutes * 60_000 });
      return;
    }
    tell(answer.error);
    setHeld(undefined);
    if (answer.error.code === 'APPOINTMENT_SLOT_TAKEN') onTaken();
  };
  /** What was held is an appointment now: nothing is let go when the dialog closes. */
  const keep = () => {
    isHeld.current = false;
  };
  return { holdId, held, hold, isPending, release, keep };
}
