import { type MessagePort, parentPort } from 'node:worker_threads';
import { runWriter } from '../../writer/run-writer.ts';
import type { WriterRequest, WriterResponse } from '../../writer/writer-protocol.ts';

const HASTE_MILLISECONDS = 30;

/**
 * Test entry: a writer worker with the bug that the harness is made to find. It acknowledges a command before it is written, as
 * a store would that answers before its commit.
 */
if (parentPort === null) throw new Error('The writer runs as a worker');
const port = parentPort;
const answered = new Set<number>();

const hasty = {
  on: (_event: 'message', listener: (request: WriterRequest) => void) => {
    port.on('message', (request: WriterRequest) => {
      if (request.kind !== 'command') return listener(request);
      answered.add(request.sequence);
      const value = JSON.stringify({ operationId: '', written: [] });
      port.postMessage({ kind: 'answer', sequence: request.sequence, result: { ok: true, value } });
      setTimeout(() => listener(request), HASTE_MILLISECONDS);
    });
  },
  postMessage: (response: WriterResponse) => {
    if (response.kind !== 'answer' || !answered.has(response.sequence)) port.postMessage(response);
  },
};
runWriter(hasty as unknown as MessagePort);
