import {
  type DeskDevicesFile,
  type NeighboursFile,
  openDeskDevices,
  openNeighbours,
} from '../device-link/desk-devices-file.ts';
import { DeviceLink } from '../device-link/device-link.ts';
import { TerminalOperations } from '../device-link/terminal-operations.ts';
import { TerminalSecrets } from '../device-link/terminal-secrets.ts';
import { sendEvent } from '../ipc/electron-ipc.ts';
import type { SecretBox } from '../session/secret-box.ts';
import { launchElectronChild } from '../supervisor/electron-child.ts';
import { DeskHealth } from './desk-health.ts';
import { type DeskFoundation, tell, type WindowPlace } from './foundation.ts';
import { DeskPrinting } from './printing.ts';
import { startWaitingRoom, type WaitingRoom } from './waiting-room.ts';

/** The devices of this desk: the process that drives them and the choices about them. */
export interface DeskDeviceParts {
  readonly link: DeviceLink;
  readonly choices: DeskDevicesFile;
  readonly terminalSecrets: TerminalSecrets;
  readonly terminalOperations: TerminalOperations;
  readonly neighbours: NeighboursFile;
  readonly printing: DeskPrinting;
  readonly health: DeskHealth;
  readonly waitingRoom: WaitingRoom;
  /** Whoever sat here has gone: what they printed leaves the memory, here and in the process. */
  readonly forgetPerson: () => void;
}

/** Starts the device process, after the store: nobody waits for it. */
export async function startDevices(
  foundation: DeskFoundation,
  place: WindowPlace,
  box: SecretBox,
): Promise<DeskDeviceParts> {
  const { paths, log } = foundation;
  const choices = await openDeskDevices(paths.deskDevices, log);
  const neighbours = await openNeighbours(paths.neighbours, log);
  const terminalOperations = await TerminalOperations.open(paths.terminalOperations, log);
  const health = new DeskHealth(place, choices);
  choices.onWritten(() => {
    tell(place, (page) => sendEvent(page, 'devices:settingsChanged', choices.read()));
    void health.watch(link);
  });
  const printing = new DeskPrinting(foundation, place, choices);
  const link = new DeviceLink({
    launch: () =>
      launchElectronChild({
        serviceName: 'Onthaal devices',
        script: paths.deviceScript,
        outputArea: 'devices.output',
        log,
      }),
    onState: (state) => {
      if (state.state === 'running') void health.watch(link);
      else printing.processGone();
      tell(place, (page) => sendEvent(page, 'devices:processState', state));
    },
    onNotice: ({ name, payload }) => {
      if (name === 'readers:changed') tell(place, (page) => sendEvent(page, 'devices:readersChanged', payload));
      if (name === 'printers:jobChanged') printing.jobChanged(payload);
      if (name === 'health:changed') health.changed(payload);
      if (name === 'scanners:progress') tell(place, (page) => sendEvent(page, 'devices:scanProgress', payload));
      if (name === 'scanners:page') tell(place, (page) => sendEvent(page, 'devices:scannedPage', payload));
      if (name === 'terminal:cardShown') tell(place, (page) => sendEvent(page, 'devices:cardShown', payload));
    },
    log,
  });
  link.start();
  const waitingRoom = startWaitingRoom(foundation, place, choices);
  const forgetPerson = (): void => {
    printing.forget();
    waitingRoom.forget();
    if (link.state.state !== 'running') return;
    void link.ask('printers:forget', {});
    void link.ask('scanners:forget', {});
  };
  const terminalSecrets = new TerminalSecrets(paths.terminalSecrets, box);
  return {
    link,
    choices,
    terminalSecrets,
    terminalOperations,
    neighbours,
    printing,
    health,
    waitingRoom,
    forgetPerson,
  };
}
