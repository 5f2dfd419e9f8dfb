import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeEscPos, fakeZpl } from '../../testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../testing/fake-ticket-printer/fake-raw-printer.ts';
import { FollowedPrint } from '../../testing/isolated-printers/followed-print.ts';
import { escPos } from './esc-pos.ts';
import { encodeLabel } from './label-content.ts';
import { parseRawAddress } from './raw-address.ts';
import { RawPrinter } from './raw-printer.ts';
import { encodeDrawerPulse, encodeTicket } from './ticket-content.ts';
import { zpl } from './zpl.ts';

const languages = {
  'ESC/POS': {
    language: escPos,
    fake: fakeEscPos,
    document: () => encodeTicket({ heading: 'Balie', large: 'A042', lines: ['Regel'] }),
  },
  ZPL: { language: zpl, fake: fakeZpl, document: () => encodeLabel({ lines: ['Dossier 2026-1'], barcode: '20261' }) },
};

let fake: FakeRawPrinter;
afterEach(() => fake?.close());

function printerOf(name: keyof typeof languages, address = fake.address): RawPrinter {
  const parsed = parseRawAddress(address);
  if (!parsed.ok) throw new Error('The address is wrong');
  const pauses = { connecting: 20_000, answering: 20_000, between: 10 };
  return new RawPrinter({ address: parsed.value, language: languages[name].language, pauses });
}

function follow(printer: RawPrinter, bytes: Uint8Array): FollowedPrint {
  return new FollowedPrint(printer, { bytes, format: '', jobName: 'x' });
}

describe.each(['ESC/POS', 'ZPL'] as const)('a printer that speaks %s', (name) => {
  const { fake: fakeLanguage, document } = languages[name];
  beforeEach(async () => {
    fake = await FakeRawPrinter.start(fakeLanguage);
  });

  it('says how it stands', async () => {
    const stands = async () => {
      const described = await printerOf(name).describe();
      return described.ok ? [described.value.state, ...described.value.problems] : described.error.code;
    };
    expect(await stands()).toEqual(['idle']);
    fake.set({ paperOut: true });
    expect(await stands()).toEqual(['stopped', 'noPaper']);
    fake.set({ paperOut: false, coverOpen: true });
    expect(await stands()).toEqual(['stopped', 'coverOpen']);
    fake.set({ coverOpen: false, offline: true });
    expect(await stands()).toEqual(['stopped', name === 'ZPL' ? 'paused' : 'offline']);
  });

  it('prints every byte, and they are gone here', async () => {
    const bytes = document();
    const sent = Buffer.from(bytes);
    const print = follow(printerOf(name), bytes);
    expect(await print.run.ended).toEqual({ state: 'done', problems: [], ended: true });
    expect(fake.printed.includes(sent)).toBe(true);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(await print.run.cancel()).toMatchObject({ error: { code: 'PRINT_JOB_ENDED' } });
  });

  it('gets nothing while it has no paper, and prints once it has', async () => {
    fake.set({ paperOut: true });
    const print = follow(printerOf(name), document());
    expect(await print.until('needsPaper')).toMatchObject({ problems: ['noPaper'] });
    expect(fake.printed).toHaveLength(0);
    fake.set({ paperOut: false });
    expect(await print.run.ended).toMatchObject({ state: 'done' });
  });

  it('can be told to leave it while it waits', async () => {
    fake.set({ coverOpen: true });
    const print = follow(printerOf(name), document());
    await print.until('stopped');
    expect(await print.run.cancel()).toMatchObject({ ok: true });
    expect(await print.run.ended).toMatchObject({ state: 'cancelled' });
    fake.set({ coverOpen: false });
    expect(fake.printed).toHaveLength(0);
  });

  it('is not there', async () => {
    const { address } = fake;
    await fake.close();
    expect(await printerOf(name, address).describe()).toMatchObject({ error: { code: 'PRINTER_UNREACHABLE' } });
    const print = follow(printerOf(name, address), document());
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_UNREACHABLE' } });
    fake = await FakeRawPrinter.start(fakeLanguage);
  });
});

