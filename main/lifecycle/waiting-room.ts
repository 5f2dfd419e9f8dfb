import type { WaitingRoomView } from '@onthaal/contract/ipc/waiting-room.ts';
import { success } from '@onthaal/contract/result.ts';
import type { KioskState } from '@onthaal/contract/session/kiosk.ts';
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
  /** The screen of a computer that is nobody's shows what the mid-office says; nothing on any other kiosk. */
  readonly follow: (state: KioskState) => void;
}

/** Opens it when it was open the last time, and follows the choice. It goes with the window of the desk. */
export function startWaitingRoom(
  { environment, paths, log }: DeskFoundation,
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
  return {
    show: (view) => room.feed.show(view),
    forget: () => room.feed.forget(),
    follow: (state) => followKiosk(room, state, { isWholeScreen: !environment.demo, isEnding }),
  };
}

/**
 * Opens the screen on a kiosk that is one, and closes it when that was taken away. What an answer that never came does not say again
 * goes from the screen after a while.
 */
function followKiosk(
  room: WaitingRoomWindow,
  { registration, board, problem }: KioskState,
  { isWholeScreen, isEnding }: { readonly isWholeScreen: boolean; readonly isEnding: boolean },
): void {
  const screen = board?.screen;
  if (isEnding || registration !== 'registered' || screen === undefined) {
    if (registration !== 'registered' && room.isOpen) room.close();
    return;
  }
  if (!room.isOpen) room.open(undefined, isWholeScreen);
  const view = { ...screen, building: board?.building ?? '', sound: true, speech: true };
  if (problem === null) room.feed.show({ ...view, lineGone: false });
  else room.feed.showOnce({ ...view, lineGone: true });
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
