import type { DeviceMessage } from '@onthaal/contract/devices/questions.ts';
import { beforeEach, expect, test } from 'vitest';
import type { ReaderListener } from '../readers/reader-port.ts';
import { CardLinkError } from '../smart-card/transmit.ts';
import { DeviceService } from './device-service.ts';

let said: DeviceMessage[];
let ask: (message: unknown) => void;
let bugs: unknown[];
let service: ReaderListener | undefined;

beforeEach(() => {
  said = [];
  bugs = [];
  service = undefined;
});

/** The service of devices on a line of this test, with a driver that tells what the test says. */
function start(open: (listener: ReaderListener) => void = () => undefined): void {
  const port = {
    post: (message: DeviceMessage) => void said.push(message),
    onMessage: (listener: (message: unknown) => void) => {
      ask = listener;
    },
  };
  const readers = {
    open: (listener: ReaderListener) => {
      service = listener;
      open(listener);
      return { connect: () => Promise.reject(new CardLinkError('CARD_ABSENT')), close: () => undefined };
    },
  };
  new DeviceService(port, { readers }, (error) => bugs.push(error)).start();
}

const answers = () => said.filter((message) => message.kind === 'answer');

test('a process says that it is ready, tells what changed and answers what it is asked', async () => {
  start();
  expect(said).toEqual([{ kind: 'ready' }]);
  service?.readerFound('Reader');
  service?.cardChanged('Reader', 'present');
  const state = { service: 'running', readers: [{ name: 'Reader', card: 'present', insertion: 1 }] };
  expect(said.at(-1)).toEqual({ kind: 'notice', name: 'readers:changed', payload: state });
  ask({ kind: 'question', sequence: 7, name: 'readers:state', arguments: {} });
  await expect.poll(answers).toEqual([{ kind: 'answer', sequence: 7, result: { ok: true, value: state } }]);
  expect(bugs).toEqual([]);
});

test.each([
  ['an unknown question', { sequence: 1, name: 'readers:open', arguments: {} }, 'CHANNEL_UNKNOWN'],
  ['a name of every object', { sequence: 1, name: 'constructor', arguments: {} }, 'CHANNEL_UNKNOWN'],
  ['arguments that are too many', { sequence: 1, name: 'readers:state', arguments: { more: 1 } }, 'ARGUMENT_INVALID'],
])('%s is refused and harms nothing', async (_name, message, code) => {
  start();
  ask(message);
  await expect
    .poll(answers)
    .toEqual([{ kind: 'answer', sequence: 1, result: { ok: false, error: { code, retryable: false } } }]);
  expect(bugs).toEqual([]);
});

test.each([null, 'text', 7, {}, { sequence: '1', name: 'readers:state', arguments: {} }])(
  'what is no question (%j) is not answered',
  (message) => {
    start();
    ask(message);
    expect(answers()).toEqual([]);
  },
);

test('a service that is not there is a state, not an end', () => {
  start(() => {
    throw new CardLinkError('CARD_SERVICE_ABSENT');
  });
  expect(said.map((message) => message.kind)).toEqual(['log', 'notice', 'ready']);
  expect(said.at(-2)).toMatchObject({ payload: { service: 'absent', readers: [] } });
});
