import { CreditCard, Undo2 } from 'lucide-react';
import { useAppSelector } from '../../../app/store.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useKeyAction } from '../../../keys/key-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { type Finding, works } from '../health/device-health.ts';
import { useNeighbourTerminals, useTakeOver } from './use-neighbours.ts';

/** More to choose from only slows down. */
const MOST_OFFERED = 3;

/** What can be done with another desk's terminal: use it while the own one fails, and go back to the own one. */
export function TakeOverTerminal({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const terminals = useNeighbourTerminals();
  const takeOver = useTakeOver();
  if (finding.device === 'terminal.standIn') {
    return (
      <div className="line-end">
        <Button size="small" icon={Undo2} onPress={() => void takeOver('terminal', undefined)}>
          {t('devices.neighbour.giveBack', { device: t('deviceHealth.device.terminal') })}
        </Button>
      </div>
    );
  }
  if (works(finding.word)) return null;
  return (
    <div className="line-end">
      {terminals.slice(0, MOST_OFFERED).map((standIn) => (
        <Button
          key={`${standIn.deskName}:${JSON.stringify(standIn.settings)}`}
          size="small"
          icon={CreditCard}
          onPress={() => void takeOver('terminal', standIn)}
        >
          {t('devices.neighbour.use', {
            device: t('deviceHealth.device.terminal.standIn', { desk: standIn.deskName }),
          })}
        </Button>
      ))}
    </div>
  );
}

/** The key that has the first terminal of another desk take the payments of this desk, and that goes back to the own one. */
export function NeighbourTerminalKey() {
  const t = useText();
  const standIn = useAppSelector(({ devices }) => devices.settings?.standIns?.terminal);
  const [first] = useNeighbourTerminals();
  const takeOver = useTakeOver();
  useKeyAction('neighbourTerminal', () => {
    if (standIn !== undefined) {
      void takeOver('terminal', undefined).then(() => showDone(t('devices.neighbour.terminalBack')));
    } else if (first !== undefined) {
      void takeOver('terminal', first).then(() =>
        showDone(t('devices.neighbour.terminalTaken', { desk: first.deskName })),
      );
    } else {
      showNotice({
        tone: 'caution',
        title: t('devices.neighbour.noTerminal.text'),
        detail: t('devices.neighbour.noTerminal.next'),
      });
    }
  });
  return null;
}
