import { parentPort } from 'node:worker_threads';
import { controlPortOfNode } from '../../main/store/service/message-port.ts';
import { StoreService } from '../../main/store/service/store-service.ts';
import { watchThisThread } from './watch.ts';

/** The store in a worker, as the tests run it, with a watch on its event loop. */
if (parentPort === null) throw new Error('This runs as a worker');
watchThisThread('reader');
new StoreService(controlPortOfNode(parentPort), () => process.exit(1)).start();
