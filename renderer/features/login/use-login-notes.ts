import type { PeopleAnswer } from '@onthaal/contract/ipc/channels.ts';
import type { LoginNotes } from '@onthaal/contract/session/lock.ts';
import { useCallback, useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';

/** What this computer keeps for people who are not logged in; asked again when the list of people is there to name them. */
export function useLoginNotes(people: PeopleAnswer | undefined) {
  const [notes, setNotes] = useState<LoginNotes>();
  const ask = useCallback(() => {
    void desktop()
      .request('session:loginNotes', {})
      .then((result) => result.ok && setNotes(result.value));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list of people is the reason to ask again
  useEffect(ask, [ask, people]);
  const markRead = useCallback(() => {
    void desktop().request('session:notesRead', {}).then(ask);
  }, [ask]);
  return { notes, markRead };
}
