import { useText } from '../../../../i18n/use-text.ts';
import { Banner } from '../../../../ui/banner.tsx';
import { useCamera } from '../../../scanning/camera/use-camera.ts';
import { useCameraCodes } from '../../../scanning/codes/use-camera-codes.ts';
import { HallTitle } from '../hall-title.tsx';

/** Looks for the code of an appointment in what the camera sees. No picture leaves this page. */
export function CheckInByCamera({ onCode }: { readonly onCode: (read: string) => void }) {
  const t = useText();
  const camera = useCamera();
  useCameraCodes({ camera, isLooking: true, onCode });
  const { state } = camera.camera;
  return (
    <>
      <HallTitle>{t('kiosk.checkIn.scan')}</HallTitle>
      <p>{t('kiosk.checkIn.scanUse')}</p>
      {state === 'problem' ? (
        <Banner tone="caution" live="alert" title={t('kiosk.checkIn.noCamera')}>
          {t('kiosk.checkIn.noCameraNext')}
        </Banner>
      ) : (
        <video
          ref={camera.video}
          className="hall-camera"
          autoPlay
          muted
          playsInline
          aria-label={t('scan.camera.preview')}
        />
      )}
    </>
  );
}
