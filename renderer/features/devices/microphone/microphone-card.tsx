import { Check, Mic, MicOff } from 'lucide-react';
import { Label, Meter } from 'react-aria-components';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ChosenDevice } from '../chosen-device.tsx';
import { useDeskDevices } from '../use-devices.ts';
import { loudnessOf, percentsOf } from './loudness.ts';
import { useMicrophone } from './use-microphone.ts';
import '../../../ui/progress-bar.css';

function LevelBar({ decibels }: { readonly decibels: number }) {
  const t = useText();
  const words = t(`devices.microphone.level.${loudnessOf(decibels)}`);
  const percents = percentsOf(decibels);
  return (
    <Meter className="progress progress-medium" value={percents} valueLabel={words}>
      <span className="progress-words">
        <Label>{t('devices.microphone.level')}</Label>
        <span role="status">{words}</span>
      </span>
      <span className="progress-track">
        <span className="progress-fill" style={{ inlineSize: `${percents}%` }} />
      </span>
    </Meter>
  );
}

/** The microphone: heard to see whether it works, and chosen so that it is missed when it is gone. */
export function MicrophoneCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const { microphone, isTested, setTested } = useMicrophone();
  const name = microphone.state === 'live' ? microphone.name : '';
  return (
    <Card title={t('devices.microphone')}>
      <div className="stack">
        {settings?.microphone !== undefined && (
          <ChosenDevice
            words={t('devices.microphone.chosen', { name: settings.microphone })}
            removeLabel={t('devices.printer.remove', { name: settings.microphone })}
            onRemove={() => void change({ microphone: undefined })}
          />
        )}
        <p className="line-meta">{t('devices.microphone.help')}</p>
        {microphone.state === 'live' && <LevelBar decibels={microphone.decibels} />}
        {microphone.state === 'problem' && (
          <Banner tone="caution" live="alert" title={t(`devices.microphone.${microphone.problem}`)} />
        )}
        <div className="row">
          <Button icon={isTested ? MicOff : Mic} onPress={() => setTested(!isTested)}>
            {t(isTested ? 'devices.microphone.stop' : 'devices.microphone.test')}
          </Button>
          {name !== '' && name !== settings?.microphone && (
            <Button icon={Check} onPress={() => void change({ microphone: name })}>
              {t('devices.microphone.use')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
