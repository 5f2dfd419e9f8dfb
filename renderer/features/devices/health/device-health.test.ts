import type { PrinterHealth } from '@onthaal/contract/devices/device-health.ts';
import type { PrinterProblem } from '@onthaal/contract/devices/printing.ts';
import { describe, expect, test } from 'vitest';
import type { DevicesState } from '../devices-slice.ts';
import { deviceHealth } from './device-health.ts';

const reader = (name: string, card: 'absent' | 'present' | 'silent' = 'absent') => ({ name, card, insertion: 0 });
const running = (...readers: ReturnType<typeof reader>[]) => ({ service: 'running', readers }) as const;
const absent = { service: 'absent', readers: [] } as const;
const state = (changes: Partial<DevicesState>): DevicesState => ({
  process: { state: 'running', restarts: 0 },
  readers: undefined,
  readerSeen: false,
  settings: {},
  health: undefined,
  media: undefined,
  neighbours: [],
  ...changes,
});
const said = (devices: DevicesState) => deviceHealth(devices).map(({ device, word }) => `${device}: ${word}`);

test.each([
  ['not looked yet', state({}), []],
  ['a laptop without readers', state({ readers: running() }), []],
  ['a laptop without the service', state({ readers: absent }), []],
  ['a reader', state({ readers: running(reader('A')), readerSeen: true }), ['reader: inOrder']],
  ['a card in it', state({ readers: running(reader('A', 'present')), readerSeen: true }), ['reader: inOrder']],
  [
    'a card the wrong way',
    state({ readers: running(reader('A', 'silent')), readerSeen: true }),
    ['reader: cardSilent'],
  ],
  ['a reader that was there', state({ readers: running(), readerSeen: true }), ['reader: readerGone']],
  [
    'a chosen reader that is not there',
    state({ readers: running(reader('B')), settings: { preferredReader: 'A' } }),
    ['reader: readerGone'],
  ],
  [
    'a card the wrong way in another reader',
    state({ readers: running(reader('A'), reader('B', 'silent')), settings: { preferredReader: 'A' } }),
    ['reader: inOrder'],
  ],
  ['a service that was there', state({ readers: absent, readerSeen: true }), ['reader: serviceAbsent']],
  [
    'a process that starts again',
    state({ process: { state: 'restarting', restarts: 1 }, readers: running(reader('A')), readerSeen: true }),
    ['process: processRestarting', 'reader: inOrder'],
  ],
  [
    'a process that gave up, before all else',
    state({ process: { state: 'failed', restarts: 5 }, readers: absent, readerSeen: true }),
    ['process: processFailed', 'reader: serviceAbsent'],
  ],
] as const)('%s', (_name, devices, words) => {
  expect(said(devices)).toEqual(words);
});

const printer = (changes: Partial<PrinterHealth>): PrinterHealth => ({
  kind: 'a4',
  order: 'first',
  name: 'Balie 1',
  address: 'ipp://balie-1/ipp/print',
  reach: 'reached',
  state: 'idle',
  problems: [],
  code: null,
  ...changes,
});
const problem = (...problems: PrinterProblem[]) => printer({ problems });

describe('printers and the terminal', () => {
  test.each([
    ['nobody looked', printer({ reach: 'notYet' }), []],
    ['ready', printer({}), ['a4.first: inOrder']],
    ['off', printer({ reach: 'away', code: 'PRINTER_UNREACHABLE' }), ['a4.first: printerAway']],
    ['off behind a queue', problem('offline'), ['a4.first: printerAway']],
    ['another one', printer({ reach: 'away', code: 'PRINTER_CERTIFICATE_CHANGED' }), ['a4.first: printerStrange']],
    ['the worst of several', problem('inkLow', 'noPaper', 'paperJam'), ['a4.first: paperJam']],
    ['low is said, too', problem('paperLow'), ['a4.first: paperLow']],
    ['stopped without a word', printer({ state: 'stopped' }), ['a4.first: attention']],
  ])('%s', (_name, one, words) => {
    expect(said(state({ health: { printers: [one], terminal: null } }))).toEqual(words);
  });

  test('the worst device comes first, whichever it is', () => {
    const tickets = printer({ kind: 'ticket', problems: ['noPaper'] });
    const health = { printers: [problem('inkLow'), tickets], terminal: 'away' } as const;
    expect(said(state({ health, readers: running(reader('A')) }))).toEqual([
      'ticket.first: noPaper',
      'terminal: terminalAway',
      'a4.first: inkLow',
      'reader: inOrder',
    ]);
  });

  test('a terminal that answers is in order; one that nobody looked at is not spoken of', () => {
    expect(said(state({ health: { printers: [], terminal: 'reached' } }))).toEqual(['terminal: inOrder']);
    expect(said(state({ health: { printers: [], terminal: 'notYet' } }))).toEqual([]);
  });
});

