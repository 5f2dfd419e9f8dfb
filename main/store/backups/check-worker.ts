import { parentPort, workerData } from 'node:worker_threads';
import { storageErrorIn } from '../database/storage-failure.ts';
import { type CheckOptions, type CopyContents, verifyCopy } from './verify-copy.ts';

/** Checks one database file in a thread of its own and says what it holds. */
export type CheckAnswer =
  | { readonly kind: 'sound'; readonly contents: CopyContents }
  | { readonly kind: 'failed'; readonly code: string };

/** Runs the check that the worker was started for. */
async function run(): Promise<void> {
  const answer = (message: CheckAnswer) => parentPort?.postMessage(message);
  try {
    answer({ kind: 'sound', contents: await verifyCopy(workerData as CheckOptions) });
  } catch (error) {
    answer({ kind: 'failed', code: storageErrorIn(error)?.code ?? 'UNKNOWN' });
  }
}

void run();
