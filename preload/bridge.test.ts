import { eventChannels as contractEvents, requestArguments } from '@onthaal/contract/ipc/channels.ts';
import { wire } from '@onthaal/contract/ipc/wire.ts';
import { describe, expect, test } from 'vitest';
import { createBridge, eventChannels, requestChannels, type Wire } from './bridge.ts';

type Listener = Parameters<Wire['on']>[1];

function setUp() {
  const invoked: unknown[] = [];
  const listeners = new Map<string, Listener>();
  const delivered: string[] = [];
  const bridge = createBridge(
    {
      invoke: async (channel, message) => {
        invoked.push([channel, message]);
        return { ok: true, value: null };
      },
      on: (channel, listener) => {
        listeners.set(channel, listener);
      },
    },
    (nonce) => delivered.push(nonce),
    (file) => (file === 'dropped' ? '/home/plan.pdf' : ''),
  );
  const emit = (channel: string, ports: readonly MessagePort[], ...values: unknown[]) =>
    listeners.get(channel)?.({ ports }, ...values);
  return { bridge, invoked, delivered, emit, listeners };
}

describe('the border', () => {
  test('knows exactly the channels of the contract', () => {
    const named = Object.keys(requestArguments).filter((channel) => channel !== 'documents:addDropped');
    expect(Object.keys(requestChannels).sort()).toEqual(named.sort());
    expect(Object.keys(eventChannels).sort()).toEqual([...contractEvents].sort());
  });

  test('lets a page add what was dropped, and name no path itself', async () => {
    const { bridge, invoked } = setUp();
    const args = { dossierId: 'dossier-1', paths: ['/etc/passwd'] };
    expect(await bridge.request('documents:addDropped' as 'documents:add', args)).toMatchObject({ ok: false });
    await bridge.addDropped('dossier-1', ['dropped', '/etc/passwd', { path: '/etc/passwd' }]);
    await bridge.addDropped('dossier-1', '/etc/passwd' as never);
    expect(invoked).toEqual(
      [['/home/plan.pdf'], []].map((paths) => [
        wire.request,
        { channel: 'documents:addDropped', args: { dossierId: 'dossier-1', paths } },
      ]),
    );
  });

  test('is frozen and has three functions only', () => {
    const { bridge } = setUp();
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(Object.keys(bridge).sort()).toEqual(['addDropped', 'on', 'request']);
  });

  test('sends nothing on a channel that is not in the contract', async () => {
    const { bridge, invoked } = setUp();
    for (const channel of ['shell:open', '__proto__', 'constructor', 'toString']) {
      expect(await bridge.request(channel as 'session:people', {})).toMatchObject({
        ok: false,
        error: { code: 'CHANNEL_UNKNOWN' },
      });
    }
    expect(invoked).toEqual([]);
    await bridge.request('session:people', {});
    expect(invoked).toEqual([[wire.request, { channel: 'session:people', args: {} }]]);
  });

  test('listeners get the payload alone and can stop', () => {
    const { bridge, emit } = setUp();
    const seen: unknown[][] = [];
    const listener = (...values: unknown[]) => seen.push(values);
    const stop = bridge.on('session:changed', listener);
    bridge.on('session:changed', listener);
    emit(wire.event, [], 'session:changed', null);
    expect(seen).toEqual([[null], [null]]);
    stop();
    stop();
    emit(wire.event, [], 'session:changed', null);
    expect(seen).toHaveLength(3);
    emit(wire.event, [], 'preferences:changed', {});
    expect(seen).toHaveLength(3);
  });

  test('listening on a foreign channel does nothing', () => {
    const { bridge, emit } = setUp();
    const seen: unknown[] = [];
    bridge.on('foreign' as 'session:changed', (payload) => seen.push(payload));
    emit(wire.event, [], 'foreign', 1);
    expect(seen).toEqual([]);
  });

  test('a port reaches the page once, and only for a nonce that the page asked with', async () => {
    const { bridge, delivered, emit } = setUp();
    const port = () => new MessageChannel().port1 as unknown as MessagePort;
    emit(wire.storePort, [port()], 'a-nonce-nobody-asked-with');
    await bridge.request('store:connect', { nonce: '0123456789abcdef' });
    emit(wire.storePort, [], '0123456789abcdef');
    emit(wire.storePort, [port()], '0123456789abcdef');
    emit(wire.storePort, [port()], '0123456789abcdef');
    expect(delivered).toEqual(['0123456789abcdef']);
  });
});
