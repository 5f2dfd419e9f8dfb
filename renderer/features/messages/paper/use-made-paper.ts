import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useRef, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { type AskedPaper, type MadePaper, useAppointmentPaper } from './use-appointment-paper.ts';

/** The paper of a dialog: made once for what was chosen, so that what was seen is what is printed. */
export function useMadePaper(appointment: AppointmentRow, asked: AskedPaper) {
  const make = useAppointmentPaper(appointment);
  const made = useRef<{ readonly key: string; readonly paper: MadePaper }>(undefined);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const drop = () => {
    if (made.current) void desktop().request('printing:forget', { letterId: made.current.paper.letterId });
    made.current = undefined;
  };
  const paper = async (): Promise<MadePaper | undefined> => {
    const { startsAt, state, locationId, mode, toPrint } = appointment;
    const key = JSON.stringify([asked, startsAt, state, locationId, mode, toPrint]);
    if (made.current?.key === key) return made.current.paper;
    if (isPending) return undefined;
    setPending(true);
    const result = await make(asked);
    setPending(false);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return undefined;
    drop();
    made.current = { key, paper: result.value };
    return result.value;
  };
  /** Whoever prints it has it now. */
  const handOver = () => {
    made.current = undefined;
  };
  return { paper, drop, handOver, isPending, error };
}
