import { CheckCircle2, CircleAlert, CloudOff, RefreshCw, Wifi } from 'lucide-react';
import { useAppSelector } from '../../../app/store.ts';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { syncWords } from '../../sync-pill/sync-words.ts';
import type { Finding } from './device-health.ts';
import { remedyFor } from './remedies.ts';
import { Remedy } from './remedy.tsx';
import { useDeviceHealth, useLookAgain } from './use-device-health.ts';

function FindingLine({ finding, isOpen }: { readonly finding: Finding; readonly isOpen: boolean }) {
  const t = useText();
  const { word, device, name } = finding;
  const Icon = word === 'inOrder' ? CheckCircle2 : CircleAlert;
  const steps = remedyFor(word);
  const named = { device: t(`deviceHealth.device.${device}`) };
  return (
    <li className="line">
      <Icon className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">
          {t(word === 'inOrder' ? 'deviceHealth.oneInOrder' : `deviceHealth.${word}`, named)}
        </p>
        {name && <p className="line-meta">{name}</p>}
        {steps.length > 0 && <Remedy steps={steps} isOpen={isOpen} />}
      </div>
    </li>
  );
}

/** The line to the centre is what a desk needs most; its own pill opens what can be done about it. */
function CentreLine() {
  const t = useText();
  const formats = useFormats();
  const { data: status } = useSyncStatusQuery({});
  const storeProcess = useAppSelector(({ session }) => session.storeProcess.state);
  if (status === undefined) return null;
  const { key, values, tone } = syncWords(status, formats, storeProcess);
  const Icon = tone === 'caution' || tone === 'danger' ? CloudOff : Wifi;
  return (
    <li className="line">
      <Icon className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{t('devices.health.line')}</p>
        <p className="line-meta">{t(key, values)}</p>
      </div>
    </li>
  );
}

/** How everything stands that this desk uses, the worst first, with what somebody can do about it. */
export function HealthCard() {
  const t = useText();
  const findings = useDeviceHealth();
  const { look, isPending, hasLooked } = useLookAgain();
  return (
    <Card
      title={t('devices.health')}
      actions={
        <Button size="small" icon={RefreshCw} isPending={isPending} onPress={look}>
          {t('devices.health.look')}
        </Button>
      }
    >
      <p role="status" className="line-meta">
        {hasLooked && !isPending ? t('devices.health.looked') : ''}
      </p>
      <ul className="lines">
        {findings.map((finding, index) => (
          <FindingLine
            key={`${finding.device}:${finding.word}`}
            finding={finding}
            isOpen={index === 0 && finding.word !== 'inOrder'}
          />
        ))}
        <CentreLine />
      </ul>
      {findings.length === 0 && <p>{t('devices.health.nothing')}</p>}
    </Card>
  );
}
