import type { OnthaalError } from '@onthaal/contract/result.ts';
import { Camera as CameraIcon } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { FIRST_FRAME, keptInside, type PhotoFrame } from '../../../imaging/passport-photo.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { CameraView } from '../camera/camera-view.tsx';
import { useCamera } from '../camera/use-camera.ts';
import { fileBytes, fileNameOf } from '../filing.ts';
import { LeaveDialog } from '../leave-dialog.tsx';
import { PagePicture } from '../page-picture.tsx';
import type { ScannedImage } from '../pdf/scanned-page.ts';
import '../scan-dialog.css';
import { useImaging } from '../use-imaging.ts';
import { PhotoOverlay } from './photo-overlay.tsx';

interface PhotoDialogProps {
  readonly dossierId: string;
  readonly onClose: () => void;
}

/** The photograph that was taken, in memory only, and how it is taken and filed. */
function usePhoto(dossierId: string, onFiled: () => void) {
  const t = useText();
  const imaging = useImaging();
  const [photo, setPhoto] = useState<ScannedImage>();
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const take = async (frame: ImageBitmap | undefined, part: PhotoFrame): Promise<void> => {
    if (!frame) return;
    setWorking(true);
    try {
      setPhoto(await imaging().ask('photo', { frame, part }, [frame]));
    } catch {
      showNotice({ tone: 'danger', title: t('scan.failed.text'), detail: t('scan.failed.next') });
    }
    setWorking(false);
  };
  const file = async (): Promise<void> => {
    if (!photo) return;
    setWorking(true);
    const title = t('photo.name');
    const filed = await fileBytes(dossierId, fileNameOf(title, 'jpg'), photo.jpeg, 'passportPhoto');
    setWorking(false);
    if (!filed.ok) return setError(filed.error);
    showDone(t('scan.filed', { title }));
    onFiled();
  };
  return { photo, isWorking, error, take, file: () => void file() };
}

/** Takes a passport photograph of 35 by 45 mm: only cut out, nothing in it is recognised. */
export function PhotoDialog({ dossierId, onClose }: PhotoDialogProps) {
  const t = useText();
  const camera = useCamera();
  const [frame, setFrame] = useState(FIRST_FRAME);
  const [isLeaving, setLeaving] = useState(false);
  const { photo, isWorking, error, take, file } = usePhoto(dossierId, onClose);
  const picture = camera.camera.state === 'live' ? camera.camera : undefined;
  const shown = picture && keptInside(frame, picture);
  const close = (): void => (photo ? setLeaving(true) : onClose());
  return (
    <>
      <Dialog
        isOpen
        keepOpenOutside
        size="wide"
        title={t('photo.dialog')}
        onClose={close}
        actions={
          <>
            <Button
              {...(photo ? { variant: 'primary' as const } : {})}
              keyAction="save"
              isDisabled={!photo}
              isPending={isWorking}
              onPress={file}
            >
              {t('scan.file')}
            </Button>
            <Button onPress={close}>{t('action.cancel')}</Button>
          </>
        }
      >
        <div className="stack">
          {error && <ErrorMessage error={error} />}
          <div className="scan-columns">
            <div className="stack-small">
              <CameraView camera={camera}>
                {picture && shown && <PhotoOverlay picture={picture} frame={shown} onChange={setFrame} />}
              </CameraView>
              <Button
                variant="primary"
                icon={CameraIcon}
                keyAction="shootPage"
                isPending={isWorking}
                isDisabled={!shown}
                onPress={() => shown && void camera.takeFrame().then((taken) => take(taken, shown))}
              >
                {photo ? t('photo.again') : t('photo.take')}
              </Button>
              <p className="muted">{t('photo.help')}</p>
            </div>
            {photo ? (
              <div className="scan-large">
                <PagePicture image={photo} label={t('photo.taken')} longSide={531} />
              </div>
            ) : (
              <p className="scan-nothing muted">{t('photo.none')}</p>
            )}
          </div>
        </div>
      </Dialog>
      <LeaveDialog isOpen={isLeaving} pages={1} onStay={() => setLeaving(false)} onLeave={onClose} />
    </>
  );
}
