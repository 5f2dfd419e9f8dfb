import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CameraView } from '../camera/camera-view.tsx';
import { type Camera, useCamera } from '../camera/use-camera.ts';
import { useImaging } from '../use-imaging.ts';

/** So long the camera rests after a look in which there was no code, in milliseconds. */
const PAUSE = 150;

/** Looks for a code in what the camera sees, one look at a time, until there is one. */
function useCodes(camera: Camera, onCode: (text: string) => void): void {
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

/** Reads a barcode or QR code with the camera; the first one that is seen is it. */
export function CodeDialog(props: { readonly onCode: (text: string) => void; readonly onClose: () => void }) {
  const t = useText();
  const camera = useCamera();
  useCodes(camera, props.onCode);
  return (
    <Dialog
      isOpen
      size="medium"
      title={t('scan.code.dialog')}
      onClose={props.onClose}
      actions={<Button onPress={props.onClose}>{t('action.cancel')}</Button>}
    >
      <div className="stack">
        <CameraView camera={camera} />
        <p className="muted">{t('scan.code.help')}</p>
      </div>
    </Dialog>
  );
}
