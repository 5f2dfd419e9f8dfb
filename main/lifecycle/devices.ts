import { type DeskDevicesFile, openDeskDevices } from '../device-link/desk-devices-file.ts';
import { DeviceLink } from '../device-link/device-link.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import { launchElectronChild } from '../supervisor/electron-child.ts';
import { type DeskFoundation, tell, type WindowPlace } from './foundation.ts';

/** The devices of this desk: the process that drives them and the choices about them. */
export interface DeskDeviceParts {
  readonly link: DeviceLink;
  readonly choices: DeskDevicesFile;
}

/** Starts the device process, after the store: nobody waits for it. */
export async function startDevices({ paths, log }: DeskFoundation, place: WindowPlace): Promise<DeskDeviceParts> {
  const link = new DeviceLink({
    launch: () =>
      launchElectronChild({
        serviceName: 'Onthaal devices',
        script: paths.deviceScript,
        outputArea: 'devices.output',
        log,
      }),
    onState: (state) => tell(place, (page) => sendEvent(page, 'devices:processState', state)),
    onNotice: ({ name, payload }) => {
      if (name === 'readers:changed') tell(place, (page) => sendEvent(page, 'devices:readersChanged', payload));
    },
    log,
  });
  link.start();
  const choices = await openDeskDevices(paths.deskDevices, log);
  choices.onWritten(() => tell(place, (page) => sendEvent(page, 'devices:settingsChanged', choices.read())));
  return { link, choices };
}
