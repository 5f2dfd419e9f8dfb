import { callsInHall } from '@onthaal/contract/rules/visits/index.ts';
import { useEffect } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useDeskDevices } from '../devices/use-devices.ts';
import { useDesk, useNow, useQueueBoard } from '../queue/use-queue.ts';

/** Says again what is so, so that the screen knows that it still is. */
const repeatMilliseconds = 15_000;

function Feed() {
  const { settings } = useDeskDevices();
  const { desk } = useDesk();
  const board = useQueueBoard();
  const { data: sync } = useSyncStatusQuery({});
  const now = useNow();
  const view = board &&
    desk && {
      ...{ calls: [...callsInHall(board.called, now)], waiting: board.waiting.length },
      ...{ lineGone: sync?.phase === 'offline', building: desk.data.building },
      ...{ sound: settings?.waitingRoom?.sound === true, speech: settings?.waitingRoom?.speech === true },
    };
  const text = JSON.stringify(view);
  useEffect(() => {
    if (text === undefined) return undefined;
    const tell = (): void => void desktop().request('waitingRoom:show', JSON.parse(text));
    tell();
    const timer = setInterval(tell, repeatMilliseconds);
    return () => clearInterval(timer);
  }, [text]);
  return null;
}

/** Tells the screen of the waiting room what is called, as long as it is open at this computer. Shows nothing here. */
export function WaitingRoomFeed() {
  const { settings } = useDeskDevices();
  return settings?.waitingRoom?.isOpen ? <Feed /> : null;
}
