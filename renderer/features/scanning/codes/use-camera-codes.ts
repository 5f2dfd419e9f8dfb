import { useEffect, useRef } from 'react';
import type { Camera } from '../camera/use-camera.ts';
import { useImaging } from '../use-imaging.ts';

/** So long the camera rests after a look in which there was no code, in milliseconds. */
const PAUSE = 150;

/** Looks for a code in what the camera sees, one look at a time, until there is one. */
export function useCameraCodes(camera: Camera, onCode: (text: string) => void): void {
  const imaging = useImaging();
  const latest = useRef({ camera, onCode });
  useEffect(() => {
    latest.current = { camera, onCode };
  });
  const isLive = camera.camera.state === 'live';
  useEffect(() => {
    if (!isLive) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const frame = await latest.current.camera.takeFrame();
      const found = frame ? await imaging().ask('codes', { frame }, [frame]) : [];
      if (isOver) return;
      const [code] = found;
      if (code) latest.current.onCode(code.text);
      else timer = setTimeout(next, PAUSE);
    };
    // A look that fails (the worker ended with the dialog) is the last one.
    const next = (): void => void look().catch(() => undefined);
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isLive, imaging]);
}
