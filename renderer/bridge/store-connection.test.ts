import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreConnection, type StorePort } from './store-connection.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A store at the far end of a real message channel, that collects what it is asked. */
function farEnd(connection: StoreConnection) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const asked: StoreRequest[] = [];
  port2.onmessage = ({ data }) => void asked.push(data as StoreRequest);
  connection.attach(port1 as unknown as StorePort);
  return { asked, say: (response: StoreResponse) => port2.postMessage(response), close: () => port2.close() };
}
const until = async (condition: () => boolean) => {
  for (let turn = 0; turn < 200 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};
const answer = (sequence: number, value: unknown, kind: 'answer' | 'update' = 'answer'): StoreResponse => ({
  kind,
  sequence,
  milliseconds: 1,
  result: { ok: true, value: JSON.stringify(value) },
});

describe('the connection to the store', () => {
  it('matches answers to questions, in any order', async () => {
    const connection = new StoreConnection();
    const store = farEnd(connection);
    const first = connection.read('conflictList', {});
    const second = connection.read('syncItems', { limit: 5 });
    await until(() => store.asked.length === 2);
    store.say(answer(store.asked[1]?.sequence ?? 0, ['second']));
    store.say(answer(store.asked[0]?.sequence ?? 0, ['first']));
    expect(await first).toEqual({ ok: true, value: ['first'] });
    expect(await second).toEqual({ ok: true, value: ['second'] });
  });
  it('asks reads again and renews subscriptions over a new port, but never repeats a command', async () => {
    const connection = new StoreConnection();
    const crashed = farEnd(connection);
    const read = connection.read('conflictList', {});
    const updates: unknown[] = [];
    connection.subscribe('syncItems', { limit: 5 }, (result) => updates.push(result));
    const command = connection.run('syncNow', {});
    await until(() => crashed.asked.length === 3);
    crashed.close();
    expect(await command).toEqual({ ok: false, error: { code: 'PROCESS_GONE', retryable: true } });
    const store = farEnd(connection);
    await until(() => store.asked.length === 2);
    expect(store.asked.map(({ kind }) => kind)).toEqual(['read', 'subscribe']);
    store.say(answer(store.asked[0]?.sequence ?? 0, []));
    store.say(answer(store.asked[1]?.sequence ?? 0, [], 'update'));
    expect(await read).toEqual({ ok: true, value: [] });
    await until(() => updates.length === 1);
  });
  it('refuses a command without a store at once, and lets a read wait', async () => {
    const connection = new StoreConnection();
    expect(await connection.run('syncNow', {})).toEqual({
      ok: false,
      error: { code: 'STORE_UNAVAILABLE', retryable: true },
    });
    const read = connection.read('conflictList', {});
    const store = farEnd(connection);
    await until(() => store.asked.length === 1);
    store.say(answer(store.asked[0]?.sequence ?? 0, []));
    expect((await read).ok).toBe(true);
  });
  it('passes an update on only when it differs, and none after unsubscribing', async () => {
    const connection = new StoreConnection();
    const store = farEnd(connection);
    const updates: unknown[] = [];
    const stop = connection.subscribe('conflictList', {}, (result) => updates.push(result));
    await until(() => store.asked.length === 1);
    const { sequence } = store.asked[0] ?? { sequence: 0 };
    store.say(answer(sequence, [1], 'update'));
    store.say(answer(sequence, [1], 'update'));
    store.say(answer(sequence, [2], 'update'));
    await until(() => updates.length === 2);
    stop();
    await until(() => store.asked.at(-1)?.kind === 'unsubscribe');
    store.say(answer(sequence, [3], 'update'));
    const marker = connection.read('syncItems', { limit: 1 });
    await until(() => store.asked.length === 3);
    store.say(answer(store.asked[2]?.sequence ?? 0, []));
    await marker;
    expect(updates).toHaveLength(2);
  });
  it('forgets everything at log-out', async () => {
    const connection = new StoreConnection();
    farEnd(connection);
    const read = connection.read('conflictList', {});
    connection.subscribe('syncStatus', {}, () => undefined);
    connection.detach();
    expect(await read).toEqual({ ok: false, error: { code: 'STORE_LOCKED', retryable: false } });
    const next = farEnd(connection);
    void connection.read('syncItems', { limit: 1 });
    await until(() => next.asked.length === 1);
    expect(next.asked[0]?.kind).toBe('read');
  });
});
