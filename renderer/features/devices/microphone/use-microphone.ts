import { useEffect, useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { decibelsOf } from './loudness.ts';

const LOOK_MILLISECONDS = 100;
/** What was heard a moment ago still counts: words that change with each syllable cannot be read. */
const HELD_LOOKS = 15;
const LONGEST_MILLISECONDS = 2 * 60_000;

export type MicrophoneState =
  | { readonly state: 'off' | 'starting' }
  | { readonly state: 'live'; readonly name: string; readonly decibels: number }
  | { readonly state: 'problem'; readonly problem: 'none' | 'failed' };

/** Tells how loud it is, until the function that it returns is called. */
function listen(stream: MediaStream, tell: (decibels: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heard: readonly number[] = [];
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    heard = [...heard, decibelsOf(samples)].slice(-HELD_LOOKS);
    tell(Math.max(...heard));
  }, LOOK_MILLISECONDS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

async function open(): Promise<MediaStream> {
  // Main refuses it at any other time.
  await desktop().request('devices:useMicrophone', { on: true });
  return navigator.mediaDevices.getUserMedia({ audio: true, video: false });
}

function letGo(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
  void desktop().request('devices:useMicrophone', { on: false });
}

/** Hears the microphone while it is tested: not on another screen, not while the screen is covered, and not for longer than two minutes. */
export function useMicrophone() {
  const isLocked = useAppSelector((state) => state.lock.locked);
  const [isTested, setTested] = useState(false);
  const [microphone, setMicrophone] = useState<MicrophoneState>({ state: 'off' });
  useEffect(() => {
    if (isLocked) setTested(false);
  }, [isLocked]);
  useEffect(() => {
    if (!isTested) return setMicrophone({ state: 'off' });
    let isOver = false;
    let stream: MediaStream | undefined;
    let stop = (): void => undefined;
    setMicrophone({ state: 'starting' });
    const start = async (): Promise<void> => {
      stream = await open();
      if (isOver) return letGo(stream);
      const [track] = stream.getAudioTracks();
      const name = track?.label ?? '';
      track?.addEventListener('ended', () => setMicrophone({ state: 'problem', problem: 'none' }));
      stop = listen(stream, (decibels) => setMicrophone({ state: 'live', name, decibels }));
    };
    start().catch((error: unknown) => {
      const isAbsent = error instanceof DOMException && error.name === 'NotFoundError';
      if (!isOver) setMicrophone({ state: 'problem', problem: isAbsent ? 'none' : 'failed' });
    });
    const timer = setTimeout(() => setTested(false), LONGEST_MILLISECONDS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
      letGo(stream);
    };
  }, [isTested]);
  return { microphone, isTested, setTested };
}
