import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CameraView } from '../camera/camera-view.tsx';
import { useCamera } from '../camera/use-camera.ts';
import type { ReadLines } from '../travel/read-picture.ts';
import { DoubtfulLines, SearchLines } from './doubtful-lines.tsx';
import { useCameraCodes } from './use-camera-codes.ts';

interface CodeDialogProps {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

function LookAtCamera(props: CodeDialogProps & { readonly onDoubt: (read: ReadLines) => void }) {
  const t = useText();
  const camera = useCamera();
  const { isBroken } = useCameraCodes({ ...props, camera, isLooking: true });
  return (
    <div className="stack">
      <CameraView camera={camera} />
      {isBroken && (
        <Banner tone="caution" live="status" title={t('scan.travel.broken.text')}>
          {t('scan.travel.broken.next')}
        </Banner>
      )}
      <p className="muted">{t('scan.code.help')}</p>
    </div>
  );
}

/**
 * Reads a barcode, a QR code or the lines of a travel document with the camera; the first one that is seen is it. Lines whose check
 * digits do not fit are shown, to be put right by hand.
 */
export function CodeDialog({ onCode, onClose }: CodeDialogProps) {
  const t = useText();
  const [read, setRead] = useState<ReadLines>();
  const cancel = <Button onPress={onClose}>{t('action.cancel')}</Button>;
  const actions = read ? (
    <>
      <SearchLines read={read} onCode={onCode} />
      <Button onPress={() => setRead(undefined)}>{t('scan.travel.again')}</Button>
      {cancel}
    </>
  ) : (
    cancel
  );
  return (
    <Dialog isOpen size="medium" title={t('scan.code.dialog')} onClose={onClose} actions={actions}>
      {read ? (
        <DoubtfulLines read={read} onChange={(lines) => setRead({ ...read, lines })} />
      ) : (
        <LookAtCamera onCode={onCode} onClose={onClose} onDoubt={setRead} />
      )}
    </Dialog>
  );
}
