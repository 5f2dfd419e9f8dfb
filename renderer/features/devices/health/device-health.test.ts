import { expect, test } from 'vitest';
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
  ...changes,
});

test.each([
  ['not looked yet', state({}), 'nothingHere'],
  ['a laptop without readers', state({ readers: running() }), 'nothingHere'],
  ['a laptop without the service', state({ readers: absent }), 'nothingHere'],
  ['a reader', state({ readers: running(reader('A')), readerSeen: true }), 'inOrder'],
  ['a card in it', state({ readers: running(reader('A', 'present')), readerSeen: true }), 'inOrder'],
  ['a card the wrong way', state({ readers: running(reader('A', 'silent')), readerSeen: true }), 'cardSilent'],
  ['a reader that was there', state({ readers: running(), readerSeen: true }), 'readerGone'],
  [
    'a chosen reader that is not there',
    state({ readers: running(reader('B')), settings: { preferredReader: 'A' } }),
    'readerGone',
  ],
  [
    'a card the wrong way in another reader',
    state({ readers: running(reader('A'), reader('B', 'silent')), settings: { preferredReader: 'A' } }),
    'inOrder',
  ],
  ['a service that was there', state({ readers: absent, readerSeen: true }), 'serviceAbsent'],
  [
    'a process that starts again',
    state({ process: { state: 'restarting', restarts: 1 }, readers: running(reader('A')), readerSeen: true }),
    'processRestarting',
  ],
  [
    'a process that gave up, before all else',
    state({ process: { state: 'failed', restarts: 5 }, readers: absent, readerSeen: true }),
    'processFailed',
  ],
] as const)('%s', (_name, devices, word) => {
  expect(deviceHealth(devices)).toBe(word);
});
