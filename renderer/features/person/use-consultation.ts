import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { useCallback, useEffect, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';

type Look = Omit<CommandArguments['consultPerson'], 'reveal'>;

export interface ConsultationState {
  /** The log row that opens the card; undefined until it is written. */
  readonly consultationId: string | undefined;
  /** Why nothing may be shown. */
  readonly error: OnthaalError | undefined;
  /** Writes down that the whole national number is looked at. */
  readonly reveal: () => void;
  /** Tries once more to write it down. */
  readonly retry: () => void;
}

/** Writes down that somebody looks at a person, before anything of the card is asked: no log, no view. */
export function useConsultation({ personId, purpose, dossierId, reason }: Look): ConsultationState {
  const dispatch = useAppDispatch();
  const [id, setId] = useState<string>();
  const [error, setError] = useState<OnthaalError>();
  const consult = useCallback(
    async (reveal: boolean, isWanted: () => boolean = () => true) => {
      const given = { ...(dossierId === undefined ? {} : { dossierId }), ...(reason === undefined ? {} : { reason }) };
      const result = await dispatch(runCommand('consultPerson', { personId, purpose, ...given, reveal }));
      if (!isWanted()) return;
      setError(result.ok ? undefined : result.error);
      if (result.ok) setId(result.value.written[0]?.documentId);
    },
    [dispatch, personId, purpose, dossierId, reason],
  );
  useEffect(() => {
    let isHere = true;
    void consult(false, () => isHere);
    return () => {
      isHere = false;
    };
  }, [consult]);
  return {
    consultationId: id,
    error,
    reveal: useCallback(() => void consult(true), [consult]),
    retry: useCallback(() => void consult(false), [consult]),
  };
}
