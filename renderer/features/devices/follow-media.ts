import type { AppDispatch } from '../../app/store.ts';
import { mediaChanged } from './devices-slice.ts';

/** Which cameras and microphones there are now. */
export async function listMedia(dispatch: AppDispatch): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const named = (kind: MediaDeviceKind) => devices.filter((device) => device.kind === kind).map(({ label }) => label);
  dispatch(mediaChanged({ cameras: named('videoinput'), microphones: named('audioinput') }));
}

/** Follows cameras and microphones that are plugged in and out. */
export function followMedia(dispatch: AppDispatch): void {
  navigator.mediaDevices.addEventListener('devicechange', () => void listMedia(dispatch));
  void listMedia(dispatch);
}
