import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowedPrint } from '../../testing/isolated-printers/followed-print.ts';
import { IsolatedPrinters } from '../../testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../testing/isolated-printers/real-printer.ts';
import { parseIppAddress } from './ipp-address.ts';
import { IppPrinter } from './ipp-printer.ts';

const pauses = { first: 50, longest: 200, longestLost: 200, givenUpAfter: 60_000 };
const patience = { connecting: 20_000, answering: 20_000, sending: 20_000 };

let place: IsolatedPrinters;
let real: RealPrinter;
let jobNumber = 0;
beforeAll(async () => {
  place = await IsolatedPrinters.create();
  real = await place.startPrinter({ name: 'Balie 1' });
});
afterAll(() => place?.close());

function printerAt(
  uri: string,
  options: { fingerprint?: string | null; answering?: number; givenUpAfter?: number } = {},
) {
  const address = parseIppAddress(uri);
  if (!address.ok) throw new Error('The address is wrong');
  const { fingerprint = null, answering = patience.answering, givenUpAfter = pauses.givenUpAfter } = options;
  return new IppPrinter({
    address: address.value,
    fingerprint,
    patience: { ...patience, answering },
    pauses: { ...pauses, givenUpAfter },
  });
}

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);

function follow(printer: IppPrinter, bytes: Buffer, format = 'application/pdf'): FollowedPrint {
  jobNumber += 1;
  return new FollowedPrint(printer, { bytes, format, jobName: `onthaal-${jobNumber}` });
}

