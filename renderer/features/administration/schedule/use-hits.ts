import { type Result, success } from '@onthaal/contract/result.ts';
import { isScheduleKind } from '@onthaal/contract/rules/administration/index.ts';
import type { HitAppointments, SaveReference } from '@onthaal/contract/store/administration.ts';
import { useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import type { DecidedHits } from './after-save.ts';

type Written = Pick<SaveReference, 'id' | 'kind' | 'name' | 'active' | 'data'>;

/** What the dialog shows, and hears. */
export interface HitsShown {
  readonly told: HitAppointments;
  /** Undefined: nothing is saved. */
  readonly onDecided: (decided: DecidedHits | undefined) => void;
}

const nothingHit: DecidedHits = { told: { hits: [], groups: [] }, decisions: [], groups: [] };

/** Asks which appointments a change would make impossible, and has somebody decide about each before anything is saved. */
export function useHits() {
  const dispatch = useAppDispatch();
  const [shown, setShown] = useState<HitsShown>();
  /** What was decided; undefined when somebody thought better of it. */
  const decide = async (row: Written): Promise<Result<DecidedHits | undefined>> => {
    if (!isScheduleKind(row.kind)) return success(nothingHit);
    const answer = await dispatch(askCentre('hitAppointments', row));
    if (!answer.ok) return answer;
    if (answer.value.hits.length === 0) return success(nothingHit);
    const decided = await new Promise<DecidedHits | undefined>((resolve) => {
      setShown({ told: answer.value, onDecided: resolve });
    });
    setShown(undefined);
    return success(decided);
  };
  return { decide, shown };
}
