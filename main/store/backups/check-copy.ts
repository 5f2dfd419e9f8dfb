import { Worker } from 'node:worker_threads';
import { StorageError, type StorageErrorCode } from '../storage/index.ts';
import type { CheckAnswer } from './check-worker.ts';
import { CopyPostponed } from './copy-database.ts';
import { type CheckOptions, type CopyContents, verifyCopy } from './verify-copy.ts';

const LOOK_MILLISECONDS = 100;

export interface CheckCopyOptions extends CheckOptions {
  /** Script of the worker; without it the check runs here, with turns for others between the tables. */
  readonly script?: string | undefined;
  readonly isStopped?: (() => boolean) | undefined;
}

/**
 * Opens a copy with the key, checks every page and counts what it holds, in a thread of its own.
 *
 * @throws StorageError; CopyPostponed when it was stopped
 */
export async function checkCopy({ script, isStopped, ...options }: CheckCopyOptions): Promise<CopyContents> {
  if (script === undefined) return verifyCopy(options, () => turn(isStopped));
  const worker = new Worker(script, { workerData: options });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<CopyContents>((resolve, reject) => {
      timer = setInterval(() => {
        if (isStopped?.()) reject(new CopyPostponed('stopped'));
      }, LOOK_MILLISECONDS);
      worker.on('message', (answer: CheckAnswer) => {
        if (answer.kind === 'sound') resolve(answer.contents);
        else reject(new StorageError(answer.code as StorageErrorCode, 'the copy is not sound'));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new CopyPostponed('the check ended without an answer')));
    });
  } finally {
    clearInterval(timer);
    void worker.terminate();
  }
}

async function turn(isStopped: (() => boolean) | undefined): Promise<void> {
  if (isStopped?.()) throw new CopyPostponed('stopped');
  await new Promise((resolve) => setImmediate(resolve));
}
