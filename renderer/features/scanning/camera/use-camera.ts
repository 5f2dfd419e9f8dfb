import { useCallback, useEffect, useRef, useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { useDeskDevices } from '../../devices/use-devices.ts';
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
  /** The label of the camera of this desk, when it is not there and another stands in. */
  readonly missing: string | undefined;
  readonly choose: (id: string) => void;
  /** Starts it anew: it was plugged in again, or another program let go of it. */
  readonly restart: () => void;
  /** What the camera sees now; undefined while it sees nothing. */
  readonly takeFrame: () => Promise<ImageBitmap | undefined>;
}

function openOne(deviceId: string | undefined): Promise<MediaStream> {
  const video = deviceId === undefined ? WANTED : { ...WANTED, deviceId: { exact: deviceId } };
  return navigator.mediaDevices.getUserMedia({ audio: false, video });
}

async function idOf(label: string | undefined): Promise<string | undefined> {
  return label === undefined ? undefined : (await listCameras()).find((one) => one.label === label)?.id;
}

/** Opens the camera with this label, or any when it is not there: another is better than none. */
async function openCamera(label: string | undefined): Promise<MediaStream> {
  const known = await idOf(label);
  const stream = await openOne(known);
  // Labels may be told only once a camera is open.
  const told = await idOf(label);
  if (told === undefined || told === stream.getVideoTracks()[0]?.getSettings().deviceId) return stream;
  letGo(stream);
  return openOne(told);
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

/** The label to open: another choice than the camera that is open. Choosing the one that is open does not start it anew. */
function useWantedCamera(kept: string | undefined) {
  const open = useRef<string>(undefined);
  const [label, setLabel] = useState(kept);
  useEffect(() => {
    if (kept !== open.current) setLabel(kept);
  }, [kept]);
  const opened = useCallback((openLabel: string | undefined) => {
    open.current = openLabel;
  }, []);
  return { label, opened };
}

/** Shows the camera while the caller is mounted and the screen is not locked: covered, nobody is filmed. */
export function useCamera(): Camera {
  const isLocked = useAppSelector((state) => state.lock.locked);
  const [element, video] = useState<HTMLVideoElement | null>(null);
  const [camera, setCamera] = useState<CameraState>({ state: 'starting' });
  const [choices, setChoices] = useState<readonly CameraChoice[]>([]);
  const { settings, change } = useDeskDevices();
  const kept = settings?.camera;
  const wanted = useWantedCamera(kept);
  const [attempt, setAttempt] = useState(0);
  const [chosen, setChosen] = useState('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the same again
  useEffect(() => {
    if (isLocked) return setCamera({ state: 'off' });
    if (!element) return;
    let isOver = false;
    let stream: MediaStream | undefined;
    setCamera({ state: 'starting' });
    const show = async (): Promise<void> => {
      stream = await openCamera(wanted.label);
      if (isOver) return letGo(stream);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => setCamera({ state: 'problem', problem: 'lost' }));
      const live = (): void => setCamera({ state: 'live', width: element.videoWidth, height: element.videoHeight });
      element.addEventListener('loadeddata', live, { once: true });
      element.srcObject = stream;
      wanted.opened(track?.label);
      setChosen(track?.getSettings().deviceId ?? '');
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
  }, [isLocked, wanted.label, attempt, element]);

  const restart = useCallback(() => setAttempt((now) => now + 1), []);
  const choose = (id: string): void => {
    const label = choices.find((one) => one.id === id)?.label;
    // The one that was kept and was away may be here again.
    if (label !== undefined && label === kept) restart();
    else if (label) void change({ camera: label });
  };
  const isMissing = camera.state === 'live' && choices.length > 0 && !choices.some(({ label }) => label === kept);

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
  return { video, camera, choices, chosen, missing: isMissing ? kept : undefined, choose, restart, takeFrame };
}
