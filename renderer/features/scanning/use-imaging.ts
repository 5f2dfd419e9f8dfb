import { useCallback, useEffect, useRef } from 'react';
import { ImagingClient } from './worker/imaging-client.ts';

/** The worker for pictures, started at the first use and ended, with all it holds, when the caller goes. */
export function useImaging(): () => ImagingClient {
  const client = useRef<ImagingClient>(undefined);
  useEffect(
    () => () => {
      client.current?.end();
      client.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    client.current ??= new ImagingClient();
    return client.current;
  }, []);
}
