import { CheckCircle2, CircleAlert, CloudOff, RefreshCw, Wifi } from 'lucide-react';
import { useAppSelector } from '../../../app/store.ts';
import { useSyncStatusQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { syncWords } from '../../sync-pill/sync-words.ts';
import { TakeOver } from '../neighbours/take-over.tsx';
import { type Finding, toneOf } from './device-health.ts';
import { remedyFor } from './remedies.ts';
import { Remedy } from './remedy.tsx';
import { useDeviceHealth, useLookAgain } from './use-device-health.ts';

function FindingLine({ finding, isOpen }: { readonly finding: Finding; readonly isOpen: boolean }) {
  const t = useText();
  const { word, device, name, desk, isReplaced } = finding;
  const Icon = toneOf(word) !== 'caution' && toneOf(word) !== 'danger' ? CheckCircle2 : CircleAlert;
  const steps = remedyFor(word);
  const named = { device: t(`deviceHealth.device.${device}`, { desk }) };
  return (
    <li className="line">
      <Icon className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">
          {t(word === 'inOrder' ? 'deviceHealth.oneInOrder' : `deviceHealth.${word}`, named)}
        </p>
        {name && <p className="line-meta">{name}</p>}
        {isReplaced && <p className="line-meta">{t('devices.neighbour.replaced')}</p>}
        {steps.length > 0 && <Remedy steps={steps} isOpen={isOpen} />}
      </div>
      <TakeOver finding={finding} />
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
