import type { PrintJob } from '@onthaal/contract/devices/printing.ts';
import { describe, expect, it } from 'vitest';
import { jobChanged, type PrintItem, printBegun, printForgotten, printingReducer } from './printing-slice.ts';

const job = (id: string, state: PrintJob['state']): PrintJob => ({
  id,
  kind: 'a4',
  printerName: 'Balie 1',
  state,
  problems: [],
  ended: state === 'done',
});
const item = (letterId: string, of: PrintJob): PrintItem => ({
  letterId,
  template: 'receipt',
  dossierId: 'dossier',
  number: '2026-LV-00001',
  personId: 'person',
  order: 'first',
  job: of,
});
const empty = printingReducer(undefined, { type: 'nothing' });

describe('the prints of a desk', () => {
  it('follow their jobs', () => {
    const begun = printingReducer(empty, printBegun(item('a', job('1', 'waiting'))));
    const done = printingReducer(begun, jobChanged(job('1', 'done')));
    expect(done.items.map((one) => one.job.state)).toEqual(['done']);
  });
  it('know what was heard before their answer came', () => {
    const heard = printingReducer(empty, jobChanged(job('1', 'needsPaper')));
    const begun = printingReducer(heard, printBegun(item('a', job('1', 'waiting'))));
    expect(begun.items.map((one) => one.job.state)).toEqual(['needsPaper']);
    expect(begun.early).toEqual([]);
  });
  it('have one line for a letter that is printed again, and no more of the job before', () => {
    const first = printingReducer(empty, printBegun(item('a', job('1', 'waiting'))));
    const second = printingReducer(first, printBegun(item('a', job('2', 'waiting'))));
    const late = printingReducer(second, jobChanged(job('1', 'done')));
    expect(late.items.map((one) => [one.job.id, one.job.state])).toEqual([['2', 'waiting']]);
    expect(printingReducer(late, printForgotten('a')).items).toEqual([]);
  });
});
