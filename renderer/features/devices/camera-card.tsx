import { Camera, CameraOff, Check } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CameraView } from '../scanning/camera/camera-view.tsx';
import { useCamera } from '../scanning/camera/use-camera.ts';
import { ChosenDevice } from './chosen-device.tsx';
import { useDeskDevices } from './use-devices.ts';

/** The live picture; the camera is on only as long as this is shown and the screen is open. */
function CameraTest() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const camera = useCamera();
  const name = camera.choices.find(({ id }) => id === camera.chosen)?.label ?? '';
  return (
    <>
      <CameraView camera={camera} />
      {name !== '' && name !== settings?.camera && (
        <div className="row">
          <Button icon={Check} onPress={() => void change({ camera: name })}>
            {t('devices.camera.use')}
          </Button>
        </div>
      )}
    </>
  );
}

/** The camera for scanning and passport photos: shown to see whether it works, and chosen so that it is missed when it is gone. */
export function CameraCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const [isShown, setShown] = useState(false);
  return (
    <Card title={t('devices.camera')}>
      <div className="stack">
        {settings?.camera !== undefined && (
          <ChosenDevice
            words={t('devices.camera.chosen', { name: settings.camera })}
            removeLabel={t('devices.printer.remove', { name: settings.camera })}
            onRemove={() => void change({ camera: undefined })}
          />
        )}
        <p className="line-meta">{t('devices.camera.help')}</p>
        {isShown && <CameraTest />}
        <div className="row">
          <Button icon={isShown ? CameraOff : Camera} onPress={() => setShown(!isShown)}>
            {t(isShown ? 'devices.camera.stop' : 'devices.camera.test')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
