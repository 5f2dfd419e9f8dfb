import { parentPort } from 'node:worker_threads';
import { controlPortOfNode } from '../service/message-port.ts';
import { StoreService } from '../service/store-service.ts';

/** Test entry: the store in a worker thread, because RxDB allows 13 open collections per JavaScript world. */
const port = parentPort;
if (port === null) throw new Error('This runs as a worker');
const service = new StoreService(controlPortOfNode(port), () => process.exit(1));
const onUncaught = (error: unknown) => {
  // biome-ignore lint/suspicious/noConsole: a test must see why its store died
  console.error(error);
  service.fail(error);
};
process.on('uncaughtException', onUncaught);
process.on('unhandledRejection', onUncaught);
service.start();