describe('a real IPP printer', { timeout: 300_000 }, () => {
  it('describes itself', async () => {
    const described = await printerAt(real.uri).describe();
    expect(described).toMatchObject({
      ok: true,
      value: {
        name: 'Balie 1',
        state: 'idle',
        takesJobs: true,
        problems: [],
        fingerprint: null,
        canPrintBothSides: true,
      },
    });
    if (described.ok) expect(described.value.formats).toContain('application/pdf');
  });

  it('prints what was sent, byte for byte, and the bytes are gone here', async () => {
    const bytes = pdf('ok');
    const sent = Buffer.from(bytes);
    const print = follow(printerAt(real.uri), bytes);
    await print.until('printing');
    await real.order('done');
    expect(await print.run.ended).toEqual({ state: 'done', problems: [], ended: true });
    expect((await real.arrived()).at(-1)).toEqual(sent);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(print.states[0]).toBe('waiting');
    expect(print.states.slice(-2)).toEqual(['printing', 'done']);
  });

  it.each(['error', 'warning', 'report'])(
    'asks for paper (media-empty-%s) and goes on once it has some',
    async (suffix) => {
      const print = follow(printerAt(real.uri), pdf('empty'));
      await print.until('printing');
      await real.order(`STATE: +media-empty-${suffix}`);
      expect(await print.until('needsPaper')).toMatchObject({ problems: ['noPaper'], ended: false });
      await real.order(`STATE: -media-empty-${suffix}`);
      await print.until('printing');
      await real.order('done');
      expect(await print.run.ended).toMatchObject({ state: 'done' });
    },
  );

  it('stops at a jam and tells so; a job that failed is not done', async () => {
    const print = follow(printerAt(real.uri), pdf('jam'));
    await print.until('printing');
    await real.order('STATE: +media-jam-error');
    expect(await print.until('stopped')).toMatchObject({ problems: ['paperJam'], ended: false });
    await real.order('STATE: -media-jam-error', 'fail');
    expect(await print.run.ended).toMatchObject({ state: 'aborted', ended: true });
  });

  it.each([
    ['cover-open-error', 'coverOpen'],
    ['toner-empty-error', 'inkEmpty'],
  ])('stops for %s, tells what it is, and goes on', async (reason, problem) => {
    const print = follow(printerAt(real.uri), pdf(reason));
    await print.until('printing');
    await real.order(`STATE: +${reason}`);
    expect(await print.until('stopped')).toMatchObject({ problems: [problem], ended: false });
    await real.order(`STATE: -${reason}`, 'done');
    expect(await print.run.ended).toMatchObject({ state: 'done' });
  });

  it('drops a job that is cancelled while it waits for paper', async () => {
    const print = follow(printerAt(real.uri), pdf('cancelled without paper'));
    await print.until('printing');
    await real.order('STATE: +media-empty-error');
    await print.until('needsPaper');
    expect(await print.run.cancel()).toEqual({ ok: true, value: null });
    await real.order('STATE: -media-empty-error', 'done');
    expect(await print.run.ended).toMatchObject({ state: 'cancelled', ended: true });
  });

  it('drops a job that is cancelled', async () => {
    const print = follow(printerAt(real.uri), pdf('cancel'));
    await print.until('printing');
    expect(await print.run.cancel()).toEqual({ ok: true, value: null });
    await real.order('done');
    expect(await print.run.ended).toMatchObject({ state: 'cancelled' });
    expect(await print.run.cancel()).toMatchObject({ ok: false, error: { code: 'PRINT_JOB_ENDED' } });
  });

  it('is not sent what it cannot print', async () => {
    const before = (await real.arrived()).length;
    const print = follow(printerAt(real.uri), pdf('zip'), 'application/zip');
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_FORMAT_REFUSED' } });
    expect(await real.arrived()).toHaveLength(before);
  });

  it('speaks over an encrypted connection, and another certificate is not believed', async () => {
    const described = await printerAt(real.encryptedUri).describe();
    expect(described).toMatchObject({ ok: true, value: { name: 'Balie 1' } });
    const fingerprint = described.ok ? described.value.fingerprint : null;
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(await printerAt(real.encryptedUri, { fingerprint }).describe()).toMatchObject({ ok: true });
    const other = printerAt(real.encryptedUri, { fingerprint: 'AA:BB' });
    expect(await other.describe()).toMatchObject({ error: { code: 'PRINTER_CERTIFICATE_CHANGED' } });
    const print = follow(other, pdf('other'));
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_CERTIFICATE_CHANGED' } });
  });

  it('that cannot be asked any more has an unknown job, until it is back', async () => {
    const print = follow(printerAt(real.uri, { answering: 500 }), pdf('offline'));
    await print.until('printing');
    real.freeze();
    expect(await print.until('unknown')).toMatchObject({ ended: false, problems: ['offline'] });
    real.resume();
    await print.until('printing');
    await real.order('done');
    expect(await print.run.ended).toMatchObject({ state: 'done' });
  });

  it('that died with the job leaves it unknown, also when another takes its place with the same numbers', async () => {
    const mortal = await place.startPrinter({ name: 'Balie 2' });
    const print = follow(printerAt(mortal.uri), pdf('killed'));
    await print.until('printing');
    await mortal.kill();
    expect(await print.until('unknown')).toMatchObject({ ended: false, error: { code: 'PRINTER_UNREACHABLE' } });
    const successor = await place.startPrinter({ name: 'Balie 2', port: mortal.port });
    expect(await print.run.ended).toMatchObject({
      state: 'unknown',
      ended: true,
      error: { code: 'PRINT_JOB_UNKNOWN' },
    });
    expect(await successor.arrived()).toEqual([]);
  });

  it('that is not there has got nothing', async () => {
    const gone = await place.startPrinter({ name: 'Balie 3' });
    await gone.kill();
    expect(await printerAt(gone.uri).describe()).toMatchObject({ error: { code: 'PRINTER_UNREACHABLE' } });
    const print = follow(printerAt(gone.uri), pdf('gone'));
    expect(await print.run.ended).toMatchObject({ state: 'aborted', error: { code: 'PRINTER_UNREACHABLE' } });
  });

  it('that stays away is given up', async () => {
    const gone = await place.startPrinter({ name: 'Balie 4' });
    const print = follow(printerAt(gone.uri, { givenUpAfter: 300 }), pdf('away'));
    await print.until('printing');
    await gone.kill();
    expect(await print.run.ended).toMatchObject({ state: 'unknown', ended: true });
  });
});
