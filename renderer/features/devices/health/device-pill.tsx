import { CheckCircle2, CircleAlert, RefreshCw } from 'lucide-react';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Pill } from '../../../ui/pill.tsx';
import { toneOf } from './device-health.ts';
import { useDeviceHealth } from './use-device-health.ts';

/** The worst of the devices of this desk, in words; opens the screen that says what to do. Nothing where there are none. */
export function DevicePill() {
  const t = useText();
  const navigate = useNavigate();
  const [worst] = useDeviceHealth();
  if (worst === undefined) return null;
  const { word, device, desk } = worst;
  const calm = word === 'inOrder' ? CheckCircle2 : CircleAlert;
  return (
    <Pill
      tone={toneOf(word)}
      icon={word === 'processRestarting' ? RefreshCw : calm}
      onPress={() => navigate.open({ name: 'devices' })}
    >
      {t(`deviceHealth.${word}`, { device: t(`deviceHealth.device.${device}`, { desk }) })}
    </Pill>
  );
}
