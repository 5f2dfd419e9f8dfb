import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { OperationState, SyncState } from '@onthaal/contract/store/sync.ts';
import { describe, expect, it } from 'vitest';
import { whenAnswered } from './when-answered.ts';

/** A store that tells the states one after the other, the first at once. */
function telling(...results: readonly Result<OperationState>[]) {
  let stopped = 0;
  const client = {
    subscribe: (_name: string, _args: unknown, onUpdate: (result: Result<OperationState>) => void) => {
      const [first, ...later] = results;
      if (first !== undefined) onUpdate(first);
      void later.reduce((before, result) => before.then(() => onUpdate(result)), Promise.resolve());
      return () => {
        stopped += 1;
      };
    },
  } as unknown as Pick<StoreClient, 'subscribe'>;
  return { client, stopped: () => stopped };
}
const state = (name: SyncState) => success({ operationId: 'one', state: name });
const never = new AbortController().signal;

describe('waiting for the centre', () => {
  it.each(['accepted', 'rejected', 'conflict', 'discarded'] as const)('ends with %s and lets go', async (name) => {
    const { client, stopped } = telling(state('local'), state('sending'), state(name));
    expect(await whenAnswered(client, 'one', never)).toMatchObject({ ok: true, value: { state: name } });
    expect(stopped()).toBe(1);
  });
  it('ends at once when it was answered before, or is unknown', async () => {
    const answered = telling(state('accepted'));
    expect(await whenAnswered(answered.client, 'one', never)).toMatchObject({ ok: true });
    expect(answered.stopped()).toBe(1);
    const unknown = telling(failure('DOCUMENT_UNKNOWN'));
    expect(await whenAnswered(unknown.client, 'one', never)).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });
  });
  it('waits through a passing fault, and gives up when told', async () => {
    const { client, stopped } = telling(failure('STORE_STARTING', { retryable: true }), state('sending'));
    const control = new AbortController();
    const answer = whenAnswered(client, 'one', control.signal);
    control.abort();
    expect(await answer).toMatchObject({ error: { code: 'MIDOFFICE_UNREACHABLE' } });
    expect(stopped()).toBe(1);
    expect((await whenAnswered(client, 'one', control.signal)).ok).toBe(false);
  });
});
