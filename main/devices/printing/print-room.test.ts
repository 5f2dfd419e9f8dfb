import type { PrintContent, PrinterPlace, PrintJob } from '@onthaal/contract/devices/printing.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeEscPos } from '../testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../testing/fake-ticket-printer/fake-raw-printer.ts';
import { PrintRoom } from './print-room.ts';

const content: PrintContent = { kind: 'ticket', ticket: { heading: 'Balie', large: 'A042', lines: ['Regel'] } };

let fake: FakeRawPrinter;
let place: PrinterPlace;
let heard: PrintJob[];
let wake: () => void;
let room: PrintRoom;
beforeEach(async () => {
  fake = await FakeRawPrinter.start(fakeEscPos);
  place = { name: 'Tickets', address: fake.address, fingerprint: null };
  heard = [];
  wake = () => undefined;
  room = new PrintRoom((job) => {
    heard.push(job);
    wake();
  });
});
afterEach(async () => {
  room.forgetAll();
  await fake.close();
});

async function until(wanted: (job: PrintJob) => boolean): Promise<PrintJob> {
  for (;;) {
    const found = heard.find(wanted);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

describe('the cash drawer of a desk', () => {
  const PULSE = Buffer.of(0x1b, 0x70);
  it('opens at once, and is no print job', async () => {
    expect(await room.openDrawer(place)).toMatchObject({ ok: true });
    expect(fake.printed.includes(PULSE)).toBe(true);
    expect([room.jobs, heard]).toEqual([[], []]);
  });
  it.each([{ paperOut: true }, { coverOpen: true }])(
    'does not open later, when nobody stands there: %o',
    async (wrong) => {
      fake.set(wrong);
      expect(await room.openDrawer(place)).toMatchObject({ error: { code: 'DRAWER_NOT_OPENED' } });
      fake.set({ paperOut: false, coverOpen: false });
      await fake.untilAlone();
      expect(fake.printed).toHaveLength(0);
    },
  );
  it('says so when its printer is away', async () => {
    await fake.close();
    expect(await room.openDrawer(place)).toMatchObject({ error: { code: 'DRAWER_NOT_OPENED' } });
    fake = await FakeRawPrinter.start(fakeEscPos);
  });
  it('opens at a printer that never says anything, for who was warned of that', async () => {
    fake.set({ silent: true });
    expect(await room.openDrawer({ ...place, isSilent: true })).toMatchObject({ ok: true });
  });
});

describe('the print jobs of a desk', () => {
  it('are told of by a number, with nothing of what is printed', async () => {
    const begun = room.print(place, content);
    if (!begun.ok) throw new Error(begun.error.code);
    const done = await until(({ ended }) => ended);
    expect(done).toEqual({
      id: begun.value.id,
      kind: 'ticket',
      printerName: 'Tickets',
      state: 'done',
      problems: [],
      ended: true,
    });
    expect(room.jobs).toEqual([done]);
    expect(JSON.stringify(heard)).not.toContain('A042');
  });
  it('are cancelled by that number, and one that is not known cannot be', async () => {
    fake.set({ paperOut: true });
    const begun = room.print(place, content);
    await until(({ state }) => state === 'needsPaper');
    expect(await room.cancel(begun.ok ? begun.value.id : '')).toMatchObject({ ok: true });
    expect(await until(({ ended }) => ended)).toMatchObject({ state: 'cancelled' });
    expect(await room.cancel('nobody')).toMatchObject({ error: { code: 'PRINT_JOB_ENDED' } });
  });
  it('are forgotten when somebody else sits there: nothing waits any more, and nothing is told', async () => {
    fake.set({ paperOut: true });
    room.print(place, content);
    await until(({ state }) => state === 'needsPaper');
    const before = heard.length;
    room.forgetAll();
    expect(room.jobs).toEqual([]);
    fake.set({ paperOut: false });
    await fake.untilAlone();
    expect(heard).toHaveLength(before);
    expect(fake.printed).toHaveLength(0);
  });
  it('do not begin at an address that is none for their kind', () => {
    const wrong = { ...place, address: 'ipp://127.0.0.1/ipp/print' };
    expect(room.print(wrong, content)).toMatchObject({ error: { code: 'PRINTER_ADDRESS_INVALID' } });
  });
});
