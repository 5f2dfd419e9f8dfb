import { useCallback, useEffect, useRef } from 'react';
import { startTravelReader, type TravelReader } from '../travel/read-travel-lines.ts';

/** The reader of travel documents, started when the first lines are seen and ended when the caller goes. */
export function useTravelReader(): () => Promise<TravelReader> {
  const reader = useRef<Promise<TravelReader>>(undefined);
  useEffect(
    () => () => {
      // One that did not start needs no end; who asked for it was told.
      reader.current?.then((started) => started.end()).catch(() => undefined);
      reader.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    reader.current ??= startTravelReader();
    return reader.current;
  }, []);
}
