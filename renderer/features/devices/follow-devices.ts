import type { DesktopBridge } from '@onthaal/contract/ipc/channels.ts';
import type { AppDispatch } from '../../app/store.ts';
import {
  deskDevicesChanged,
  deviceProcessChanged,
  healthChanged,
  neighboursChanged,
  readersChanged,
} from './devices-slice.ts';
import { followMedia } from './follow-media.ts';

/** Ties the window to the devices of this computer: what is known is asked, what changes is followed. */
export function followDevices(bridge: DesktopBridge, dispatch: AppDispatch): void {
  let told = false;
  bridge.on('devices:processState', (state) => void dispatch(deviceProcessChanged(state)));
  bridge.on('devices:settingsChanged', (settings) => void dispatch(deskDevicesChanged(settings)));
  let healthTold = false;
  bridge.on('devices:healthChanged', (health) => {
    healthTold = true;
    dispatch(healthChanged(health));
  });
  bridge.on('devices:readersChanged', (readers) => {
    told = true;
    dispatch(readersChanged(readers));
  });
  void bridge.request('devices:readSettings', {}).then((answer) => {
    if (answer.ok) dispatch(deskDevicesChanged(answer.value));
  });
  void bridge.request('devices:health', {}).then((answer) => {
    if (answer.ok && !healthTold) dispatch(healthChanged(answer.value));
  });
  void bridge.request('devices:neighbours', {}).then((answer) => {
    if (answer.ok) dispatch(neighboursChanged(answer.value));
  });
  followMedia(dispatch);
  void bridge.request('devices:readers', {}).then((answer) => {
    // What was told meanwhile is newer.
    if (answer.ok && !told) dispatch(readersChanged(answer.value));
  });
}
