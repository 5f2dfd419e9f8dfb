import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { useCallback, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';

/** Why somebody could not log in. */
export interface FailedLogIn {
  readonly person: DemoPerson;
  readonly error: OnthaalError;
}

/** Logging in, with who is asked for a PIN or password because no line can say who it is. */
export function useLogIn() {
  const [busyWith, setBusyWith] = useState<DemoPerson>();
  const [failed, setFailed] = useState<FailedLogIn>();
  const [asked, setAsked] = useState<DemoPerson>();
  const logIn = useCallback((person: DemoPerson, secret?: string) => {
    setBusyWith(person);
    setFailed(undefined);
    void desktop()
      .request('session:logIn', { memberId: person.memberId, ...(secret === undefined ? {} : { secret }) })
      .then((result) => {
        // At success main announces the new member and this screen makes way.
        if (result.ok) return;
        setBusyWith(undefined);
        if (result.error.code === 'PIN_NEEDED') setAsked(person);
        else setFailed({ person, error: result.error });
      });
  }, []);
  const stopAsking = useCallback(() => {
    setAsked(undefined);
    setFailed(undefined);
  }, []);
  return { logIn, busyWith, failed, asked, stopAsking };
}
