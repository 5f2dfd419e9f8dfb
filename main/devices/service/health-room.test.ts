import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WatchedDevices, WatchedHealth } from '@onthaal/contract/devices/device-health.ts';
import type { PrintKind } from '@onthaal/contract/devices/printing.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedTerminal } from '../../../simulators/payment-terminal/payment-terminal.ts';
import { fakeEscPos } from '../testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../testing/fake-ticket-printer/fake-raw-printer.ts';
import { IsolatedPrinters } from '../testing/isolated-printers/isolated-printers.ts';
import { healthRoom } from './health-room.ts';
import { printerRoom } from './printer-room.ts';
import { terminalRoom } from './terminal-room.ts';

const quick = { fine: 100, wrong: 100, away: 100, longestAway: 100 };
/** Nobody looks by the clock while a test runs. */
const never = { fine: 2 ** 30, wrong: 2 ** 30, away: 2 ** 30, longestAway: 2 ** 30 };

let heard: WatchedHealth[];
let wake: () => void;
let stop: () => void;
beforeEach(() => {
  heard = [];
  wake = () => undefined;
});
afterEach(() => stop());

function start(pauses = quick) {
  const surroundings = {
    log: () => undefined,
    tell: (name: string, payload: unknown) => {
      if (name !== 'health:changed') return;
      heard.push(payload as WatchedHealth);
      wake();
    },
  };
  const printers = printerRoom(surroundings);
  const terminal = terminalRoom(surroundings);
  const health = healthRoom({ printers, terminal }, surroundings, pauses);
  stop = () => {
    health.stop();
    printers.stop();
  };
  return { ...health.handlers, ...printers.handlers, ...terminal.handlers };
}

