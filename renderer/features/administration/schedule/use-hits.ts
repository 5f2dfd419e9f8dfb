import { type Result, success } from '@onthaal/contract/result.ts';
import { isScheduleKind } from '@onthaal/contract/rules/administration/index.ts';
import type { Decision, HitAppointment, SaveReference } from '@onthaal/contract/store/administration.ts';
import { useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';

type Written = Pick<SaveReference, 'id' | 'kind' | 'name' | 'active' | 'data'>;

/** What the dialog shows, and hears. */
export interface HitsShown {
  readonly hits: readonly HitAppointment[];
  /** Undefined: nothing is saved. */
  readonly onDecided: (decisions: readonly Decision[] | undefined) => void;
}

/** Asks which appointments a change would make impossible, and has somebody decide about each before anything is saved. */
export function useHits() {
  const dispatch = useAppDispatch();
  const [shown, setShown] = useState<HitsShown>();
  /** What was decided; undefined when somebody thought better of it. */
  const decide = async (row: Written): Promise<Result<readonly Decision[] | undefined>> => {
    if (!isScheduleKind(row.kind)) return success([]);
    const answer = await dispatch(askCentre('hitAppointments', row));
    if (!answer.ok) return answer;
    if (answer.value.length === 0) return success([]);
    const decisions = await new Promise<readonly Decision[] | undefined>((resolve) => {
      setShown({ hits: answer.value, onDecided: resolve });
    });
    setShown(undefined);
    return success(decisions);
  };
  return { decide, shown };
}
