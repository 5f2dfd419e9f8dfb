import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CameraView } from '../camera/camera-view.tsx';
import { useCamera } from '../camera/use-camera.ts';
import { useCameraCodes } from './use-camera-codes.ts';

/** Reads a barcode or QR code with the camera; the first one that is seen is it. */
export function CodeDialog(props: { readonly onCode: (text: string) => void; readonly onClose: () => void }) {
  const t = useText();
  const camera = useCamera();
  useCameraCodes(camera, props.onCode);
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
