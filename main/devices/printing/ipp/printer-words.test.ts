import { describe, expect, it } from 'vitest';
import { parseIppAddress } from './ipp-address.ts';
import { problemsOf, stateOf } from './printer-words.ts';

describe('reasons of a printer', () => {
  it('are known by how they begin, each once', () => {
    expect(problemsOf(['media-empty-error', 'media-needed', 'media-low-warning'])).toEqual(['noPaper', 'paperLow']);
    expect(problemsOf(['door-open-report', 'cover-open', 'toner-low-warning'])).toEqual(['coverOpen', 'inkLow']);
  });
  it('that are nothing, or only for the record, are no problem; others ask for attention', () => {
    expect(problemsOf(['none', '', 'fuser-over-temp-report', 'cups-waiting-for-job-completed'])).toEqual([]);
    expect(problemsOf(['fuser-over-temp-error', 'com.example-odd'])).toEqual(['attention']);
  });
});

describe('the state of a job', () => {
  const seen = (jobState: string, printerState = 'processing', reasons: readonly string[] = []) =>
    stateOf({ jobState, printerState, problems: problemsOf(reasons) });
  it('is what the printer says of it', () => {
    expect(seen('pending')).toBe('waiting');
    expect(seen('processing')).toBe('printing');
    expect(seen('processing', 'processing', ['media-low-report', 'toner-low'])).toBe('printing');
    expect(seen('processing-stopped')).toBe('stopped');
    expect(seen('pending', 'stopped')).toBe('stopped');
    expect(seen('processing', 'stopped', ['media-empty'])).toBe('needsPaper');
    expect(seen('processing', 'processing', ['cover-open-error'])).toBe('stopped');
    expect(seen('a-word-of-tomorrow')).toBe('unknown');
  });
  it('is an end, whatever ails the printer', () => {
    expect(seen('completed', 'stopped', ['media-empty'])).toBe('done');
    expect(seen('canceled', 'stopped')).toBe('cancelled');
    expect(seen('aborted', 'stopped', ['media-jam'])).toBe('aborted');
  });
});

describe('the address of a printer', () => {
  it.each([
    ['ipp://balie1.example', 'ipp://balie1.example:631/ipp/print'],
    ['IPPS://192.0.2.7:8631/printers/Balie', 'ipps://192.0.2.7:8631/printers/Balie'],
    [' ipp://[2001:db8::1]:80/ ', 'ipp://[2001:db8::1]:80/ipp/print'],
  ])('%s', (text, uri) => {
    expect(parseIppAddress(text)).toMatchObject({ ok: true, value: { uri } });
  });
  it.each([
    '',
    'http://balie1.example',
    'ipp://',
    'ipp://user:word@balie1.example',
    'ipp://a b/',
    'ipp://x/?q=1',
    `ipp://${'x'.repeat(600)}`,
  ])('is not %s', (text) => {
    expect(parseIppAddress(text)).toMatchObject({ ok: false, error: { code: 'PRINTER_ADDRESS_INVALID' } });
  });
});
