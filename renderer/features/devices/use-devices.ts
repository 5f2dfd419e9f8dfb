import type { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';

/** The card readers as they are now; undefined until they were looked for. */
export function useReaders(): ReadersState | undefined {
  return useAppSelector(({ devices }) => devices.readers);
}

/** How the process that drives the devices does; undefined until it said so. */
export function useDeviceProcess(): ProcessState | undefined {
  return useAppSelector(({ devices }) => devices.process);
}

/** Which devices this computer uses, and how another is chosen. */
export function useDeskDevices() {
  const showError = useErrorNotice();
  const settings = useAppSelector(({ devices }) => devices.settings);
  /** What is given as undefined is taken away. */
  const change = async (changes: { readonly [Name in keyof DeskDevices]?: DeskDevices[Name] | undefined }) => {
    const given = Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== undefined);
    const kept = await desktop().request('devices:writeSettings', Object.fromEntries(given) as DeskDevices);
    if (!kept.ok) showError(kept.error);
  };
  return { settings, change };
}
