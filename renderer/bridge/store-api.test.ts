import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { ConflictRow } from '@onthaal/contract/store/sync.ts';
import { describe, expect, it } from 'vitest';
import { makeStore } from '../app/store.ts';
import { runCommand } from './run-command.ts';
import { readError, storeApi } from './store-api.ts';

const conflict = (id: string): ConflictRow => ({
  id,
  collection: 'dossiers',
  documentId: 'd',
  title: '2026-LV-00001',
  subject: 'Container',
  fields: ['subject'],
  detectedAt: '2026-11-23T09:00:00Z',
  theirName: 'Jan',
  theirAt: '2026-11-23T08:00:00Z',
});

/** A store that answers from a variable and lets the test push updates. */
function makeClient() {
  const state = {
    rows: [conflict('one')],
    push: (_rows: readonly ConflictRow[]): void => undefined,
    open: 0,
    asked: 0,
    error: 'DISK_READ_ONLY' as ErrorCode,
    retryable: false,
  };
  const client: StoreClient = {
    read: async (name) => {
      state.asked += 1;
      return name === 'conflictList'
        ? success(state.rows as never)
        : failure(state.error, { retryable: state.retryable });
    },
    run: async (name) => success({ operationId: name, written: [] }),
    subscribe: (_name, _args, onUpdate) => {
      state.open += 1;
      state.push = (rows) => onUpdate(success(rows as never));
      return () => {
        state.open -= 1;
      };
    },
  };
  return { client, state };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('the store as RTK Query', () => {
  it('follows a live read, keeps rows that did not change, and lets go when nobody shows it', async () => {
    const { client, state } = makeClient();
    const store = makeStore(client);
    const query = store.dispatch(storeApi.endpoints.conflictList.initiate({}));
    await query;
    await soon();
    const select = storeApi.endpoints.conflictList.select({});
    const before = select(store.getState()).data;
    expect(before).toEqual([conflict('one')]);
    state.push([conflict('one'), conflict('two')]);
    const after = select(store.getState()).data;
    expect(after?.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(after?.[0]).toBe(before?.[0]);
    state.push([conflict('one'), conflict('two')]);
    expect(select(store.getState()).data).toBe(after);
    expect(state.open).toBe(1);
    query.unsubscribe();
    store.dispatch(storeApi.util.resetApiState());
    await soon();
    expect(state.open).toBe(0);
  });
  it('asks failed reads again when the store came back', async () => {
    const { client, state } = makeClient();
    const store = makeStore(client);
    const answer = await store.dispatch(storeApi.endpoints.syncItems.initiate({ limit: 5 }));
    expect(readError(answer.error)).toEqual({ code: 'DISK_READ_ONLY', retryable: false });
    store.dispatch(storeApi.util.invalidateTags(['read']));
    await soon();
    expect(state.asked).toBe(2);
  });
  it('asks again by itself what may pass, and then says so', async () => {
    const { client, state } = makeClient();
    Object.assign(state, { error: 'STORE_UNAVAILABLE', retryable: true });
    const answer = await makeStore(client).dispatch(storeApi.endpoints.syncItems.initiate({ limit: 5 }));
    expect(readError(answer.error)).toEqual({ code: 'STORE_UNAVAILABLE', retryable: true });
    expect(state.asked).toBe(3);
  });
  it('gives the result of a command back', async () => {
    const store = makeStore(makeClient().client);
    expect(await store.dispatch(runCommand('syncNow', {}))).toEqual(success({ operationId: 'syncNow', written: [] }));
  });
  it('turns what is not an error of ours into one', () => {
    expect(readError(new TypeError('bug'))).toMatchObject({ code: 'UNEXPECTED' });
    expect(readError(undefined)).toBeUndefined();
  });
});
