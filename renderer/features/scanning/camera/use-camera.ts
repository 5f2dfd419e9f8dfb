import { useCallback, useEffect, useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { type CameraProblem, cameraProblemOf } from './camera-problem.ts';

/** As sharp as a usual camera gives: below it small print cannot be read. */
const WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 } };

export interface CameraChoice {
  readonly id: string;
  readonly label: string;
}

export type CameraState =
  | { readonly state: 'starting' | 'off' }
  /** With the size of its picture, in pixels. */
  | { readonly state: 'live'; readonly width: number; readonly height: number }
  | { readonly state: 'problem'; readonly problem: CameraProblem };

export interface Camera {
  /** Given to the element that shows it; it may come later than the camera is asked for. */
  readonly video: (element: HTMLVideoElement | null) => void;
  readonly camera: CameraState;
  readonly choices: readonly CameraChoice[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
  /** Starts it anew: it was plugged in again, or another program let go of it. */
  readonly restart: () => void;
  /** What the camera sees now; undefined while it sees nothing. */
  readonly takeFrame: () => Promise<ImageBitmap | undefined>;
}

/** The camera that this desk used last, until Onthaal ends. */
let lastChosen = '';

async function openCamera(id: string): Promise<MediaStream> {
  const ask = (deviceId: string) =>
    navigator.mediaDevices.getUserMedia({
      audio: false,
      video: deviceId === '' ? WANTED : { ...WANTED, deviceId: { exact: deviceId } },
    });
  try {
    return await ask(id);
  } catch (error) {
    // The chosen one is not there any more: another is better than none.
    if (id !== '' && error instanceof Error && error.name === 'OverconstrainedError') return ask('');
    throw error;
  }
}

/** The camera that this desk chose, when it is there: it is known by its name. */
async function idOf(name: string | undefined): Promise<string> {
  return (await listCameras()).find(({ label }) => label !== '' && label === name)?.id ?? '';
}

async function listCameras(): Promise<readonly CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Ends a stream, so that the light of the camera goes out. */
function letGo(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Shows the camera while the caller is mounted and the screen is not locked: covered, nobody is filmed. */
export function useCamera(): Camera {
  const isLocked = useAppSelector((state) => state.lock.locked);
  const preferred = useAppSelector((state) => state.devices.settings?.camera);
  const [element, video] = useState<HTMLVideoElement | null>(null);
  const [camera, setCamera] = useState<CameraState>({ state: 'starting' });
  const [choices, setChoices] = useState<readonly CameraChoice[]>([]);
  const [wanted, setWanted] = useState({ id: lastChosen, attempt: 0 });
  const [chosen, setChosen] = useState(lastChosen);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice of this desk counts from the next time on
  useEffect(() => {
    if (isLocked) return setCamera({ state: 'off' });
    if (!element) return;
    let isOver = false;
    let stream: MediaStream | undefined;
    setCamera({ state: 'starting' });
    const show = async (): Promise<void> => {
      stream = await openCamera(wanted.id || (await idOf(preferred)));
      if (isOver) return letGo(stream);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => setCamera({ state: 'problem', problem: 'lost' }));
      const live = (): void => setCamera({ state: 'live', width: element.videoWidth, height: element.videoHeight });
      element.addEventListener('loadeddata', live, { once: true });
      element.srcObject = stream;
      setChosen(track?.getSettings().deviceId ?? wanted.id);
      setChoices(await listCameras());
    };
    show().catch((error: unknown) => {
      if (!isOver) setCamera({ state: 'problem', problem: cameraProblemOf(error) });
    });
    return () => {
      isOver = true;
      letGo(stream);
      element.srcObject = null;
    };
  }, [isLocked, wanted, element]);

  const restart = useCallback(() => setWanted(({ id, attempt }) => ({ id, attempt: attempt + 1 })), []);
  const choose = useCallback((id: string) => {
    lastChosen = id;
    setWanted(({ attempt }) => ({ id, attempt: attempt + 1 }));
  }, []);

  const hasProblem = camera.state === 'problem';
  useEffect(() => {
    const changed = (): void => {
      void listCameras().then(setChoices);
      if (hasProblem) restart();
    };
    navigator.mediaDevices.addEventListener('devicechange', changed);
    return () => navigator.mediaDevices.removeEventListener('devicechange', changed);
  }, [hasProblem, restart]);

  const takeFrame = async (): Promise<ImageBitmap | undefined> =>
    element && element.readyState >= element.HAVE_CURRENT_DATA ? createImageBitmap(element) : undefined;
  return { video, camera, choices, chosen, choose, restart, takeFrame };
}
