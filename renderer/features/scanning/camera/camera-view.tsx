import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import './camera-view.css';
import type { Camera } from './use-camera.ts';

/** What the camera sees, which camera it is, and what to do when there is none. */
export function CameraView({ camera: view, children }: { readonly camera: Camera; readonly children?: ReactNode }) {
  const t = useText();
  const { video, camera, choices, chosen, missing, choose, restart } = view;
  return (
    <div className="camera">
      <div className="camera-picture">
        <video ref={video} className="camera-video" autoPlay muted playsInline aria-label={t('scan.camera.preview')} />
        {camera.state === 'live' && children}
        {camera.state === 'starting' && <p className="camera-words">{t('scan.camera.starting')}</p>}
        {camera.state === 'problem' && (
          <div className="camera-words">
            <Banner tone="caution" live="alert" title={t(`scan.camera.${camera.problem}.text`)}>
              {t(`scan.camera.${camera.problem}.next`)}
            </Banner>
          </div>
        )}
      </div>
      {missing !== undefined && (
        <Banner tone="information" live="status" title={t('scan.camera.missing.text')}>
          {t('scan.camera.missing.next', { name: missing })}
        </Banner>
      )}
      <div className="camera-choice">
        <SelectField
          label={t('scan.camera.choose')}
          isRequired
          options={choices.map(({ id, label }, index) => ({
            id,
            label: label === '' ? t('scan.camera.number', { number: index + 1 }) : label,
          }))}
          value={choices.some(({ id }) => id === chosen) ? chosen : ''}
          onChange={choose}
          placeholder={t('scan.camera.noChoice')}
        />
        <Button icon={RefreshCw} onPress={restart}>
          {t('scan.camera.restart')}
        </Button>
      </div>
    </div>
  );
}
