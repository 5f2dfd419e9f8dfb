import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { KioskBoard, KioskState } from '@onthaal/contract/session/kiosk.ts';
import { useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';

/** Where this kiosk is, as main says it; undefined until it does. */
export function useKioskState(): KioskState | undefined {
  const [state, setState] = useState<KioskState>();
  useEffect(() => {
    const stop = desktop().on('kiosk:changed', setState);
    void desktop()
      .request('kiosk:state', {})
      // An announcement that came meanwhile is newer.
      .then((answer) => answer.ok && answer.value && setState((known) => known ?? answer.value ?? undefined));
    return stop;
  }, []);
  return state;
}

/** Redeems the code of an administrator. */
export function useRegistration() {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const register = (code: string, ticketPrinter: string): void => {
    setBusy(true);
    setError(undefined);
    void desktop()
      .request('kiosk:register', { code, ...(ticketPrinter === '' ? {} : { ticketPrinter }) })
      .then((result) => {
        setBusy(false);
        if (!result.ok) setError(result.error);
      });
  };
  return { register, isBusy, error };
}

/** The time at the mid-office, moved on by the clock that nobody sets: a kiosk's own may be wrong. */
export function useCentreTime(board: KioskBoard): string {
  const [shown, setShown] = useState(board.now);
  useEffect(() => {
    const receivedAt = performance.now();
    const tell = (): void => {
      setShown(new Date(Date.parse(board.now) + performance.now() - receivedAt).toISOString());
    };
    tell();
    const timer = setInterval(tell, 1000);
    return () => clearInterval(timer);
  }, [board.now]);
  return shown;
}
