import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FollowedPrint } from '../../testing/isolated-printers/followed-print.ts';
import { IsolatedPrinters } from '../../testing/isolated-printers/isolated-printers.ts';
import { RealCups } from '../../testing/isolated-printers/real-cups.ts';
import type { RealPrinter } from '../../testing/isolated-printers/real-printer.ts';
import { parseIppAddress } from './ipp-address.ts';
import { IppPrinter } from './ipp-printer.ts';

let place: IsolatedPrinters;
let real: RealPrinter;
let cups: RealCups;
let queue: IppPrinter;
beforeAll(async () => {
  [place, cups] = await Promise.all([IsolatedPrinters.create(), RealCups.start()]);
  real = await place.startPrinter({ name: 'Balie 1' });
  const address = parseIppAddress(await cups.addQueue('balie1', real.uri));
  if (!address.ok) throw new Error('The address is wrong');
  queue = new IppPrinter({ address: address.value });
});
afterAll(async () => {
  await cups?.close();
  await place?.close();
});

function print(text: string): FollowedPrint {
  const bytes = Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);
  return new FollowedPrint(queue, { bytes, format: 'application/pdf', jobName: `onthaal-${randomUUID()}` });
}

describe('a queue of a real CUPS', { timeout: 300_000 }, () => {
  it('is described like a printer', async () => {
    expect(await queue.describe()).toMatchObject({
      ok: true,
      value: { name: 'balie1', state: 'idle', takesJobs: true },
    });
  });

  it('tells that the printer behind it has no paper, and is done when it is', async () => {
    const one = print('paper');
    await one.until('printing');
    await real.order('STATE: +media-empty-error');
    expect(await one.until('needsPaper')).toMatchObject({ problems: ['noPaper'], ended: false });
    await real.order('STATE: -media-empty-error', 'done');
    expect(await one.run.ended).toMatchObject({ state: 'done', ended: true });
    expect((await real.arrived()).at(-1)?.toString()).toBe('%PDF-1.4\n% paper\n%%EOF\n');
  });

  it('takes a job back', async () => {
    const one = print('cancelled');
    await one.until('printing');
    expect(await one.run.cancel()).toEqual({ ok: true, value: null });
    expect(await one.run.ended).toMatchObject({ state: 'cancelled', ended: true });
  });
});