/** The next health told from now on that is as wanted. */
async function until(wanted: (health: WatchedHealth) => boolean): Promise<WatchedHealth> {
  for (let from = 0; ; ) {
    const found = heard.slice(from).find(wanted);
    if (found !== undefined) {
      heard = heard.slice(heard.indexOf(found) + 1);
      return found;
    }
    from = heard.length;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
const printerSays = (word: string) => (health: WatchedHealth) =>
  health.printers.some(({ reach, problems }) =>
    reach === 'away' ? word === reach : [...problems, 'fine'][0] === word,
  );

const printerAt = (address: string, kind: PrintKind = 'a4'): WatchedDevices => ({
  printers: [{ kind, order: 'first', place: { name: 'Balie 1', address, fingerprint: null } }],
});

describe('a real printer that is watched', { timeout: 300_000 }, () => {
  let place: IsolatedPrinters;
  beforeAll(async () => {
    place = await IsolatedPrinters.create();
  });
  afterAll(() => place?.close());

  it('is fine, runs dry, is filled, is low, dies and comes back, without anybody asking', async () => {
    let real = await place.startPrinter({ name: 'Balie 1' });
    const { 'health:watch': watch } = start();
    expect(await watch(printerAt(real.uri))).toMatchObject({
      value: { printers: [{ reach: 'notYet' }], terminal: null },
    });
    await until(printerSays('fine'));
    await real.setPaper(0);
    await until(printerSays('noPaper'));
    await real.setPaper(250);
    await until(printerSays('fine'));
    await real.setInk(5);
    await until(printerSays('inkLow'));
    await real.setInk(75);
    await until(printerSays('fine'));
    await real.kill();
    expect((await until(printerSays('away'))).printers).toMatchObject([{ code: 'PRINTER_UNREACHABLE' }]);
    real = await place.startPrinter({ name: 'Balie 1', port: real.port });
    await until(printerSays('fine'));
  });

  it('is looked at when a job on it changes, and when somebody asks', async () => {
    const real = await place.startPrinter({ name: 'Balie 1' });
    const { 'health:watch': watch, 'health:look': look, 'printers:print': print } = start(never);
    const devices = printerAt(real.uri);
    await watch(devices);
    await until(printerSays('fine'));
    await real.order('STATE: +cover-open-error', 'done');
    const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
    const [watched] = devices.printers;
    if (watched) await print({ place: watched.place, content: { kind: 'a4', pdf } });
    await until(printerSays('coverOpen'));
    await real.setPaper(0);
    const looked = await look({});
    expect(looked).toMatchObject({ value: { printers: [{ problems: ['coverOpen', 'noPaper'] }] } });
  });
});

describe('a ticket printer that is watched', () => {
  let fake: FakeRawPrinter;
  beforeEach(async () => {
    fake = await FakeRawPrinter.start(fakeEscPos);
  });
  afterEach(() => fake.close());

  it('says what its status bytes say', async () => {
    const { 'health:watch': watch } = start();
    await watch(printerAt(fake.address, 'ticket'));
    await until(printerSays('fine'));
    fake.set({ coverOpen: true });
    await until(printerSays('coverOpen'));
    fake.set({ coverOpen: false, paperLow: true });
    await until(printerSays('paperLow'));
  });

  it('is left alone while it prints: the job tells', async () => {
    const { 'health:watch': watch, 'health:look': look, 'printers:print': print } = start(never);
    const devices = printerAt(fake.address, 'ticket');
    await watch(devices);
    await until(printerSays('fine'));
    await fake.untilAlone();
    fake.set({ paperOut: true });
    const ticket = { heading: 'Balie', lines: [] };
    const [watched] = devices.printers;
    if (watched) await print({ place: watched.place, content: { kind: 'ticket', ticket } });
    await until(printerSays('noPaper'));
    const calls = fake.calls;
    expect(await look({})).toMatchObject({ value: { printers: [{ problems: ['noPaper'] }] } });
    expect(fake.calls).toBe(calls);
    fake.set({ paperOut: false });
    await until(printerSays('fine'));
  });

  it('is not watched any more once another one was chosen', async () => {
    const { 'health:watch': watch, 'health:look': look } = start(never);
    await watch(printerAt(fake.address, 'ticket'));
    await until(printerSays('fine'));
    expect(await watch({ printers: [] })).toMatchObject({ value: { printers: [] } });
    const calls = fake.calls;
    await look({});
    expect(fake.calls).toBe(calls);
  });
});

describe('a terminal that is watched', () => {
  const settings = (url: string) => ({ kind: 'nexo', url, saleId: 'LOKET-1', terminalId: 'SIM-400' }) as const;
  const payment = { operationId: 'A1B2C3D4E5', amountCents: 2500 };

  it('is there, goes and comes back; nothing is paid by it', async () => {
    let simulator = await SimulatedTerminal.start();
    const terminal = settings(simulator.url);
    const { 'health:watch': watch, 'health:testTerminal': test } = start();
    await watch({ printers: [], terminal });
    await until((health) => health.terminal === 'reached');
    expect(await test({ terminal })).toEqual({ ok: true, value: 'speaks' });
    expect(simulator.timesTaken).toBe(0);
    await simulator.stop();
    await until((health) => health.terminal === 'away');
    expect(await test({ terminal })).toEqual({ ok: true, value: 'away' });
    simulator = await SimulatedTerminal.start({ port: Number(new URL(terminal.url).port) });
    await until((health) => health.terminal === 'reached');
    await simulator.stop();
  });

  it('is left alone while it takes a payment', async () => {
    const simulator = await SimulatedTerminal.start();
    const terminal = settings(simulator.url);
    const { 'terminal:pay': pay, 'terminal:cancel': cancel, 'health:testTerminal': test } = start(never);
    simulator.behaviour = 'wait';
    const asked = simulator.nextPayment();
    const paying = pay({ terminal, access: {}, payment });
    await asked;
    expect(await test({ terminal })).toEqual({ ok: true, value: 'busy' });
    await cancel({ terminal, access: {}, operationId: payment.operationId });
    expect(await paying).toMatchObject({ value: { state: 'cancelled' } });
    await simulator.stop();
  });

  it('that is worked by hand, or is no terminal, is not believed', async () => {
    const { 'health:watch': watch, 'health:testTerminal': test } = start(never);
    expect(await watch({ printers: [], terminal: { kind: 'manual' } })).toMatchObject({ value: { terminal: null } });
    expect(await test({ terminal: { kind: 'manual' } })).toMatchObject({ error: { code: 'TERMINAL_BY_HAND' } });
    const page = createServer((_request, response) => void response.end('<p>Printer</p>')).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const { port } = page.address() as AddressInfo;
    expect(await test({ terminal: settings(`http://127.0.0.1:${port}/`) })).toEqual({ ok: true, value: 'strange' });
    page.close();
  });
});
