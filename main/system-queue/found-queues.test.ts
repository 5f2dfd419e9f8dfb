import { queueOf } from '@onthaal/contract/devices/printing.ts';
import type { PrinterInfo } from 'electron';
import { describe, expect, it } from 'vitest';
import { foundQueue } from './found-queues.ts';

const info = (changes: Partial<PrinterInfo>, options: object): PrinterInfo => ({
  ...{ name: 'balie1', displayName: 'Balie 1', description: '' },
  ...changes,
  options: options as PrinterInfo['options'],
});

describe('a queue of the operating system', () => {
  it('of CUPS tells how it stands, and that it takes nothing', () => {
    const options = {
      'printer-location': 'Loket 3',
      'printer-make-and-model': 'Local Raw Printer',
      'printer-state': '5',
      'printer-state-reasons': 'paused',
      'printer-is-accepting-jobs': 'false',
    };
    expect(foundQueue(info({}, options))).toEqual({
      ...{ name: 'Balie 1', address: 'queue:balie1', location: 'Loket 3', model: 'Local Raw Printer' },
      ...{ state: 'stopped', takesJobs: false, problems: ['paused'], paper: [] },
    });
  });
  it('of Windows tells nothing of that, and nothing is made of it', () => {
    const queue = foundQueue(info({ name: '\\\\server\\Balie 1' }, { 'printer-make-and-model': 'Laser' }));
    expect(queue).toMatchObject({ state: 'unknown', takesJobs: true, problems: [], model: 'Laser' });
    expect(queueOf(queue.address)).toBe('\\\\server\\Balie 1');
  });
  it('says what it likes: texts are cut and cleaned, its own name stays', () => {
    const name = `\u202e${'x'.repeat(300)}`;
    const queue = foundQueue(info({ name, displayName: '' }, { 'printer-location': 7 }));
    expect(queue).toMatchObject({ name: 'x'.repeat(120), location: '' });
    expect(queueOf(queue.address)).toBe(name);
  });
});
