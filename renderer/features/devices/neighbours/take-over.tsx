import { printKinds } from '@onthaal/contract/devices/printing.ts';
import { Printer, Undo2 } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { type Finding, works } from '../health/device-health.ts';
import { TakeOverScanner } from './take-over-scanner.tsx';
import { TakeOverTerminal } from './take-over-terminal.tsx';
import { useNeighbours, useTakeOver } from './use-neighbours.ts';

/** More to choose from only slows down. */
const MOST_OFFERED = 3;

/** What can be done with another desk's device: a printer, a terminal or a scanner. */
export function TakeOver({ finding }: { readonly finding: Finding }) {
  if (finding.device === 'scanner.standIn') return <TakeOverScanner />;
  const isTerminal = finding.device === 'terminal' || finding.device === 'terminal.standIn';
  return isTerminal ? <TakeOverTerminal finding={finding} /> : <TakeOverPrinter finding={finding} />;
}

/** What can be done with another desk's printer: use it while the own one fails, give it back when the own one works again. */
function TakeOverPrinter({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const { device, word, isReplaced } = finding;
  const kind = printKinds.find((one) => device.startsWith(`${one}.`)) ?? 'a4';
  const neighbours = useNeighbours(kind);
  const takeOver = useTakeOver();
  const isOwn = device === `${kind}.first`;
  if (word === 'ownBack' || device === `${kind}.standIn`) {
    return (
      <div className="line-end">
        <Button
          size="small"
          variant={word === 'ownBack' ? 'primary' : 'secondary'}
          icon={Undo2}
          onPress={() => void takeOver(kind, undefined)}
        >
          {t('devices.neighbour.giveBack', { device: t(`deviceHealth.device.${kind}.first`) })}
        </Button>
      </div>
    );
  }
  if (!isOwn || works(word) || isReplaced) return null;
  return (
    <div className="line-end">
      {neighbours.slice(0, MOST_OFFERED).map((standIn) => (
        <Button
          key={`${standIn.deskName}:${standIn.place.address}`}
          size="small"
          icon={Printer}
          onPress={() => void takeOver(kind, standIn)}
        >
          {t('devices.neighbour.use', {
            device: t(`deviceHealth.device.${kind}.standIn`, { desk: standIn.deskName }),
          })}
        </Button>
      ))}
    </div>
  );
}
