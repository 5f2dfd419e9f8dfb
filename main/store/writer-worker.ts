import { parentPort } from 'node:worker_threads';
import { runWriter } from './writer/run-writer.ts';

/** Entry of the writer worker: the thread that owns RxDB, the sync, the commands and the only write connection. */
if (parentPort === null) throw new Error('The writer runs as a worker');
runWriter(parentPort);
