import type { WaitingRoomView } from '@onthaal/contract/ipc/waiting-room.ts';
import { success } from '@onthaal/contract/result.ts';
import { app } from 'electron';
import type { DeskDevicesFile } from '../device-link/desk-devices-file.ts';
import { WaitingRoomWindow } from '../windows/waiting-room/waiting-room-window.ts';
import type { Desk } from './desk.ts';
import type { DeskFoundation, WindowPlace } from './foundation.ts';
import type { HandlersOf } from './handlers.ts';

/** The screen of the waiting room at this computer: open as long as the choices of the computer say so. */
export interface WaitingRoom {
  readonly show: (view: WaitingRoomView) => void;
  /** Whoever sat here has gone: nobody says any more what is called. */
  readonly forget: () => void;
}

/** Opens it when it was open the last time, and follows the choice. It goes with the window of the desk. */
export function startWaitingRoom(
  { paths, log }: DeskFoundation,
  place: WindowPlace,
  choices: DeskDevicesFile,
): WaitingRoom {
  let isEnding = false;
  const room = new WaitingRoomWindow({
    folders: { renderer: paths.rendererFolder, recovery: paths.recoveryFolder },
    developerTools: !app.isPackaged,
    log,
    onClosed: () => {
      const { waitingRoom, ...others } = choices.read();
      // Somebody closed the window itself: it does not come back by itself.
      if (isEnding || waitingRoom?.isOpen !== true) return;
      void choices.write({ ...others, waitingRoom: { ...waitingRoom, isOpen: false } });
    },
  });
  const follow = (): void => {
    if (choices.read().waitingRoom?.isOpen !== true) room.close();
    else if (!room.isOpen && place.window !== undefined) room.open(place.window);
  };
  choices.onWritten(follow);
  follow();
  const end = (): void => {
    isEnding = true;
    room.close();
  };
  place.window?.on('closed', end);
  app.on('before-quit', end);
  return { show: (view) => room.feed.show(view), forget: () => room.feed.forget() };
}

/** What a page may ask of the screen of the waiting room. */
export function waitingRoomHandlers({ devices }: Pick<Desk, 'devices'>): HandlersOf<'waitingRoom'> {
  return {
    'waitingRoom:show': async (view) => {
      devices.waitingRoom.show(view);
      return success(null);
    },
  };
}
