import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { KnownKiosk } from '@onthaal/contract/store/kiosks.ts';
import { useCallback, useEffect, useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';

/** The kiosks as the mid-office knows them now; asked again by `look`. */
export function useKiosks() {
  const dispatch = useAppDispatch();
  const [kiosks, setKiosks] = useState<readonly KnownKiosk[]>();
  const [error, setError] = useState<OnthaalError>();
  const look = useCallback(async () => {
    const answer = await dispatch(askCentre('kiosks', {}));
    if (answer.ok) setKiosks(answer.value);
    setError(answer.ok ? undefined : answer.error);
  }, [dispatch]);
  useEffect(() => void look(), [look]);
  const takeAway = async (deviceId: string): Promise<void> => {
    const answer = await dispatch(askCentre('takeKioskAway', { deviceId }));
    if (answer.ok) await look();
    else setError(answer.error);
  };
  return { kiosks, error, look, takeAway };
}
