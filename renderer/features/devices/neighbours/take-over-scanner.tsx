import { ScanLine, Undo2 } from 'lucide-react';
import { useAppSelector } from '../../../app/store.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { useNeighbourScanners, useTakeOver } from './use-neighbours.ts';

/** More to choose from only slows down. */
const MOST_OFFERED = 3;

/** What can be done with another desk's scanner: scan with it while the own one does not work or is none, and go back to the own one. */
export function TakeOverScanner({ isNeeded = false }: { readonly isNeeded?: boolean }) {
  const t = useText();
  const settings = useAppSelector(({ devices }) => devices.settings);
  const scanners = useNeighbourScanners();
  const takeOver = useTakeOver();
  const offered = isNeeded ? scanners.slice(0, MOST_OFFERED) : [];
  if (settings?.standIns?.scanner === undefined && offered.length === 0) return null;
  return (
    <div className="row">
      {settings?.standIns?.scanner && (
        <Button size="small" icon={Undo2} onPress={() => void takeOver('scanner', undefined)}>
          {t(settings.scanner ? 'devices.neighbour.scannerBack' : 'devices.neighbour.scannerLeave')}
        </Button>
      )}
      {offered.map((standIn) => (
        <Button
          key={`${standIn.deskName}:${standIn.scanner.name}`}
          size="small"
          icon={ScanLine}
          onPress={() => void takeOver('scanner', standIn)}
        >
          {t('devices.neighbour.use', {
            device: t('deviceHealth.device.scanner.standIn', { desk: standIn.deskName }),
          })}
        </Button>
      ))}
    </div>
  );
}
