import { useEffect, useRef, useState } from 'react';
import type { Camera } from '../camera/use-camera.ts';
import { type PictureReading, type ReadLines, readPicture } from '../travel/read-picture.ts';
import { travelDocumentOf } from '../travel/travel-document.ts';
import { useImaging } from '../use-imaging.ts';
import { useTravelReader } from './use-travel-reader.ts';

/** So long the camera rests after a look in which there was nothing, in milliseconds. */
const PAUSE = 150;
/** A travel document whose check digits do not fit is looked at again: a hand moves, and light changes. */
const MOST_LOOKS = 3;

interface Looking extends PictureReading {
  readonly camera: Camera;
}

async function findCode({ camera, imaging }: Looking, isFine: boolean): Promise<string | undefined> {
  const frame = await camera.takeFrame();
  const found = frame ? await imaging().ask('codes', { frame, isFine }, [frame]) : [];
  return found[0]?.text;
}

async function findTravelDocument({ camera, ...reading }: Looking): Promise<ReadLines | undefined> {
  const frame = await camera.takeFrame();
  return frame && readPicture(reading, frame, false);
}

/** What the camera is looked at for, and what is told of it. */
export interface CameraCodes {
  readonly camera: Camera;
  /** False while a person looks at what was read. */
  readonly isLooking: boolean;
  readonly onCode: (text: string) => void;
  /** A travel document was read, more than once, and its check digits do not fit. Absent: only codes are looked for. */
  readonly onDoubt?: (read: ReadLines) => void;
}

/**
 * Looks in what the camera sees for a code or a travel document, one look at a time, until there is one.
 *
 * @returns whether travel documents cannot be read: a part of the program is missing; codes still can
 */
export function useCameraCodes(codes: CameraCodes): { readonly isBroken: boolean } {
  const imaging = useImaging();
  const reader = useTravelReader();
  const [isBroken, setBroken] = useState(false);
  const latest = useRef(codes);
  useEffect(() => {
    latest.current = codes;
  });
  useEffect(() => {
    // The first look would wait for it; whether the program is there, that look tells.
    void imaging()
      .ask('prepareCodes', {})
      .catch(() => undefined);
  }, [imaging]);
  const isLive = codes.isLooking && codes.camera.camera.state === 'live';
  useEffect(() => {
    if (!isLive) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let doubts = 0;
    let looks = 0;
    const looking = (): Looking => ({ camera: latest.current.camera, imaging, reader });
    const look = async (): Promise<void> => {
      // Most codes fill a good part of the picture; every second look is for the others.
      looks += 1;
      const code = await findCode(looking(), looks % 2 === 0);
      if (isOver) return;
      if (code !== undefined) return latest.current.onCode(code);
      const { onDoubt } = latest.current;
      const read = isBroken || !onDoubt ? undefined : await findTravelDocument(looking());
      if (isOver) return;
      const document = read && travelDocumentOf(read.lines);
      if (document?.wrong.length === 0) return latest.current.onCode(read?.lines.join('\n') ?? '');
      if (read) doubts += 1;
      if (read && doubts >= MOST_LOOKS) return onDoubt?.(read);
      timer = setTimeout(next, PAUSE);
    };
    // The worker for pictures ended with the dialog, or the reader's program is not there.
    const next = (): void =>
      void look().catch(() => {
        if (!isOver) setBroken(true);
      });
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isLive, isBroken, imaging, reader]);
  return { isBroken };
}