describe('a printer of another desk that stands in', () => {
  const place = { name: 'Balie 3 (Loket 3)', address: 'ipp://balie-3/ipp/print', fingerprint: null };
  const settings = { standIns: { a4: { deskName: 'Loket 3', place } } };
  const theirs = printer({ order: 'standIn', name: place.name, address: place.address });
  const away = { reach: 'away', code: 'PRINTER_UNREACHABLE' } as const;
  test.each([
    ['does the work', printer(away), theirs, ['a4.standIn: standIn', 'a4.first: printerAway']],
    ['is low', printer(away), { ...theirs, problems: ['paperLow'] }, ['a4.standIn: standIn', 'a4.first: printerAway']],
    ['fails, too', printer(away), { ...theirs, ...away }, ['a4.first: printerAway', 'a4.standIn: printerAway']],
    ['is not needed any more', printer({}), theirs, ['a4.first: ownBack', 'a4.standIn: standIn']],
  ] as const)('%s', (_name, own, other, words) => {
    const found = state({ settings, health: { printers: [own, other], terminal: null } });
    expect(said(found)).toEqual(words);
    expect(deviceHealth(found).find(({ device }) => device === 'a4.standIn')?.desk).toBe('Loket 3');
  });

  test('comes after what is wrong with another device', () => {
    const tickets = printer({ kind: 'ticket', problems: ['paperLow'] });
    const health = { printers: [printer(away), theirs, tickets], terminal: 'away' } as const;
    expect(said(state({ settings, health }))).toEqual([
      'terminal: terminalAway',
      'a4.standIn: standIn',
      'ticket.first: paperLow',
      'a4.first: printerAway',
    ]);
  });
});

describe('a terminal of another desk that stands in', () => {
  const terminal = { kind: 'nexo', url: 'tcp://terminal-3:9990', saleId: 'KASSA3', terminalId: 'T3' } as const;
  const settings = { standIns: { terminal: { deskName: 'Loket 3', settings: terminal } } };
  test.each([
    ['does the work', 'reached', 'terminal.standIn: standIn'],
    ['fails, too', 'away', 'terminal.standIn: terminalAway'],
    ['is one of which nobody can look whether it is there', null, 'terminal.standIn: standIn'],
  ] as const)('%s', (_name, reach, words) => {
    const found = state({ settings, health: { printers: [], terminal: reach } });
    expect(said(found)).toEqual([words]);
    expect(deviceHealth(found)[0]?.desk).toBe('Loket 3');
  });
});

test('a scanner of another desk that stands in is said to be in use, as nobody watches scanners', () => {
  const scanner = { name: 'net:loket-3:genesys:libusb:001:004', label: 'Canon LiDE 220' };
  const settings = { standIns: { scanner: { deskName: 'Loket 3', scanner } } };
  expect(deviceHealth(state({ settings }))).toEqual([
    { device: 'scanner.standIn', word: 'standIn', name: 'Canon LiDE 220', desk: 'Loket 3' },
  ]);
});

describe('camera and microphone', () => {
  const media = { cameras: ['Front'], microphones: [''] };
  test.each([
    ['one that nobody chose is not missed', {}, { cameras: [], microphones: [] }, []],
    ['nobody looked yet', { camera: 'Front' }, undefined, []],
    ['the chosen one is there', { camera: 'Front' }, media, ['camera: inOrder']],
    ['another one is not the chosen one', { camera: 'Desk' }, media, ['camera: cameraGone']],
    ['there is none', { camera: 'Front' }, { cameras: [], microphones: [] }, ['camera: cameraGone']],
    ['one whose name is hidden may be it', { microphone: 'Headset' }, media, ['microphone: inOrder']],
    ['the microphone', { microphone: 'Headset' }, { cameras: [], microphones: [] }, ['microphone: microphoneGone']],
  ])('%s', (_name, settings, found, words) => {
    expect(said(state({ settings, media: found }))).toEqual(words);
  });
});
