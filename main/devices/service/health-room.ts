import { randomBytes } from 'node:crypto';
import type {
  TerminalAnswer,
  WatchedDevices,
  WatchedHealth,
  WatchedPrinter,
} from '@onthaal/contract/devices/device-health.ts';
import type { TerminalSettings } from '@onthaal/contract/devices/terminal.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type LookPauses, usualLookPauses } from '../health/repeated-look.ts';
import { WatchedPrinterLook } from '../health/watched-printer.ts';
import { WatchedTerminalLook } from '../health/watched-terminal.ts';
import { nexoTerminal } from '../terminal/nexo/nexo-terminal.ts';
import type { DeviceRoom, DeviceSurroundings } from './device-room.ts';
import type { PrinterRoom } from './printer-room.ts';
import type { TerminalRoom } from './terminal-room.ts';

/** The other rooms whose devices are watched. */
export interface WatchedRooms {
  readonly printers: Pick<PrinterRoom, 'source' | 'onJob'>;
  readonly terminal: Pick<TerminalRoom, 'isBusy'>;
}

const keyOf = (device: WatchedPrinter | TerminalSettings): string => JSON.stringify(device);

/** How the devices stand that this desk uses: they are looked at over and over, and main is told what changed. */
export function healthRoom(
  { printers, terminal }: WatchedRooms,
  { tell, log }: DeviceSurroundings,
  pauses: LookPauses = usualLookPauses,
): DeviceRoom<'health'> {
  let printerLooks = new Map<string, WatchedPrinterLook>();
  let terminalLook: { readonly key: string; readonly look: WatchedTerminalLook } | undefined;
  const health = (): WatchedHealth => ({
    printers: [...printerLooks.values()].map((look) => look.health),
    terminal: terminalLook?.look.reach ?? null,
  });
  const changed = (): void => tell('health:changed', health());
  const watchPrinters = (wanted: WatchedDevices['printers']): void => {
    const next = new Map<string, WatchedPrinterLook>();
    for (const printer of wanted) {
      const key = keyOf(printer);
      const look = printerLooks.get(key) ?? new WatchedPrinterLook(printer, printers.source, changed, pauses);
      next.set(key, look);
      if (!printerLooks.has(key)) void look.lookNow();
    }
    for (const [key, look] of printerLooks) if (!next.has(key)) look.stop();
    printerLooks = next;
  };
  const watchTerminal = (wanted: TerminalSettings | undefined): void => {
    const settings = wanted?.kind === 'nexo' ? wanted : undefined;
    if (settings !== undefined && terminalLook?.key === keyOf(settings)) return;
    terminalLook?.look.stop();
    terminalLook = undefined;
    if (settings === undefined) return;
    const look = new WatchedTerminalLook(settings, terminal.isBusy, changed, pauses);
    terminalLook = { key: keyOf(settings), look };
    void look.lookNow();
  };
  printers.onJob((job, address) => {
    for (const look of printerLooks.values()) look.jobChanged(job, address);
  });
  const watch = (devices: WatchedDevices): void => {
    watchPrinters(devices.printers);
    watchTerminal(devices.terminal);
  };
  return {
    handlers: {
      'health:watch': async (devices) => {
        watch(devices);
        return success(health());
      },
      'health:look': async () => {
        await Promise.all([...printerLooks.values(), terminalLook?.look].map((look) => look?.lookNow()));
        return success(health());
      },
      'health:testTerminal': async ({ terminal: settings }) => {
        if (terminal.isBusy()) return success('busy');
        const tested = await testTerminal(settings);
        if (tested.ok) log('info', 'terminal', 'the connection was tested', { answer: tested.value });
        return tested;
      },
    },
    start: () => undefined,
    stop: () => watch({ printers: [] }),
  };
}

/** Asks after a payment that never was: a terminal says that it does not know it, and nothing is paid. */
async function testTerminal(settings: TerminalSettings): Promise<Result<TerminalAnswer>> {
  if (settings.kind !== 'nexo') return failure('TERMINAL_BY_HAND');
  const operationId = randomBytes(5).toString('hex');
  const neverWas = { operationId, amountCents: 1, sentAt: new Date().toISOString() };
  const { state, reason } = await nexoTerminal(settings).lookUp(neverWas);
  if (state === 'cancelled' && reason === 'neverReached') return success('speaks');
  return success(reason === 'noAnswer' ? 'away' : 'strange');
}
