import type { NexoSettings } from '../../contract/devices/terminal.ts';
import type { PanelGroup, PanelSwitch } from '../../simulators/desk-panel/panel.ts';
import { SimulatedTerminal, type TerminalBehaviour } from '../../simulators/payment-terminal/payment-terminal.ts';

/** The simulated payment terminal of the demo, with its switches for the panel. */
export interface DemoTerminal {
  /** How the demo's desk reaches it. */
  readonly settings: NexoSettings;
  readonly group: PanelGroup;
  readonly stop: () => Promise<void>;
}

/** What the panel says after each switch. */
const words: Readonly<Record<Behaviour, string>> = {
  approve: 'De volgende kaart wordt goedgekeurd.',
  decline: 'De volgende kaart wordt geweigerd.',
  silent: 'De terminal neemt de volgende betaling aan en antwoordt niet meer.',
  unreachable: 'De terminal is niet bereikbaar.',
};
type Behaviour = Extract<TerminalBehaviour, 'approve' | 'decline' | 'silent'> | 'unreachable';

const labels: Readonly<Record<Behaviour, string>> = {
  approve: 'Keur de volgende kaart goed',
  decline: 'Weiger de volgende kaart',
  silent: 'Laat de terminal hangen',
  unreachable: 'Maak de terminal onbereikbaar',
};

/** Starts a payment terminal that speaks nexo on this computer. */
export async function startDemoTerminal(): Promise<DemoTerminal> {
  const terminal = await SimulatedTerminal.start();
  let now: Behaviour = 'approve';
  const press = async (next: Behaviour): Promise<void> => {
    if (now === 'unreachable' && next !== 'unreachable') await terminal.startAgain();
    if (now !== 'unreachable' && next === 'unreachable') await terminal.stop();
    if (next !== 'unreachable') terminal.behaviour = next;
    now = next;
  };
  const switches = (Object.keys(words) as Behaviour[]).map(
    (id): PanelSwitch => ({ id: `terminal-${id}`, label: labels[id], press: () => press(id) }),
  );
  return {
    settings: { kind: 'nexo', url: terminal.url, saleId: 'LOKET-1', terminalId: 'TERMINAL-1' },
    group: {
      title: 'Betaalterminal',
      state: () => words[now],
      switches,
    },
    stop: async () => {
      if (now !== 'unreachable') await terminal.stop();
    },
  };
}
