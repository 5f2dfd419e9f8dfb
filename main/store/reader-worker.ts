import { parentPort, workerData } from 'node:worker_threads';
import { failure } from '@onthaal/contract/result.ts';
import { storageFailure } from './database/storage-failure.ts';
import { Reader } from './reads/reader.ts';
import type { ReaderRequest, ReaderResponse, ReaderWorkerData } from './reads/reader-protocol.ts';
import { describeError } from './service/store-log.ts';
import { openDatabaseFile } from './storage/index.ts';

/** Entry of the reader: a thread with a read-only connection of its own, so that a running sync never delays a read. */
function run(): void {
  const port = parentPort;
  if (port === null) throw new Error('The reader runs as a worker');
  const { file, key, nativeBinding, member } = workerData as ReaderWorkerData;
  const databaseFile = openDatabaseFile({ file, key, nativeBinding, readOnly: true });
  const reader = new Reader(databaseFile, member);
  const post = (response: ReaderResponse) => port.postMessage(response);
  const answer = (request: Extract<ReaderRequest, { kind: 'read' }>) => {
    const start = performance.now();
    const { sequence } = request;
    try {
      const result = reader.answer(request.name, request.arguments as never);
      post({ kind: 'answer', sequence, result, milliseconds: performance.now() - start });
    } catch (error) {
      post({ kind: 'failed', sequence, error: describeError(error) });
      const result = storageFailure(error) ?? failure('UNEXPECTED');
      post({ kind: 'answer', sequence, result, milliseconds: performance.now() - start });
    }
  };
  port.on('message', (request: ReaderRequest) => {
    if (request.kind === 'read') answer(request);
    else if (request.kind === 'referencesChanged') reader.forgetReferences();
    else {
      databaseFile.close();
      port.close();
    }
  });
  post({ kind: 'ready' });
}

run();
