import { useMemo, useState } from 'react';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { listMedia } from '../follow-media.ts';
import { deviceHealth, type Finding } from './device-health.ts';

/** Every device that this desk uses with how it stands, the worst first. */
export function useDeviceHealth(): readonly Finding[] {
  const devices = useAppSelector((state) => state.devices);
  return useMemo(() => deviceHealth(devices), [devices]);
}

/** Looks at all devices of this desk now. */
export function useLookAgain() {
  const dispatch = useAppDispatch();
  const [isPending, setPending] = useState(false);
  const [times, setTimes] = useState(0);
  const look = async () => {
    setPending(true);
    await Promise.all([desktop().request('devices:lookAgain', {}), listMedia(dispatch)]);
    setPending(false);
    setTimes((before) => before + 1);
  };
  return { look: () => void look(), isPending, hasLooked: times > 0 };
}
