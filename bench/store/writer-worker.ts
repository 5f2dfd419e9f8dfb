import { parentPort } from 'node:worker_threads';
import { runWriter } from '../../main/store/writer/run-writer.ts';
import { watchThisThread } from './watch.ts';

/** The store's writer with a watch on its event loop. */
if (parentPort === null) throw new Error('The writer runs as a worker');
watchThisThread('writer');
runWriter(parentPort);
