import { failure, type Result } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { OperationState } from '@onthaal/contract/store/sync.ts';

/** States in which an operation still waits for the centre. */
const waiting: readonly OperationState['state'][] = ['local', 'sending'];

/**
 * Waits until the centre has answered an operation: accepted, refused, or in conflict with another desk's. Without a line that can
 * take for ever, so give it a signal; aborted, it answers MIDOFFICE_UNREACHABLE, and the operation goes on by itself.
 *
 * @returns the operation as the centre answered it, or the failure of the read (DOCUMENT_UNKNOWN: no such operation)
 */
export function whenAnswered(
  client: Pick<StoreClient, 'subscribe'>,
  operationId: string,
  signal: AbortSignal,
): Promise<Result<OperationState>> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    let isDone = false;
    const finish = (result: Result<OperationState>) => {
      isDone = true;
      signal.removeEventListener('abort', giveUp);
      stop?.();
      resolve(result);
    };
    const giveUp = () => finish(failure('MIDOFFICE_UNREACHABLE', { retryable: true }));
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp);
    stop = client.subscribe('operationState', { operationId }, (result) => {
      if (isDone || (!result.ok && result.error.retryable)) return;
      if (!result.ok || !waiting.includes(result.value.state)) finish(result);
    });
    if (isDone) stop();
  });
}
