import { parentPort } from 'node:worker_threads';
import { ContentService } from './document-content/content-service.ts';

/** Entry of the content worker: the thread that takes in, encrypts, sends and fetches the contents of documents. */
if (parentPort === null) throw new Error('The contents are kept by a worker');
const service = new ContentService(parentPort);
const onUncaught = (error: unknown) => {
  // In a worker this ends the thread; what was posted before still arrives.
  if (!service.survives(error)) process.exit(1);
};
process.on('uncaughtException', onUncaught);
process.on('unhandledRejection', onUncaught);
service.start();
