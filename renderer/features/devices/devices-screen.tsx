import { ToggleLeft } from 'lucide-react';
import { Screen } from '../../app/screen.tsx';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { KiosksCard } from '../kiosk/administration/kiosks-card.tsx';
import { useReceivesVisitors } from '../queue/use-queue.ts';
import { WaitingRoomCard } from '../waiting-room/waiting-room-card.tsx';
import { CameraCard } from './camera-card.tsx';
import { HealthCard } from './health/health-card.tsx';
import { MicrophoneCard } from './microphone/microphone-card.tsx';
import { NeighboursCard } from './neighbours/neighbours-card.tsx';
import { PrintersCard } from './printers-card.tsx';
import { ReadersCard } from './readers-card.tsx';
import { ScannersCard } from './scanners-card.tsx';
import { TerminalCard } from './terminal/terminal-card.tsx';
import { useDeviceProcess } from './use-devices.ts';
import { WatchFolderCard } from './watch-folder-card.tsx';

function ProcessTrouble() {
  const t = useText();
  const process = useDeviceProcess();
  if (process?.state === 'restarting') {
    return (
      <Banner tone="caution" live="status" title={t('devices.process.title')}>
        {t('devices.process.text')}
      </Banner>
    );
  }
  if (process?.state !== 'failed') return null;
  return (
    <Banner
      tone="danger"
      live="alert"
      title={t('devices.process.failed')}
      actions={
        <Button size="small" variant="primary" onPress={() => void desktop().request('devices:restart', {})}>
          {t('devices.process.restart')}
        </Button>
      }
    >
      {t('error.DEVICES_UNAVAILABLE.next')}
    </Banner>
  );
}

/** The way to the switches of the demo's simulated devices. */
function DemoPanelButton() {
  const t = useText();
  const hasPanel = useAppSelector(({ session }) => session.information?.demoPanel);
  if (!hasPanel) return null;
  return (
    <Button icon={ToggleLeft} onPress={() => void desktop().request('application:openDemoPanel', {})}>
      {t('devices.demoPanel')}
    </Button>
  );
}

/** "Toestellen": every device of this desk in words, one card per kind. */
export function DevicesScreen() {
  const t = useText();
  const receives = useReceivesVisitors();
  return (
    <Screen title={t('screen.devices')} actions={<DemoPanelButton />}>
      <div className="stack">
        <ProcessTrouble />
        <HealthCard />
        <ReadersCard />
        <PrintersCard />
        <ScannersCard />
        <NeighboursCard />
        <WatchFolderCard />
        <TerminalCard />
        <CameraCard />
        <MicrophoneCard />
        {receives && <WaitingRoomCard />}
        <KiosksCard />
      </div>
    </Screen>
  );
}
