import type { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { showNotice } from '../../ui/notice-board.ts';

/** The card readers as they are now; undefined until they were looked for. */
export function useReaders(): ReadersState | undefined {
  const [readers, setReaders] = useState<ReadersState>();
  useEffect(() => {
    let told = false;
    const stop = desktop().on('devices:readersChanged', (state) => {
      told = true;
      setReaders(state);
    });
    void desktop()
      .request('devices:readers', {})
      .then((answer) => {
        // What was told meanwhile is newer.
        if (answer.ok && !told) setReaders(answer.value);
      });
    return stop;
  }, []);
  return readers;
}

/** How the process that drives the devices does; undefined until it said so. */
export function useDeviceProcess(): ProcessState | undefined {
  const [state, setState] = useState<ProcessState>();
  useEffect(() => desktop().on('devices:processState', setState), []);
  return state;
}

/** Which devices this computer uses, and how another is chosen. */
export function useDeskDevices() {
  const t = useText();
  const [settings, setSettings] = useState<DeskDevices>();
  useEffect(() => {
    void desktop()
      .request('devices:readSettings', {})
      .then((answer) => {
        if (answer.ok) setSettings(answer.value);
      });
    return desktop().on('devices:settingsChanged', setSettings);
  }, []);
  /** What is given as undefined is taken away. */
  const change = async (changes: { readonly [Name in keyof DeskDevices]?: DeskDevices[Name] | undefined }) => {
    const given = Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== undefined);
    const kept = await desktop().request('devices:writeSettings', Object.fromEntries(given) as DeskDevices);
    if (kept.ok) return;
    const { code, details } = kept.error;
    showNotice({ tone: 'danger', title: t(`error.${code}.text`, details), detail: t(`error.${code}.next`, details) });
  };
  return { settings, change };
}