describe('a ticket printer', () => {
  beforeEach(async () => {
    fake = await FakeRawPrinter.start(fakeEscPos);
  });

  it('runs out of paper in the middle: it is done when the rest came out', async () => {
    const print = follow(printerOf('ESC/POS'), hold(encodeTicket({ heading: 'x', lines: [] })));
    await print.until('needsPaper');
    expect(fake.printed).toHaveLength(0);
    fake.set({ paperOut: false });
    expect(await print.run.ended).toMatchObject({ state: 'done' });
  });

  it('that is lost after it got the ticket leaves it unknown, and nothing is sent twice', async () => {
    const print = follow(printerOf('ESC/POS'), hold(encodeTicket({ heading: 'x', lines: [] })));
    await print.until('needsPaper');
    fake.cut();
    expect(await print.run.ended).toMatchObject({ state: 'unknown', ended: true, error: { code: 'PRINTER_LOST' } });
  });

  it('is low on paper, which stops nothing', async () => {
    fake.set({ paperLow: true });
    expect(await printerOf('ESC/POS').describe()).toMatchObject({ value: { state: 'idle', problems: ['paperLow'] } });
    expect(await follow(printerOf('ESC/POS'), encodeDrawerPulse()).run.ended).toMatchObject({ state: 'done' });
    expect(fake.printed.includes(Buffer.from('\u001bp', 'latin1'))).toBe(true);
  });
});

describe.each(['ESC/POS', 'ZPL'] as const)('a printer that speaks %s and says nothing', (name) => {
  const { fake: fakeLanguage, language, document } = languages[name];
  const printer = (isSilent: boolean) => {
    const parsed = parseRawAddress(fake.address);
    if (!parsed.ok) throw new Error('The address is wrong');
    const pauses = { connecting: 20_000, answering: 200, between: 10 };
    return new RawPrinter({ address: parsed.value, language, isSilent, pauses });
  };
  beforeEach(async () => {
    fake = await FakeRawPrinter.start(fakeLanguage);
    fake.set({ silent: true });
  });

  it('is told apart from one that is away, and gets nothing', async () => {
    expect(await printer(false).describe()).toMatchObject({ error: { code: 'PRINTER_SILENT' } });
    const print = follow(printer(false), document());
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_SILENT' } });
    await fake.untilAlone();
    expect(fake.printed).toHaveLength(0);
  });

  it('gets every byte and nothing else once somebody said that it is like that; nobody knows what came out', async () => {
    expect(await printer(true).describe()).toMatchObject({ ok: true, value: { state: 'unknown', problems: [] } });
    const bytes = document();
    const sent = Buffer.from(bytes);
    const print = follow(printer(true), bytes);
    expect(await print.run.ended).toMatchObject({ state: 'unknown', ended: true, error: { code: 'PRINTER_SILENT' } });
    await fake.untilAlone();
    expect(fake.printed).toEqual(sent);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(await print.run.cancel()).toMatchObject({ error: { code: 'PRINT_JOB_ENDED' } });
  });

  it('is away after all: nothing was sent', async () => {
    const away = printer(true);
    await fake.close();
    expect(await away.describe()).toMatchObject({ error: { code: 'PRINTER_UNREACHABLE' } });
    const print = follow(away, document());
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_UNREACHABLE' } });
    fake = await FakeRawPrinter.start(fakeLanguage);
  });
});

/** From the first byte of the document on there is no paper. */
function hold(bytes: Uint8Array): Uint8Array {
  fake.runOutAtNextDocument();
  return bytes;
}

describe('what is sent', () => {
  it('has no commands in it but ours', () => {
    const ticket = Buffer.from(
      encodeTicket({ heading: 'x\u001bp\u0000', lines: ['\u0010\u0004\u0001'], qrCode: 'onthaal' }),
    );
    expect(ticket.includes(Buffer.from('\u001bp', 'latin1'))).toBe(false);
    expect(ticket.includes(Buffer.of(0x10, 0x04, 0x01))).toBe(false);
    const label = Buffer.from(encodeLabel({ lines: ['a^XZ~JA_b'] })).toString('utf8');
    expect(label).toBe('^XA^CI28^FO24,24^A0N,30,30^FH_^FDa_5EXZ_7EJA_5Fb^FS^XZ');
  });
  it('has the signs of our languages', () => {
    const ticket = Buffer.from(encodeTicket({ heading: 'Café ë €', lines: [] }));
    // Code page 858, where the euro sign is 0xD5.
    expect(ticket.includes(Buffer.from([0x89, 0x20, 0xd5]))).toBe(true);
  });
  it.each([
    ['192.0.2.7', { host: '192.0.2.7', port: 9100 }],
    ['tcp://ticket.example:9101', { host: 'ticket.example', port: 9101 }],
    ['[2001:db8::1]:9100', { host: '2001:db8::1', port: 9100 }],
  ])('goes to %s', (text, value) => {
    expect(parseRawAddress(text)).toEqual({ ok: true, value });
  });
  it.each(['', 'a b', 'host:0', 'host:99999', 'ipp://host', '-x', 'host/path'])('does not go to "%s"', (text) => {
    expect(parseRawAddress(text)).toMatchObject({ error: { code: 'PRINTER_ADDRESS_INVALID' } });
  });
});
