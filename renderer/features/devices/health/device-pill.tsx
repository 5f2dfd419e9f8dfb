import { CheckCircle2, CircleAlert, type LucideIcon, MonitorOff, RefreshCw } from 'lucide-react';
import { useAppSelector } from '../../../app/store.ts';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Pill, type PillTone } from '../../../ui/pill.tsx';
import { deviceHealth, healthTones } from './device-health.ts';

const icons: Readonly<Record<PillTone, LucideIcon>> = {
  positive: CheckCircle2,
  information: MonitorOff,
  caution: CircleAlert,
  danger: CircleAlert,
};

/** How the devices of this desk do, in words; opens the screen that says what to do. Nothing where there are none. */
export function DevicePill() {
  const t = useText();
  const navigate = useNavigate();
  const word = useAppSelector(({ devices }) => deviceHealth(devices));
  if (word === 'nothingHere') return null;
  const tone = healthTones[word];
  return (
    <Pill
      tone={tone}
      icon={word === 'processRestarting' ? RefreshCw : icons[tone]}
      onPress={() => navigate.open({ name: 'devices' })}
    >
      {t(`deviceHealth.${word}`)}
    </Pill>
  );
}
